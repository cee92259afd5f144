import { Stack } from 'aws-cdk-lib';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { ReplicationEndpoint, ReplicationEndpointProps, ReplicationExposure } from '../../../../src/access';
import { ACCOUNT, newApp, workloadStack } from '../../../support/cloud';
import { mySqlIn, postgresIn, threeTiersIn } from '../../../support/database';
import { replicationIn } from '../../../support/replication';

const refused =
  (props: Partial<ReplicationEndpointProps>, stack = workloadStack()) =>
  () =>
    replicationIn(stack, props);

test.each(['vpc', 'database', 'image', 'exposure'])('%s is required', (name) => {
  const props: any = { vpc: {}, database: {}, image: {}, exposure: {}, [name]: undefined };

  expect(() => new ReplicationEndpoint(workloadStack(), 'Sync', props)).toThrowProblem(
    'props/missing',
    name,
    undefined,
    'Web/Sync',
  );
});

test('a database without logical replication is refused', () => {
  const stack = workloadStack();
  const vpc = threeTiersIn(stack);

  expect(refused({ vpc, database: postgresIn(stack, { vpc }) }, stack)).toThrowProblem(
    'replication-endpoint/no-replication-user',
    'database',
    'Web/Database',
    'Web/Sync',
  );
  const other = workloadStack();
  expect(refused({ database: mySqlIn(other) }, other)).toThrowProblem(
    'replication-endpoint/no-replication-user',
    'database',
    'Web/Database',
    'Web/Sync',
  );
});

test('database and VPC of another region are refused', () => {
  const app = newApp();
  const far = new Stack(app, 'Far', { env: { account: ACCOUNT, region: 'eu-west-2' } });
  const vpc = threeTiersIn(far);
  const database = postgresIn(far, { vpc, logicalReplicationUser: 'sync' });

  expect(refused({ vpc, database }, workloadStack(app))).toThrowProblems(
    [
      ['replication-endpoint/database-elsewhere', 'database', 'Far/Database'],
      ['replication-endpoint/network-elsewhere', 'vpc', 'Far/Vpc'],
    ],
    'Web/Sync',
  );
});

test('the load balancer is in one subnet of each of two zones: private ones, or public ones with named addresses', () => {
  const stack = workloadStack();
  const vpc = threeTiersIn(stack);
  const props = { vpc, database: postgresIn(stack, { vpc, logicalReplicationUser: 'sync' }) };
  const code = 'replication-endpoint/';
  const [subnet] = vpc.privateSubnets;
  const twice = { subnets: [...vpc.privateSubnets, vpc.isolatedSubnets[0]] };

  expect(refused({ ...props, loadBalancerSubnets: { subnets: [subnet] } }, stack)).toThrowProblem(
    `${code}too-few-subnets`,
    'loadBalancerSubnets',
    '1 private subnets',
    'Web/Sync',
  );
  expect(refused({ ...props, loadBalancerSubnets: twice }, new Stack(stack, 'Twice'))).toThrowProblem(
    `${code}zone-twice`,
    'loadBalancerSubnets',
    '3 subnets in 2 Availability Zones',
    'Web/Twice/Sync',
  );
  expect(
    refused({ ...props, loadBalancerSubnets: { subnetType: SubnetType.PUBLIC } }, new Stack(stack, 'Public')),
  ).toThrowProblems(
    [1, 2].map((number) => [`${code}wrong-subnet`, 'loadBalancerSubnets', `Web/Vpc/PublicSubnet${number}`]),
    'Web/Public/Sync',
  );
  const exposure = ReplicationExposure.namedAddresses(['203.0.113.7/32']);
  expect(
    refused({ ...props, exposure, loadBalancerSubnets: { subnets: vpc.privateSubnets } }, new Stack(stack, 'Named')),
  ).toThrowProblems(
    [1, 2].map((number) => [`${code}wrong-subnet`, 'loadBalancerSubnets', `Web/Vpc/AppSubnet${number}`]),
    'Web/Named/Sync',
  );
});

test('props of another type are refused, and what concerns the tasks is by their service', () => {
  const stack = workloadStack();
  const wrong = { exposure: 'privateLink', launchPhase: 'running', deletionProtection: 'no', desiredCount: 'two' };

  expect(refused(wrong as any, stack)).toThrowProblems(
    [
      ['props/wrong-type', 'exposure', 'privateLink'],
      ['props/wrong-type', 'launchPhase', 'running'],
      ['props/wrong-type', 'desiredCount', 'two'],
      ['props/wrong-type', 'deletionProtection', 'no'],
    ],
    'Web/Sync',
  );
  expect(refused({ serviceName: 'two words' })).toThrowProblem(
    'service/not-a-service-name',
    'serviceName',
    'two words',
    'Web/Sync/Relay',
  );
});
