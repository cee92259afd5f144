import { App, Duration, Stack } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { runningApi } from './api';
import { workloadStack, zoneOf } from './cloud';
import { networkIn, scaffoldIn } from './scaffold';
import { siteIn } from './site';
import { ValkeyCache } from '../../src/data';
import {
  DeployRole,
  DeployTrust,
  GitHubRepository,
  ImagePushRole,
  InfrastructureRole,
  LeastPrivilegeDeployRoles,
  OidcIssuer,
  PlanRole,
  ReleaseMarkerRole,
  ServiceRollRole,
  SitePublishRole,
  StackDeployRole,
  SubjectFormat,
} from '../../src/delivery';
import { ImageRepository } from '../../src/service';

type Variants = Record<'defaults' | 'hardened', (app: App) => void>;

/** The roles of CI, once with their defaults and once with all they can have. */
export const roles: Record<string, Variants> = {
  OidcIssuer: {
    defaults: (app) => void new OidcIssuer(workloadStack(app), 'GitHub'),
    hardened: (app) => {
      const props = { url: 'https://gitlab.bank.example', audience: 'bank', issuerExists: true };
      new OidcIssuer(workloadStack(app), 'GitLab', props);
    },
  },
  DeployRole: eachWay((stack, options) => new DeployRole(stack, 'Role', options)),
  ImagePushRole: eachWay((stack, options) => new ImagePushRole(stack, 'Role', { ...options, image: imageIn(stack) })),
  ServiceRollRole: eachWay((stack, options) => {
    new ServiceRollRole(stack, 'Role', { ...options, service: runningApi({}, stack) });
  }),
  ReleaseMarkerRole: eachWay((stack, options) => {
    new ReleaseMarkerRole(stack, 'Role', { ...options, parameter: scaffoldIn(stack).parameters.SENTRY_RELEASE });
  }),
  SitePublishRole: eachWay((stack, options) => {
    new SitePublishRole(stack, 'Role', { ...options, site: siteIn(stack) });
  }),
  InfrastructureRole: eachWay((stack, options) => {
    new InfrastructureRole(stack, 'Role', { ...options, ...infrastructureIn(stack), throughCloudFormation: true });
  }),
  PlanRole: eachWay((stack, options) => {
    new PlanRole(stack, 'Role', { ...options, stacks: [stack], infrastructure: infrastructureIn(stack) });
  }),
  StackDeployRole: eachWay((stack, options) => {
    new StackDeployRole(stack, 'Role', { ...options, withImagePublishing: true });
  }),
  LeastPrivilegeDeployRoles: eachWay((stack, options) => {
    new LeastPrivilegeDeployRoles(stack, 'Roles', {
      namePrefix: 'prd-rl-bank',
      imagePush: { ...options, image: imageIn(stack), roleName: undefined },
      sitePublish: { webapp: { ...options, site: siteIn(stack), roleName: undefined } },
    });
  }),
};

interface Options {
  readonly trust: DeployTrust;
  readonly roleName?: string;
}

/** With the jobs of one environment and nothing else said, and with all that can be said. */
function eachWay(build: (stack: Stack, options: Options) => void): Variants {
  return {
    defaults: (app) => {
      const stack = workloadStack(app);
      build(stack, { trust: jobsIn(stack, GitHubRepository.of('rl-bank/rl-bank-api')) });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const numbers = { ownerId: '1', repositoryId: '2', subjectFormat: SubjectFormat.IMMUTABLE };
      const options = {
        trust: jobsIn(stack, GitHubRepository.of('rl-bank/rl-bank-api', numbers)),
        roleName: 'prd-rl-bank-ci',
        path: '/ci/',
        maxSessionDuration: Duration.hours(2),
        permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'ci-boundary'),
      };
      build(stack, options);
    },
  };
}

function jobsIn(stack: Stack, repository: GitHubRepository): DeployTrust {
  return DeployTrust.token(
    new OidcIssuer(stack, 'GitHub', { issuerExists: true }),
    repository.subjectsForEnvironment('prd'),
  );
}

function imageIn(stack: Stack): ImageRepository {
  const image = '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live';
  return new ImageRepository(stack, 'Image', { image });
}

function infrastructureIn(stack: Stack) {
  const { vpc } = networkIn(stack);
  const certificateNames = ['api.bank.example', 'app.bank.example'];
  return { zone: zoneOf(stack), certificateNames, cache: new ValkeyCache(stack, 'Cache', { vpc }) };
}
