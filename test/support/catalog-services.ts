import { Duration, Stack } from 'aws-cdk-lib';
import { AppProtocol } from 'aws-cdk-lib/aws-ecs';
import { SslPolicy } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { HttpNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { IMAGE } from './api';
import type { Variants } from './catalog';
import { workloadStack } from './cloud';
import { networkIn, scaffoldIn } from './scaffold';
import { behind, serviceIn, sharedIn } from './shared';
import { webAclIn } from './web-acl';
import { ExternalDatabase, IRuntimeSettings } from '../../src/data';
import {
  ApiDomain,
  ApiExposure,
  ApiRouting,
  ExternalEdge,
  FailureThreshold,
  ImageRepository,
  InternalService,
  LaunchPhase,
  StandaloneTask,
  WorkerService,
} from '../../src/service';

const AUTHORITY =
  'arn:aws:acm-pca:ap-southeast-1:111111111111:certificate-authority/12345678-1234-1234-1234-123456789012';
const COLLECTOR = '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/otel-collector:v0.43.3';

/** Services beside the API with a load balancer of its own, and their images, once with their defaults and once with all they can have. */
export const services: Record<string, Variants> = {
  ImageRepository: {
    defaults: (app) => {
      new ImageRepository(workloadStack(app), 'Image', {
        image: '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live',
      });
    },
    hardened: (app) => {
      new ImageRepository(workloadStack(app), 'Image', {
        image: `111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api@sha256:${'0'.repeat(64)}`,
        untaggedRetention: Duration.days(365),
        pullableByOrganization: 'o-a1b2c3d4e5',
      });
    },
  },
  SharedLoadBalancer: {
    defaults: (app) => {
      const shared = sharedIn(workloadStack(app));
      behind(shared, 'app.bank.example');
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const shared = sharedIn(stack, {
        exposure: ApiExposure.externalEdge(ExternalEdge.cloudflare()),
        idleTimeout: Duration.seconds(300),
        sslPolicy: SslPolicy.TLS13_13,
        webAclArn: webAclIn(stack).attrArn,
        accessLogRetention: Duration.days(365),
      });
      const domain = ApiDomain.inZone(shared.dns, 'app.bank.example', { redirectFrom: ['bank.example'] });
      const scaling = { maxTasks: 10, requestsPerMinute: 1000 };
      serviceIn(stack, shared, 'app', { domain, launchPhase: LaunchPhase.RUNNING, scaling });
      const routing = ApiRouting.paths(['/reports/*']);
      behind(shared, 'reports', { domain: ApiDomain.withSameName(domain), routing });
      behind(shared, '*.shop.bank.example', { requestTimeout: Duration.seconds(300) });
    },
  },
  WorkerService: {
    defaults: (app) => {
      const stack = workloadStack(app);
      new WorkerService(stack, 'Worker', placeIn(stack));
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const settings = scaffoldIn(stack);
      new WorkerService(stack, 'Worker', { ...placeIn(stack), ...runningWith(stack, settings) });
    },
  },
  InternalService: {
    defaults: (app) => {
      const stack = workloadStack(app);
      new InternalService(stack, 'Permissions', { ...placeIn(stack), containerPort: 8080 });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const place = placeIn(stack);
      const cloudMapNamespace = new HttpNamespace(stack, 'Namespace', { name: 'prd-rl-bank' });
      const permissions = new InternalService(stack, 'Permissions', {
        ...place,
        ...runningWith(stack, scaffoldIn(stack)),
        ...{ cloudMapNamespace, containerPort: 9000, protocol: AppProtocol.grpc, serviceConnectName: 'authz' },
        tls: {
          certificateAuthorityArn: AUTHORITY,
          encryptionKey: new Key(stack, 'TlsKey', { enableKeyRotation: true }),
        },
      });
      const further = workloadStack(app, 'Further');
      new WorkerService(further, 'Worker', { ...placeIn(further), uses: [permissions] });
    },
  },
  StandaloneTask: {
    defaults: (app) => {
      const stack = workloadStack(app);
      new StandaloneTask(stack, 'Migration', placeIn(stack));
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const options = { ...taskWith(stack, scaffoldIn(stack)), command: ['npm', 'run', 'migrate'] };
      const task = new StandaloneTask(stack, 'Migration', { ...placeIn(stack), ...options });
      task.grantRun(new Role(stack, 'Ci', { assumedBy: new AccountRootPrincipal() }));
    },
  },
};

/** VPC and image of a service. */
function placeIn(stack: Stack) {
  const { vpc } = networkIn(stack);
  return { vpc, image: new ImageRepository(stack, 'Image', { image: IMAGE }) };
}

/** What every task can have. */
function taskWith(stack: Stack, settings: IRuntimeSettings) {
  const { secrets } = settings;
  return {
    settings,
    uses: [new ExternalDatabase(stack, 'Database', { uriSecret: secrets.DB_URI, ports: [5432] })],
    environment: { LOG_LEVEL: 'info' },
    telemetry: { image: ImageRepository.fromImageUri(stack, 'Collector', COLLECTOR) },
    logEncryptionKey: new Key(stack, 'LogKey', { enableKeyRotation: true }),
  };
}

/** What services without a load balancer can have. */
function runningWith(stack: Stack, settings: IRuntimeSettings) {
  return {
    ...taskWith(stack, settings),
    launchPhase: LaunchPhase.RUNNING,
    scaling: { maxTasks: 10, memoryPercent: 70 },
    failureThreshold: FailureThreshold.tasks(2),
    rollOnSecretChange: true,
    stopTimeout: Duration.minutes(2),
  };
}
