import { Stack } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { apiIn } from './support/api';
import { appOf, variants } from './support/catalog';
import { newApp, templateOf, workloadStack } from './support/cloud';
import { networkIn } from './support/scaffold';
import { sharedIn } from './support/shared';
import { ValkeyCache } from '../src/data';

/** A rule of a security group that admits callers by where they are, and not by what they are. */
interface Trusted {
  readonly range: string;
  readonly port: number | string;
  /** Whether the group is that of a load balancer on the internet alone. */
  readonly isPublic: boolean;
}

/** Addresses that the exposure of a replication endpoint names in the catalogue: those of a sync service outside. */
const NAMED = ['203.0.113.7/32', '203.0.113.8/32'];

/** What is on the internet is called from there: by everybody, or from the ranges that its exposure names. */
const isAllowed = ({ isPublic, port, range }: Trusted) =>
  isPublic && (port === 443 || port === 80 || NAMED.includes(range));

/** A rule cannot name a security group of another region: the tests of NetworkPeering assert which subnets it admits. */
const inOneRegion = variants.filter(({ construct }) => construct !== 'NetworkPeering');

describe('PC23 inside of the VPC no security group trusts a range of addresses', () => {
  test.each(inOneRegion)('$construct with its $name', ({ build }) => {
    const templates = appOf(build)
      .synth()
      .stacksRecursively.map(({ template }) => template);
    expect(templates.flatMap(trustedIn).filter((rule) => !isAllowed(rule))).toEqual([]);
  });

  test.each([
    ['10.0.0.0/16', false],
    ['0.0.0.0/0', true],
  ])('a rule for %s on a group that is not that of a public load balancer is found', (range, disableInlineRules) => {
    const stack = workloadStack();
    const group = new SecurityGroup(stack, 'Group', { vpc: networkIn(stack).vpc, disableInlineRules });
    group.addIngressRule(Peer.ipv4(range), Port.tcp(443));

    expect(trustedIn(templateOf(stack)).filter((rule) => !isAllowed(rule))).toEqual([
      { range, port: 443, isPublic: false },
    ]);
  });

  test('a public load balancer that admits a range on another port is found', () => {
    const stack = workloadStack();
    const { loadBalancer } = sharedIn(stack);
    loadBalancer.loadBalancer.connections.allowFrom(Peer.ipv4('10.0.0.0/16'), Port.tcp(8080));

    expect(trustedIn(templateOf(stack)).filter((rule) => !isAllowed(rule))).toHaveLength(1);
  });
});

describe('FE2 each hop admits the one before it alone', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const { vpc, privateSubnets } = networkIn(new Stack(stack, 'Nested'));
  const cache = new ValkeyCache(stack, 'Cache', { vpc, subnets: privateSubnets });
  apiIn(stack, { containerPort: 3000, settings: undefined, uses: [cache] });
  const { Resources } = app.synth().getStackByName('Web').template;

  test('the load balancer admits the internet on 80 and 443', () => {
    const trusted = trustedIn({ Resources }).map(({ range, port, isPublic }) => [range, port, isPublic]);
    expect(trusted.sort()).toEqual([
      ['0.0.0.0/0', 443, true],
      ['0.0.0.0/0', 80, true],
    ]);
  });

  test('tasks admit the load balancer on 3000, and the cache admits tasks on 6379', () => {
    const rules = Object.values<any>(Resources)
      .filter(({ Type }) => Type === 'AWS::EC2::SecurityGroupIngress')
      .map(({ Properties: it }) => [groupIn(it.SourceSecurityGroupId), groupIn(it.GroupId), it.FromPort, it.ToPort]);
    const [balancer, tasks] = ['ApiLoadBalancerSecurityGroup', 'ApiSecurityGroup'];

    expect(rules.sort()).toEqual([
      [expect.stringContaining(balancer), expect.stringContaining(tasks), 3000, 3000],
      [expect.stringContaining(tasks), expect.stringContaining('Cache'), 6379, 6379],
    ]);
  });
});

/** The rules of a template that admit ranges of addresses. */
function trustedIn(template: any): Trusted[] {
  const resources = Object.entries<any>(template.Resources ?? {});
  const ofBalancers = new Set(
    resources
      .filter(
        ([, { Type, Properties }]) => Type.endsWith('V2::LoadBalancer') && Properties.Scheme === 'internet-facing',
      )
      .flatMap(([, { Properties }]) => Properties.SecurityGroups.map(groupIn)),
  );
  const trusted = (rule: any, group: string): Trusted[] => {
    const range = rule.CidrIp ?? rule.CidrIpv6;
    const port = rule.FromPort === rule.ToPort ? rule.FromPort : `${rule.FromPort}-${rule.ToPort}`;
    return range === undefined ? [] : [{ range, port, isPublic: ofBalancers.has(group) }];
  };
  return resources.flatMap(([id, { Type, Properties = {} }]) => {
    switch (Type) {
      case 'AWS::EC2::SecurityGroup':
        return (Properties.SecurityGroupIngress ?? []).flatMap((rule: any) => trusted(rule, id));
      case 'AWS::EC2::SecurityGroupIngress':
        return trusted(Properties, groupIn(Properties.GroupId));
      default:
        return [];
    }
  });
}

/** The logical id of a group that is referred to by its id. */
function groupIn(reference: any): string {
  return reference?.['Fn::GetAtt']?.[0] ?? reference?.Ref ?? JSON.stringify(reference);
}
