import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { DeployPermissions, DeployReleasesOptions } from '../../../src/delivery';
import { EcsService } from '../../../src/service';
import { arnOf, exportsIn } from '../../support/api';
import { newApp, workloadStack } from '../../support/cloud';
import { policiesOf, roleWith } from '../../support/roles';

const CLUSTER = 'arn:aws:rds:ap-southeast-1:111111111111:cluster:product';
const serviceIn = (stack: Stack, id = 'Api') => EcsService.fromEcsServiceAttributes(stack, id, { serviceName: 'api' });

const OTHER = CLUSTER.replace(/1{12}/, '222222222222');
const GROUP = CLUSTER.replace('cluster', 'og');
/** A role with the options, with one service where the options have none. */
const roleFor = (options: Partial<Record<keyof DeployReleasesOptions, any>>, stack = workloadStack()) => {
  const services = [serviceIn(stack)];
  return roleWith(stack, DeployPermissions.deployReleases({ services, ...options } as DeployReleasesOptions));
};

test('PC7a deployReleases names databases and their snapshots, and buckets by no export', () => {
  const app = newApp();
  const [roles, data] = [workloadStack(app, 'Roles'), workloadStack(app, 'Data')];
  const databaseArn = data.formatArn({ service: 'rds', resource: 'cluster:product' }).replace('/', ':');
  const role = roleFor({ databaseArns: [databaseArn], buckets: [new Bucket(data, 'Releases')] }, roles);
  const { Snapshots, ReleaseFiles } = policiesOf(role);
  const place = 'rds:ap-southeast-1:111111111111';

  expect(Snapshots[0].Resource).toEqual([
    arnOf(`${place}:cluster:product`),
    arnOf(`${place}:cluster-snapshot:product-release-*`),
  ]);
  expect(JSON.stringify(ReleaseFiles)).toContain(
    '"Fn::GetStackOutput":{"StackName":"Data","OutputName":"ReleaseBucketName',
  );
  expect(exportsIn(app)).toEqual([]);
});

test('deployReleases without databases and buckets rolls services alone', () => {
  expect(Object.keys(policiesOf(roleFor({})))).toEqual(['Default']);
});

describe('deployReleases refuses', () => {
  const many = (stack: Stack) => Array.from({ length: 16 }, (_, index) => serviceIn(stack, `Api${index}`));

  test.each<[code: string, prop: string, value: unknown, options: object]>([
    ['props/missing', 'services', undefined, { services: undefined }],
    ['delivery/of-another-kind', 'services[0]', 'api', { services: ['api'] }],
    ['delivery/of-another-kind', 'databaseArns[0]', '1', { databaseArns: [1] }],
    ['delivery/of-another-kind', 'buckets[0]', 'releases', { buckets: ['releases'] }],
    ['delivery/number-of-released', 'services', '0 services, and 0 resources in all', { services: [] }],
    [
      'delivery/number-of-released',
      'services',
      '16 services, and 16 resources in all',
      { services: many(workloadStack()) },
    ],
    ['delivery/not-a-database', 'databaseArns[0]', 'product', { databaseArns: ['product'] }],
    ['delivery/not-a-database', 'databaseArns[0]', GROUP, { databaseArns: [GROUP] }],
    ['delivery/wildcard-in-name', 'databaseArns[0]', `${CLUSTER}-*`, { databaseArns: [`${CLUSTER}-*`] }],
    ['delivery/in-other-account', 'databaseArns[0]', OTHER, { databaseArns: [OTHER] }],
  ])('%s of %s that is %j', (code, prop, value, options) => {
    expect(() => roleFor(options)).toThrowProblem(code, prop, value);
  });

  test('a service and a bucket of another account', () => {
    const app = newApp();
    const theirs = new Stack(app, 'Theirs', { env: { account: '222222222222', region: 'ap-southeast-1' } });
    const options = { services: [serviceIn(theirs)], buckets: [new Bucket(theirs, 'Releases')] };

    expect(() => roleFor(options, workloadStack(app))).toThrowProblems([
      ['delivery/in-other-account', 'services[0]', 'Theirs/Api'],
      ['delivery/in-other-account', 'buckets[0]', 'Theirs/Releases'],
    ]);
  });
});
