import { Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, IpAddressType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { BucketWebsiteTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AliasTarget, BankDns, ZoneSource } from '../../src/network';
import { resourcesOf, workloadStack } from '../support/cloud';

function recordTypesFor(stack: Stack, target: AliasTarget): string[] {
  const zone = ZoneSource.existing('Z0123456789ABCDEFGHIJ');
  new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone }).addAlias('api.bank.example', target);
  return resourcesOf(stack, 'AWS::Route53::RecordSet').map((record) => record.Properties.Type);
}

test.each([
  ['says nothing', undefined, ['A']],
  ['is IPv4', IpAddressType.IPV4, ['A']],
  ['is dual-stack', IpAddressType.DUAL_STACK, ['A', 'AAAA']],
  ['is dual-stack without a public IPv4 address', IpAddressType.DUAL_STACK_WITHOUT_PUBLIC_IPV4, ['A', 'AAAA']],
])('RB1a a load balancer that %s', (_, ipAddressType, expected) => {
  const stack = workloadStack();
  const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['ap-southeast-1a', 'ap-southeast-1b'] });
  const loadBalancer = new ApplicationLoadBalancer(stack, 'Alb', { vpc, ipAddressType, internetFacing: true });

  expect(recordTypesFor(stack, AliasTarget.loadBalancer(loadBalancer))).toEqual(expected);
});

test.each([
  [undefined, ['A']],
  [{ ipv6: true }, ['A', 'AAAA']],
  [{ https: true }, ['A', 'HTTPS']],
])('anything else is IPv4 alone unless the caller says more: %j', (options, expected) => {
  const stack = workloadStack();
  const bucket = new Bucket(stack, 'Bucket', { websiteIndexDocument: 'index.html' });

  expect(recordTypesFor(stack, AliasTarget.of(bucket, new BucketWebsiteTarget(bucket), options))).toEqual(expected);
});
