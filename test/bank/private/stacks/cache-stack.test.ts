import { CacheStack } from '../../../../src/bank/private/stacks/cache-stack';
import { bankApp, Changes, configOf } from '../../../support/bank';
import { resourcesOf } from '../../../support/cloud';

const stackOf = (changes: Changes = {}) => new CacheStack(bankApp(), 'cache', configOf(changes));

test('RB6a the cache is in the private subnets, and costs what the config allows', () => {
  const stack = stackOf({ 'cache.maxDataGigabytes': 3, 'cache.maxEcpuPerSecond': 7000 });
  const [{ Properties }] = resourcesOf(stack, 'AWS::ElastiCache::ServerlessCache');

  expect(Properties.SubnetIds).toEqual(['subnet-0a1b2c3d4e5f60713', 'subnet-0a1b2c3d4e5f60714']);
  expect(Properties.CacheUsageLimits).toMatchObject({ DataStorage: { Maximum: 3 }, ECPUPerSecond: { Maximum: 7000 } });
});

test('RB4 the network is that of the config', () => {
  expect(stackOf().network.vpc.vpcId).toBe('vpc-0a1b2c3d4e5f60718');
  expect(stackOf().network.allowListAddresses).toEqual(['203.0.113.10', '203.0.113.11']);
});

test('RB23 endpoints are made where the config asks for them', () => {
  const endpoints = { 'network.wayOut': 'endpoints', 'network.natAddresses': undefined };

  expect(resourcesOf(stackOf(), 'AWS::EC2::VPCEndpoint')).toEqual([]);
  expect(resourcesOf(stackOf(endpoints), 'AWS::EC2::VPCEndpoint').length).toBeGreaterThan(4);
});
