import { Stack } from 'aws-cdk-lib';
import { Cluster, ContainerInsights } from 'aws-cdk-lib/aws-ecs';
import { ApplicationProtocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { DataPart } from './data-stack';
import { idOf, ImagesPart } from './images-stack';
import { NetworkPart } from './network-stack';
import { IServiceBinding, ServiceBinding } from '../../../core';
import {
  ApiDomain,
  ApiExposure,
  ApiRouting,
  BankApiService,
  EventTopic,
  LaunchPhase,
  SchemaMigration,
  SharedLoadBalancer,
  TelemetryOptions,
  WorkerService,
} from '../../../service';
import { CellPlan, partOf, tasksOf } from '../cell-plan';
import { changesOfModules } from '../modules/changes-of-modules';
import { modulesBinding } from '../modules/modules-binding';

/** What runs. */
export interface ServicesPart {
  readonly stack: Stack;
  readonly cluster: Cluster;
  readonly loadBalancer: SharedLoadBalancer;
  /** By the version. */
  readonly apis: Record<string, BankApiService>;
  readonly worker: WorkerService;
  readonly events: EventTopic;
  readonly migration: SchemaMigration;
  /** Of each service, and of the workers of modules. */
  readonly uses: IServiceBinding[];
  /** The collector beside each task. */
  readonly telemetry?: TelemetryOptions;
}

/** What the services read and write. */
export interface ServiceNeeds {
  readonly network: NetworkPart;
  readonly data: DataPart;
  readonly images: ImagesPart;
  readonly permissions?: IServiceBinding;
}

/** The versions of the API behind one load balancer that CloudFront alone reaches, the worker, and the release machine. */
export function servicesStack(cell: Stack, plan: CellPlan, needs: ServiceNeeds): ServicesPart {
  const { network, data, images, permissions } = needs;
  const { cellName, capacity, launchPhase, customerOrigins, apiVersions } = plan;
  const { taskCpu: cpu, taskMemory: memory, logRetention } = capacity;
  const { vpc } = network.network;
  const { database, cache, queue, files, tenantKeys, encryptionKey } = data;
  const stack = partOf(cell, 'services', 'API, worker and events');
  const cluster = new Cluster(stack, 'Cluster', {
    vpc,
    clusterName: cellName,
    containerInsightsV2: ContainerInsights.ENHANCED,
  });
  const events = new EventTopic(stack, 'Events', { encryptionKey });
  const uses = [
    ServiceBinding.withNames(database.forUser('app'), {
      DB_HOST: 'AURORA_WRITER_ENDPOINT',
      DB_READER_HOST: 'AURORA_READER_ENDPOINT',
    }),
    cache,
    queue,
    files,
    events.forPublisher(),
    ...(permissions ? [permissions] : []),
    ...(data.search ? [data.search] : []),
    ...(tenantKeys ? [tenantKeys] : []),
  ];
  const telemetry = images.collector && {
    image: images.collector,
    samplingPercent: capacity.traceSamplingPercent,
  };
  const task = { vpc, cluster, cpu, memory, logRetention, telemetry };
  const shared = { ...task, uses, launchPhase, ...tasksOf(capacity) };

  const domain = ApiDomain.behindCloudFront(network.dns, `*.${plan.domain.domainName}`);
  const loadBalancer = new SharedLoadBalancer(stack, 'LoadBalancer', {
    vpc,
    domain,
    exposure: ApiExposure.cloudFront(),
    deletionProtection: capacity.deletionProtection,
  });
  const origins = [`https://app.${plan.domain.domainName}`, ...customerOrigins];
  const modules = modulesBinding(stack, cellName);
  const versions = apiVersions.map((version, index) => {
    const api = new BankApiService(stack, idOf(version), {
      ...shared,
      uses: [...uses, modules],
      loadBalancer,
      domain: index === 0 ? domain : ApiDomain.withSameName(domain),
      routing: ApiRouting.paths([`/${version}`, `/${version}/*`]),
      targetProtocol: ApplicationProtocol.HTTPS,
      healthCheck: { path: `/${version}/health` },
      image: images.apis[version],
      environment: { API_VERSION: version, CORS_ORIGINS: origins.join(',') },
    });
    return [version, api] as const;
  });
  const worker = new WorkerService(stack, 'Worker', { ...shared, image: images.worker });
  const [newest, service] = versions.at(-1)!;
  const migration = new SchemaMigration(stack, 'Migration', {
    ...{ vpc, cpu, memory, logRetention, service, image: images.apis[newest] },
    uses: [database.forOwner()],
    command: ['npm', 'run', 'migrate'],
    rerunOn: launchPhase === LaunchPhase.RUNNING ? changesOfModules(cellName) : undefined,
    requireSignature: images.signing,
  });
  const apis = Object.fromEntries(versions);
  return { stack, cluster, loadBalancer, apis, worker, events, migration, uses, telemetry };
}
