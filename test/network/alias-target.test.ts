import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, IpAddressType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { BucketWebsiteTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AliasTarget, AliasTargetOptions, BankDns, HostedZoneSource } from '../../src/network';
import { resourcesOf, workloadStack } from '../support/cloud';

const stack = workloadStack();
const zone = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ');
const dns = new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone });
const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['ap-southeast-1a', 'ap-southeast-1b'] });

function loadBalancer(ipAddressType?: IpAddressType): (id: string) => AliasTarget {
  return (id) =>
    AliasTarget.loadBalancer(new ApplicationLoadBalancer(stack, id, { vpc, ipAddressType, internetFacing: true }));
}

function anythingElse(options?: AliasTargetOptions): (id: string) => AliasTarget {
  return (id) => {
    const bucket = new Bucket(stack, id, { websiteIndexDocument: 'index.html' });
    return AliasTarget.of(bucket, new BucketWebsiteTarget(bucket), options);
  };
}

const cases: Array<[title: string, targetOf: (id: string) => AliasTarget, types: string[]]> = [
  ['a load balancer that says nothing', loadBalancer(), ['A']],
  ['a load balancer of IPv4', loadBalancer(IpAddressType.IPV4), ['A']],
  ['a dual-stack load balancer', loadBalancer(IpAddressType.DUAL_STACK), ['A', 'AAAA']],
  [
    'a dual-stack load balancer without a public IPv4 address',
    loadBalancer(IpAddressType.DUAL_STACK_WITHOUT_PUBLIC_IPV4),
    ['A', 'AAAA'],
  ],
  ['anything else, of which the caller says no more', anythingElse(), ['A']],
  ['anything else with IPv6', anythingElse({ ipv6: true }), ['A', 'AAAA']],
  ['anything else with TLS', anythingElse({ https: true }), ['A', 'HTTPS']],
];
cases.forEach(([title, targetOf], index) => dns.addAlias(`n${index}.bank.example`, targetOf(title.replace(/\W/g, ''))));

test.each(cases.map(([title, , types], index) => ({ title, types, index })))('RB1a $title', ({ types, index }) => {
  const records = resourcesOf(stack, 'AWS::Route53::RecordSet').map(({ Properties }) => Properties);

  expect(records.filter(({ Name }) => Name === `n${index}.bank.example.`).map(({ Type }) => Type)).toEqual(types);
});
