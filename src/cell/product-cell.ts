import { Aspects, Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { CellEnvironment } from './cell-environment';
import { IPlatformModule } from './i-platform-module';
import { MachineApi } from '../access';
import { PendingInput } from '../core';
import { PlatformModule } from './platform-module';
import { AuroraPostgresCluster, FileStore, SearchDomain } from '../data';
import { ThreeTierNetwork } from '../network';
import { BankObservability } from '../observability';
import { BankApiService, EventTopic, PermissionService, SharedLoadBalancer, WorkerService } from '../service';
import { StaticSpaSite } from '../site';
import { CellPlan, planOf } from './private/cell-plan';
import { cellNameOf, cellProblems, cellTypeProblems, nameTakenProblem } from './private/cell-problems';
import { DependOnAll, LATE } from './private/depend-on-all';
import { providerProblem } from './private/deploy-problems';
import { longDomainProblem } from './private/domain-problem';
import { inputsInOrder } from './private/inputs-in-order';
import { inventoryName } from './private/modules/changes-of-modules';
import { modulesOfCell } from './private/modules/modules-of-cell';
import { moduleProblems } from './private/modules/needs-problems';
import { dataStack } from './private/stacks/data-stack';
import { deployStack } from './private/stacks/deploy-stack';
import { hubStack } from './private/stacks/hub-stack';
import { imagesStack } from './private/stacks/images-stack';
import { moduleStacks } from './private/stacks/module-stacks';
import { networkStack } from './private/stacks/network-stack';
import { optInStacks } from './private/stacks/opt-in-stacks';
import { permissionsStack } from './private/stacks/permissions-stack';
import { servicesStack } from './private/stacks/services-stack';
import { siteStack } from './private/stacks/site-stack';
import { watchStack } from './private/stacks/watch-stack';
import { ProductCellProps } from './product-cell-props';
import { problemIf, throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { claimUnique } from '../core/private/checks/unique-claims';

/**
 * A whole product in stacks that share nothing with another product: network, data, images, services, edge and alarms.
 *
 * It is a stack itself, which depends on all others of the cell: `cdk deploy ProductCell` deploys all of them, and it
 * comes last, with one parameter that says what the cell is. The other stacks are below it in the tree and named
 * `<productName>-<environment>-<part>`. `cdk destroy 'ProductCell/**'` deletes them.
 *
 * @see https://docs.aws.amazon.com/wellarchitected/latest/reducing-scope-of-impact-with-cell-based-architecture/what-is-a-cell-based-architecture.html
 * @example
 * import { CellContext, CellDomain, ProductCell } from 'rl-bank-constructs/cell';
 * import { AlarmTarget } from 'rl-bank-constructs/observability';
 *
 * const app = new App();
 * const { productName, environment, modules } = CellContext.of(app); // -c productName=acme-crm -c modules=tasks -c environment=prod
 * new ProductCell(app, 'ProductCell', {
 *   env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: 'us-east-1' },
 *   productName,
 *   environment,
 *   modules,
 *   domain: CellDomain.inZone('acme.example', 'Z0123456789ABCDEFGHIJ'),
 *   page: [AlarmTarget.slack({ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' })],
 *   ticket: [AlarmTarget.email('platform@acme.example')],
 * });
 */
@propertyInjectable
export class ProductCell extends Stack {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.cell.ProductCell';

  /** Name of the cell, `<productName>-<environment>`. */
  public readonly cellName: string;

  /** Domain of the cell: `app.` and `api.` are below it. */
  public readonly domainName: string;

  /** VPC in three tiers. */
  public readonly network: ThreeTierNetwork;

  /** Aurora PostgreSQL. */
  public readonly database: AuroraPostgresCluster;

  /** S3 bucket of the files, with a prefix for each tenant. */
  public readonly files: FileStore;

  /** Search domain, `undefined` unless the cell has asked for one. */
  public readonly search?: SearchDomain;

  /** SNS topic of the events that modules listen to. */
  public readonly events: EventTopic;

  /** APIs, by their version. */
  public readonly apis: Record<string, BankApiService>;

  /** Worker on the queues in Redis. */
  public readonly worker: WorkerService;

  /** Who may do what, `undefined` unless the props have `permissions`. */
  public readonly permissions?: PermissionService;

  /** Load balancer of all versions of the API, which CloudFront alone reaches. */
  public readonly loadBalancer: SharedLoadBalancer;

  /** App, and the distribution that leads to the API as well. */
  public readonly site: StaticSpaSite;

  /** API for programs, `undefined` unless the cell has asked for one. */
  public readonly machineApi?: MachineApi;

  /** Alarms, topics and dashboard. */
  public readonly observability: BankObservability;

  /**
   * Settings of the account, images and their releases that must be there before `launchPhase` moves on, each with its command, in the
   * order in which they can be provided.
   */
  public readonly pendingInputs: PendingInput[];

  /** Shell command that migrates the schema by the newest image of the newest API version, and then rolls that version. */
  public readonly releaseCommand: string;

  constructor(scope: Construct, id: string, props: ProductCellProps) {
    super(scope, id, { ...props, stackName: cellNameOf(props) });
    requireProps(this, props, {
      ...{ productName: true, environment: true, modules: true, domain: true, page: true, ticket: true },
    });
    throwOnProblems(this, ...cellTypeProblems(props));
    const core = [PlatformModule.FILES, PlatformModule.TEAMS];
    throwOnProblems(this, ...cellProblems(this, props), ...moduleProblems(props.modules, core));
    this.cellName = this.stackName;
    const before = claimUnique(this, ['cell/name', this.account, this.cellName], this);
    throwOnProblems(this, nameTakenProblem(this.cellName, before), providerProblem(this, props));
    const plan = planOf(this.cellName, props);
    throwOnProblems(this, longDomainProblem(plan.domain.domainName));

    const network = networkStack(this, plan);
    hubStack(this, plan, network);
    const data = dataStack(this, plan, network.network);
    const images = imagesStack(this, plan);
    this.permissions = permissionsStack(this, plan, { network, data, images });
    const services = servicesStack(this, plan, { network, data, images, permissions: this.permissions });
    const edge = siteStack(this, plan, { network, data, services });
    const { site, firewall } = edge;
    deployStack(this, plan, { data, images, services, site: edge });
    const { database, cache, queue, files, backup, search } = data;
    const { apis, worker, loadBalancer, events, migration } = services;
    const optIns = optInStacks(this, plan, { network, services, site: edge });
    this.observability = watchStack(this, plan, {
      apis,
      worker,
      sources: {
        ...{ dns: network.dns, network: network.network, database, cache, queue, files, backup, search },
        ...{ permissions: this.permissions, 'permissions-database': data.permissions },
        ...{ 'load-balancer': loadBalancer, events, migration, firewall, site },
        ...optIns.sources,
      },
      repositories: images.all,
      page: props.page,
      ticket: props.ticket,
    });
    const modules = modulesOfCell(props.modules, core);
    const ofModules = moduleStacks(this, plan, modules, {
      ...{ network, data, images, services, observability: this.observability },
    });

    this.domainName = plan.domain.domainName;
    this.network = network.network;
    this.database = database;
    this.files = files;
    this.search = search;
    this.events = events;
    this.apis = apis;
    this.worker = worker;
    this.loadBalancer = loadBalancer;
    this.site = site;
    this.machineApi = optIns.machineApi;
    this.releaseCommand = migration.startCommand;
    const optional = [backup, images.signing].flatMap((it) => it ?? []);
    const waiting = [...Object.values(apis), worker, migration, ...optional, ...ofModules, ...optIns.waiting];
    const inputs = waiting.flatMap(({ pendingInputs }) => pendingInputs);
    this.pendingInputs = inputsInOrder(inputs, [
      { image: images.permissions, releaseCommand: this.permissions?.releaseCommand },
      { image: images.apis[plan.apiVersions.at(-1)!], releaseCommand: this.releaseCommand },
    ]);
    this.describe(props.environment, modules, plan);
    Aspects.of(this).add(new DependOnAll(this), { priority: LATE });
  }

  /**
   * A stack of the cell, for resources that live as long as it does.
   * @param part `network`, `data`, `images`, `permissions`, `services`, `site`, `machine`, `shield`, `deploy`, `watch`, or `module-` and the name of a module
   */
  public stackOf(part: string): Stack {
    const parts = this.node.children.filter(Stack.isStack);
    const names = parts.map(({ node }) => node.id);
    throwOnProblems(
      this,
      problemIf(!names.includes(part), {
        code: 'cell/no-such-part',
        prop: 'part',
        value: part,
        allowed: `must be a part of the cell: ${names.join(', ')}`,
        fix: 'pass one of them',
      }),
    );
    return parts.find(({ node }) => node.id === part)!;
  }

  /** The one resource of the root: the CLI skips a stack without any, and people find here what a cell is. */
  private describe(environment: CellEnvironment, modules: IPlatformModule[], plan: CellPlan): void {
    const { apiVersions, domain } = plan;
    new StringParameter(this, 'Inventory', {
      parameterName: inventoryName(this.cellName),
      description: `What the cell ${this.cellName} is made of`,
      stringValue: JSON.stringify({
        environment: environment.environmentName,
        domain: domain.domainName,
        apiVersions,
        modules: modules.map(({ moduleName }) => moduleName),
      }),
    });
  }
}
