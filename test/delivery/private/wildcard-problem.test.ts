import { Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { ValkeyCache } from '../../../src/data';
import { DeployPermissions } from '../../../src/delivery';
import { BankApiService, ImageRepository, ImageSigning, SchemaMigration } from '../../../src/service';
import { StaticSpaSite } from '../../../src/site';
import { workloadStack } from '../../support/cloud';
import { roleWith } from '../../support/roles';

const groupIn = (stack: Stack) => SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0');

function rolling(stack: Stack, serviceArn?: string): DeployPermissions {
  const attributes = { domainName: 'api.bank.example', loadBalancerSecurityGroup: groupIn(stack) };
  const service = BankApiService.fromBankApiServiceAttributes(stack, 'Api', {
    ...attributes,
    serviceName: 'api',
    clusterName: 'bank',
  });
  return DeployPermissions.rollService(serviceArn ? saying(service, 'serviceArn', serviceArn) : service);
}

function releasing(stack: Stack, stateMachineArn: string): DeployPermissions {
  const migration = SchemaMigration.fromStateMachineName(stack, 'Migration', 'prd');
  return DeployPermissions.releaseService(saying(migration, 'stateMachineArn', stateMachineArn));
}

function publishing(stack: Stack, distributionId: string): DeployPermissions {
  const attributes = { bucketName: 'bank-portal', distributionId: 'E1', distributionDomainName: 'd1.cloudfront.net' };
  const site = StaticSpaSite.fromStaticSpaSiteAttributes(stack, 'Site', attributes);
  return DeployPermissions.publishSite(saying(site, 'distributionId', distributionId));
}

function pushing(stack: Stack, name: string): DeployPermissions {
  const arnOf = (repository: string) => `arn:aws:ecr:ap-southeast-1:111111111111:repository/${repository}`;
  const attributes = { repositoryArn: arnOf('rl-bank-api'), repositoryName: 'rl-bank-api' };
  const repository = Repository.fromRepositoryAttributes(stack, 'Repo', attributes);
  const image = ImageRepository.fromRepository(stack, 'Image', repository, { tag: 'live' });
  return DeployPermissions.pushImages(saying(image, 'repositoryArn', arnOf(name)));
}

function signing(stack: Stack, signingProfileArn: string): DeployPermissions {
  const uri = '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live';
  const rule = { signingProfileArn: `${PROFILE}/rl_bank`, repositories: ['rl-bank-*'] };
  const known = ImageSigning.fromRule(stack, 'Signing', rule);
  const image = ImageRepository.fromImageUri(stack, 'Image', uri);
  return DeployPermissions.pushSignedImages(image, saying(known, 'signingProfileArn', signingProfileArn));
}

function infrastructureOf(stack: Stack, hostedZoneId: string, cacheName: string) {
  return {
    zone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId, zoneName: 'bank.example' }),
    certificateNames: ['api.bank.example'],
    cache: saying(
      ValkeyCache.fromValkeyCacheAttributes(stack, 'Cache', {
        cacheName: 'bank',
        endpointAddress: 'bank.serverless.apse1.cache.amazonaws.com',
        securityGroup: groupIn(stack),
      }),
      'cacheName',
      cacheName,
    ),
  };
}

/** What a team's own implementation of an interface could say: our references refuse such names themselves. */
const saying = <T extends object>(target: T, name: keyof T, value: string): T =>
  Object.defineProperty(target, name, { value });

const MACHINE = 'arn:aws:states:ap-southeast-1:111111111111:stateMachine:prd';
const PROFILE = 'arn:aws:signer:ap-southeast-1:111111111111:/signing-profiles';
const SERVICE = 'arn:aws:ecs:ap-southeast-1:111111111111:service';

test.each<[string, string, string, (stack: Stack) => DeployPermissions]>([
  ['rollService', 'service', `${SERVICE}/bank/*`, (stack) => rolling(stack, `${SERVICE}/bank/*`)],
  ['rollService', 'service', `${SERVICE}/b?nk/api`, (stack) => rolling(stack, `${SERVICE}/b?nk/api`)],
  ['releaseService', 'migration', `${MACHINE}*`, (stack) => releasing(stack, `${MACHINE}*`)],
  ['pushSignedImages', 'signing', `${PROFILE}/*`, (stack) => signing(stack, `${PROFILE}/*`)],
  ['publishSite', 'site', '*', (stack) => publishing(stack, '*')],
  ['pushImages', 'image', 'arn:aws:ecr:ap-southeast-1:111111111111:repository/*', (stack) => pushing(stack, '*')],
  [
    'manageInfrastructure',
    'zone',
    '*',
    (stack) => DeployPermissions.manageInfrastructure(infrastructureOf(stack, '*', 'bank')),
  ],
  [
    'manageInfrastructure',
    'cache',
    '*',
    (stack) => DeployPermissions.manageInfrastructure(infrastructureOf(stack, 'Z123', '*')),
  ],
  [
    'diffStacks',
    'cache',
    'bank?',
    (stack) =>
      DeployPermissions.diffStacks({ stacks: [stack], infrastructure: infrastructureOf(stack, 'Z1', 'bank?') }),
  ],
])('%s refuses a %s that is imported as "%s"', (_, prop, value, permissionsIn) => {
  const stack = workloadStack();

  expect(() => roleWith(stack, permissionsIn(stack))).toThrowProblem(
    'delivery/wildcard-in-name',
    prop,
    value,
    'Web/Role',
  );
});

test('imported resources with whole names are accepted', () => {
  for (const permissionsIn of [
    (stack: Stack) => rolling(stack),
    (stack: Stack) => publishing(stack, 'E1234567890'),
    (stack: Stack) => pushing(stack, 'rl-bank-api'),
    (stack: Stack) => DeployPermissions.manageInfrastructure(infrastructureOf(stack, 'Z123', 'bank')),
  ]) {
    const stack = workloadStack();
    expect(() => roleWith(stack, permissionsIn(stack))).not.toThrow();
  }
});
