import { Duration, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { runningApi } from './api';
import type { Variants } from './catalog';
import { workloadStack, zoneOf } from './cloud';
import { networkIn, scaffoldIn } from './scaffold';
import { siteIn } from './site';
import { ValkeyCache } from '../../src/data';
import {
  CloudFormationExecutionPolicies,
  DeployRole,
  DeployTrust,
  GitHubRepository,
  LeastPrivilegeDeployRoles,
  OidcIssuer,
  SubjectFormat,
} from '../../src/delivery';
import { ImageRepository, SchemaMigration } from '../../src/service';

/** The roles of CI, once with their defaults and once with all they can have. */
export const roles: Record<string, Variants> = {
  OidcIssuer: {
    defaults: (app) => void new OidcIssuer(workloadStack(app), 'GitHub'),
    hardened: (app) => {
      new OidcIssuer(workloadStack(app), 'GitLab', { url: 'https://gitlab.bank.example', audience: 'bank' });
    },
  },
  CloudFormationExecutionPolicies: {
    defaults: (app) => {
      siteIn(workloadStack(app));
      new CloudFormationExecutionPolicies(app, 'Policies', { namePrefix: 'Web' });
    },
    hardened: (app) => {
      app.node.setContext('@aws-cdk/core:bootstrapQualifier', 'bank');
      const stack = workloadStack(app);
      runningApi({ image: imageIn(stack), settings: scaffoldIn(stack) }, stack);
      const read = new PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::theirs/*'] });
      new CloudFormationExecutionPolicies(app, 'Policies', {
        namePrefix: 'Web',
        scopes: [stack],
        additionalPermissions: { 'AWS::ECS::Service': [read] },
        boundaryStatements: [read],
      });
    },
  },
  DeployRole: eachWay((stack, options) => new DeployRole(stack, 'Role', options)),
  LeastPrivilegeDeployRoles: eachWay((stack, { roleName, ...options }) => {
    const image = imageIn(stack);
    const infrastructure = infrastructureIn(workloadStack(stack, 'Infrastructure'));
    const settings = scaffoldIn(stack);
    new LeastPrivilegeDeployRoles(stack, 'Roles', {
      namePrefix: roleName ?? 'prd-rl-bank',
      imagePush: { ...options, image },
      serviceRoll: { ...options, service: runningApi({ image, settings }, stack) },
      serviceRelease: {
        ...options,
        migration: SchemaMigration.fromStateMachineName(stack, 'Migration', 'prd-release'),
      },
      releaseMarker: { ...options, parameter: settings.parameters.SENTRY_RELEASE },
      sitePublish: { webapp: { ...options, site: siteIn(stack) } },
      infrastructure: { ...options, ...infrastructure, throughCloudFormation: true },
      plan: { ...options, stacks: [stack], infrastructure },
      stackDeploy: { ...options, publishImageAssets: true },
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
  const gitHub = OidcIssuer.fromOidcIssuerAttributes(stack, 'GitHub');
  return DeployTrust.oidc(gitHub, repository.subjectsForEnvironment('prd'));
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
