import { App, Stack } from 'aws-cdk-lib';
import {
  DeployTrust,
  ImagePushRole,
  InfrastructureRole,
  ReleaseMarkerRole,
  ServiceRollRole,
  SitePublishRole,
} from '../../../src/delivery';
import { ContainerImageChannel } from '../../../src/service';
import { IMAGE, runningApi } from '../../support/api';
import { EDGE, newApp, workloadStack, zoneOf } from '../../support/cloud';
import { arnsOf, CaseFile, CaseRow, differencesOf } from '../../support/iam/cases';
import { roleIn } from '../../support/iam/policies';
import { universeOf } from '../../support/iam/universe';
import { World } from '../../support/iam/world';
import { scaffoldIn } from '../../support/scaffold';
import { siteIn } from '../../support/site';

jest.setTimeout(5 * 60_000);

const trust = DeployTrust.role('arn:aws:iam::222222222222:role/ci', 'rl-bank');
const ACCOUNT = '111111111111';
const REPOSITORY = `arn:aws:ecr:ap-southeast-1:${ACCOUNT}:repository/rl-bank-api`;
const SERVICE = `arn:aws:ecs:ap-southeast-1:${ACCOUNT}:service/prd-rl-bank-api/prd-rl-bank-api`;
const PARAMETER = `arn:aws:ssm:ap-southeast-1:${ACCOUNT}:parameter/rl/bank/api/SENTRY_RELEASE`;
const ZONE = 'arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ';

function allowed(resource: string, ...actions: string[]): CaseRow[] {
  return actions.map((action) => ({ action, resource, allowed: true }));
}

/** How what the role may do differs from the rows, where it stands alone in a stack of somebody's own. */
async function differences(
  build: (stack: Stack) => void,
  rowsOf: CaseRow[] | ((world: World) => CaseRow[]),
  stack = workloadStack(newApp(), 'Theirs'),
  contexts?: CaseFile['contexts'],
) {
  build(stack);
  const world = World.of(stack.node.root as App);
  const file = { role: 'ci', contexts, rows: Array.isArray(rowsOf) ? rowsOf : rowsOf(world) };
  expect(world.unresolved).toEqual([]);
  return differencesOf(roleIn(world, 'ci-role'), file, universeOf(world, { arns: arnsOf(file) }));
}

const options = { trust, roleName: 'ci-role' };

test('RB13 pushing images', async () => {
  const six = [
    'BatchCheckLayerAvailability',
    'BatchGetImage',
    'CompleteLayerUpload',
    'InitiateLayerUpload',
    'PutImage',
  ];
  const actions = [...six, 'UploadLayerPart'].map((action) => `ecr:${action}`);
  const build = (stack: Stack) => {
    new ImagePushRole(stack, 'Role', {
      ...options,
      image: new ContainerImageChannel(stack, 'Image', { image: IMAGE }),
    });
  };

  expect(
    await differences(build, [...allowed('*', 'ecr:GetAuthorizationToken'), ...allowed(REPOSITORY, ...actions)]),
  ).toEqual([]);
});

test('RB13 rolling the service is another role', async () => {
  const build = (stack: Stack) => {
    new ServiceRollRole(stack, 'Role', { ...options, service: runningApi({}, stack) });
  };

  expect(await differences(build, allowed(SERVICE, 'ecs:UpdateService', 'ecs:DescribeServices'))).toEqual([]);
});

test('RB8b marking a release', async () => {
  const build = (stack: Stack) => {
    new ReleaseMarkerRole(stack, 'Role', { ...options, parameter: scaffoldIn(stack).parameters.SENTRY_RELEASE });
  };

  expect(await differences(build, allowed(PARAMETER, 'ssm:PutParameter'))).toEqual([]);
});

test('RB14 publishing a site, one role a site', async () => {
  const build = (stack: Stack) => {
    new SitePublishRole(stack, 'Role', { ...options, site: siteIn(stack, { bucketName: 'team-site' }) });
  };
  const rowsOf = (world: World) => [
    ...allowed('arn:aws:s3:::team-site', 's3:ListBucket'),
    ...allowed('arn:aws:s3:::team-site/*', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'),
    ...allowed(world.one('AWS::CloudFront::Distribution').arn!, 'cloudfront:CreateInvalidation'),
  ];

  expect(await differences(build, rowsOf)).toEqual([]);
});

test('RB17a RB17b RB17d infrastructure through CloudFormation, where the workload is in us-east-1', async () => {
  const stack = new Stack(newApp(), 'Theirs', { env: EDGE });
  const build = () => {
    const certificateNames = ['api.bank.example'];
    new InfrastructureRole(stack, 'Role', {
      ...options,
      zone: zoneOf(stack),
      certificateNames,
      throughCloudFormation: true,
    });
  };
  const certificates = `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/*`;
  const rows = [
    ...allowed(ZONE, 'route53:ChangeResourceRecordSets', 'route53:GetHostedZone', 'route53:ListResourceRecordSets'),
    ...allowed('*', 'route53:ListHostedZonesByName', 'acm:ListCertificates'),
    ...allowed(certificates, 'acm:DescribeCertificate', 'acm:DeleteCertificate', 'acm:AddTagsToCertificate'),
    ...allowed('arn:aws:route53:::change/*', 'route53:GetChange'),
    ...allowed('*', 'acm:RequestCertificate').map((row) => ({ ...row, context: 'a request' })),
  ];

  const request = { 'acm:DomainNames': ['api.bank.example'], 'acm:ValidationMethod': 'DNS' };
  expect(await differences(build, rows, stack, { 'a request': request })).toEqual([]);
});
