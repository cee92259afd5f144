import { CacheStack } from '../../../../src/bank/private/stacks/cache-stack';
import { bankApp, Changes, configOf, ENDPOINTS } from '../../../support/bank';
import { resourcesOf } from '../../../support/cloud';

const stackOf = (changes: Changes = {}) => new CacheStack(bankApp(), 'cache', configOf(changes));

test('RB4 RB6a the cache is in the private subnets of the network of the config, and costs what it allows', () => {
  const stack = stackOf({ 'cache.maxDataGigabytes': 3, 'cache.maxEcpuPerSecond': 7000 });
  const [{ Properties }] = resourcesOf(stack, 'AWS::ElastiCache::ServerlessCache');

  expect(stack.network.vpc.vpcId).toBe('vpc-0a1b2c3d4e5f60718');
  expect(Properties.SubnetIds).toEqual(['subnet-0a1b2c3d4e5f60713', 'subnet-0a1b2c3d4e5f60714']);
  expect(Properties.CacheUsageLimits).toMatchObject({ DataStorage: { Maximum: 3 }, ECPUPerSecond: { Maximum: 7000 } });
  expect(resourcesOf(stack, 'AWS::EC2::VPCEndpoint')).toEqual([]);
});

test('RB23 endpoints are made where the config asks for them', () => {
  expect(resourcesOf(stackOf(ENDPOINTS), 'AWS::EC2::VPCEndpoint').length).toBeGreaterThan(4);
});
