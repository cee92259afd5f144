import { Stack } from 'aws-cdk-lib';
import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraPostgresCluster,
  MySqlDatabase,
  PostgresDatabase,
  RedisReplicationGroup,
  ValkeyCache,
} from '../../../src/data';
import { newApp } from '../../support/cloud';
import { OREGON, stackIn, threeTiersIn } from '../../support/three-tiers';

type Props = { vpc: IVpc; subnets?: SubnetSelection };
const of = { databaseName: 'platform', users: ['app'] };

describe.each<[construct: string, make: (stack: Stack, props: Props) => unknown]>([
  ['PostgresDatabase', (stack, props) => new PostgresDatabase(stack, 'Store', { ...of, ...props })],
  ['MySqlDatabase', (stack, props) => new MySqlDatabase(stack, 'Store', { ...of, ...props })],
  ['AuroraPostgresCluster', (stack, props) => new AuroraPostgresCluster(stack, 'Store', { ...of, ...props })],
  ['ValkeyCache', (stack, props) => new ValkeyCache(stack, 'Store', props)],
  ['RedisReplicationGroup', (stack, props) => new RedisReplicationGroup(stack, 'Store', props)],
])('%s', (_construct, make) => {
  test('refuses the VPC of another region', () => {
    const app = newApp();
    const { vpc } = threeTiersIn(stackIn(OREGON.region, app));
    const stack = new Stack(app, 'Data', { env: { ...OREGON, region: 'us-east-2' } });

    expect(() => make(stack, { vpc })).toThrowProblem('data/network-elsewhere', 'vpc', 'Web/Network/Vpc', 'Data/Store');
  });

  test('refuses public subnets', () => {
    const stack = stackIn(OREGON.region);
    const { vpc, publicSubnets: subnets } = threeTiersIn(stack);
    const paths = [1, 2, 3].map((zone) => `Web/Network/PublicSubnet${zone}`);

    expect(() => make(stack, { vpc, subnets })).toThrowProblem('data/public-subnets', 'subnets', paths, 'Web/Store');
  });
});
