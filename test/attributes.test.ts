import { Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { workloadStack } from './support/cloud';
import { ValkeyCache, ValkeyCacheAttributes } from '../src/data';
import { BankApiService, BankApiServiceAttributes, ImageRepository } from '../src/service';
import { StaticSpaSite, StaticSpaSiteAttributes } from '../src/site';

const groupIn = (stack: Stack) => SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1');

function apiWith(attributes: Partial<BankApiServiceAttributes>) {
  const stack = workloadStack();
  const usual = { serviceName: 'api', domainName: 'api.bank.example', loadBalancerSecurityGroup: groupIn(stack) };
  return BankApiService.fromBankApiServiceAttributes(stack, 'Known', { ...usual, ...attributes });
}

function cacheWith(attributes: Partial<ValkeyCacheAttributes>) {
  const stack = workloadStack();
  const usual = { cacheName: 'shared', endpointAddress: 'shared.example', securityGroup: groupIn(stack) };
  return ValkeyCache.fromValkeyCacheAttributes(stack, 'Known', { ...usual, ...attributes });
}

function siteWith(attributes: Partial<StaticSpaSiteAttributes>) {
  const usual = { bucketName: 'webapp', distributionId: 'E1', distributionDomainName: 'd1.cloudfront.net' };
  return StaticSpaSite.fromStaticSpaSiteAttributes(workloadStack(), 'Known', { ...usual, ...attributes });
}

function imageIn(name: string) {
  const stack = workloadStack();
  const repository = Repository.fromRepositoryName(stack, 'Repository', name);
  return ImageRepository.fromRepository(stack, 'Known', repository, { tag: 'live' });
}

test.each<[string, string, string, (value: string) => unknown]>([
  ['service/not-a-resource-name', 'serviceName', '', (serviceName) => apiWith({ serviceName })],
  ['service/not-a-resource-name', 'serviceName', 'api*', (serviceName) => apiWith({ serviceName })],
  ['service/not-a-resource-name', 'clusterName', 'api?', (clusterName) => apiWith({ clusterName })],
  ['api/not-an-api-name', 'domainName', 'https://api.bank.example', (domainName) => apiWith({ domainName })],
  ['api/not-an-api-name', 'domainName', 'api.bank.example/', (domainName) => apiWith({ domainName })],
  ['cache/not-a-resource-name', 'cacheName', '*', (cacheName) => cacheWith({ cacheName })],
  ['cache/not-a-resource-name', 'iamUserName', '*', (iamUserName) => cacheWith({ iamUserName })],
  ['cache/not-a-domain-name', 'endpointAddress', 'rediss://a.example', (it) => cacheWith({ endpointAddress: it })],
  ['cache/not-a-domain-name', 'endpointAddress', 'a.example:6379', (it) => cacheWith({ endpointAddress: it })],
  ['site/not-a-resource-name', 'bucketName', 'prd-*', (bucketName) => siteWith({ bucketName })],
  ['site/not-a-resource-name', 'distributionId', '*', (distributionId) => siteWith({ distributionId })],
  ['site/not-a-domain-name', 'distributionDomainName', 'https://d1', (it) => siteWith({ distributionDomainName: it })],
  ['image/not-a-repository', 'repository', '*', imageIn],
  ['image/not-a-repository', 'repository', 'rl-bank/*', imageIn],
  ['image/not-a-repository', 'repository', '', imageIn],
])('%s refuses the attribute %s that is %j', (code, prop, value, build) => {
  expect(() => build(value)).toThrowProblem(code, prop, value, 'Web/Known');
});

test('a cache of another app without attributes names those that are missing', () => {
  const stack = workloadStack();

  expect(() => ValkeyCache.fromValkeyCacheAttributes(stack, 'Known', {} as ValkeyCacheAttributes)).toThrowProblems(
    ['cacheName', 'endpointAddress', 'securityGroup'].map((name) => ['props/missing', name, undefined]),
    'Web/Known',
  );
});
