import { App, CfnOutput, Duration, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Dashboard, GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { TrafficTier } from '../../src/core';
import { EdgeCertificate } from '../../src/edge';
import { AliasTarget, BankDns, BankDnsProps, HostedZoneSource, IBankDns } from '../../src/network';
import { danglingIn, exportsIn } from '../support/api';
import {
  distributionWith,
  lambdasIn,
  newApp,
  resourcesOf,
  templateOf,
  WORKLOAD,
  workloadStack,
  zoneOf,
} from '../support/cloud';

const RECORD = 'AWS::Route53::RecordSet';
const EXISTING = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ');

function dnsIn(stack: Stack, props: Partial<BankDnsProps> = {}, id = 'Dns'): BankDns {
  return new BankDns(stack, id, { rootDomain: 'bank.example', zone: EXISTING, ...props });
}

/** A site of its own stack, under a name of the zone. */
function siteIn(stack: Stack, dns: IBankDns, name = 'app.bank.example', id = 'Site'): Distribution {
  const certificate = new EdgeCertificate(stack, `${id}Certificate`, { zone: dns.zone, domainName: name });
  return distributionWith(certificate, name, stack, id);
}

describe('RB1b an existing zone', () => {
  test('is taken by id and name, with no lookup and no resource', () => {
    const stack = workloadStack();
    const dns = dnsIn(stack);

    expect([dns.zone.hostedZoneId, dns.zone.zoneName]).toEqual(['Z0123456789ABCDEFGHIJ', 'bank.example']);
    expect(dns.isDelegated).toBe(true);
    expect(dns.zoneStack).toBeUndefined();
    expect(templateOf(stack).Resources).toBeUndefined();
    expect((stack.node.root as App).synth().manifest.missing).toBeUndefined();
  });

  test('may be written as DNS compares names', () => {
    expect(dnsIn(workloadStack(), { rootDomain: 'Bank.Example.' }).rootDomain).toBe('bank.example');
  });
});

describe('RB1c a new zone', () => {
  const NEW = HostedZoneSource.newZone({ delegated: false });
  const ZONE = 'AWS::Route53::HostedZone';
  const PLACE = 'aws://111111111111/ap-southeast-1';

  test('has a stack of its own, protected and kept, which prints its name servers', () => {
    const stack = workloadStack();
    const zoneStack = dnsIn(stack, { zone: NEW }).zoneStack!;

    expect(zoneStack).toMatchObject({
      stackName: 'Web-zone-bank-example',
      environment: stack.environment,
      terminationProtection: true,
    });
    expect(resourcesOf(zoneStack, ZONE)).toEqual([
      {
        Type: ZONE,
        Properties: { Name: 'bank.example.' },
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      },
    ]);
    expect(templateOf(zoneStack).Outputs.NameServers).toEqual({
      Description: 'Enter these name servers for bank.example at the registrar, or in the parent zone',
      Value: { 'Fn::Join': [' ', { 'Fn::GetAtt': [expect.stringMatching(/^Zone/), 'NameServers'] }] },
    });
    expect(templateOf(stack).Resources).toBeUndefined();
    // Newer versions of the CDK are told that its empty stack is no mistake.
    expect(JSON.stringify(stack.node.metadata)).toContain('CloudFormation-Validate::F0001');
  });

  test('has no certificate before it is stated as delegated', () => {
    const stack = workloadStack();
    const dns = dnsIn(stack, { zone: NEW });

    expect(dns.isDelegated).toBe(false);
    expect(() => siteIn(stack, dns)).toThrowProblem(
      'edge-certificate/zone-not-delegated',
      'zone',
      'Web/Dns/Zone',
      'Web/SiteCertificate',
    );
  });

  test('has certificates and records once it is, each after the zone, with no Lambda', () => {
    const app = newApp();
    const stack = workloadStack(app);
    const dns = dnsIn(stack, { zone: HostedZoneSource.newZone({ delegated: true }) });
    dns.addAlias('app.bank.example', AliasTarget.distribution(siteIn(stack, dns)));

    const zoneId = { 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'Web-zone-bank-example' }) };
    expect(resourcesOf(stack, RECORD).map(({ Properties }) => Properties.HostedZoneId)).toEqual(Array(3).fill(zoneId));
    expect(stack.dependencies).toEqual(expect.arrayContaining([dns.zoneStack]));
    expect((stack.node.findChild('EdgeTwin') as Stack).dependencies).toEqual([dns.zoneStack]);
    expect(lambdasIn(app)).toEqual([]);
  });

  test.each<[home: string, stackOf: () => Stack, rootDomain: string, name: string, environment?: string]>([
    ['a subdomain', workloadStack, 'sub.bank.example', 'Web-zone-sub-bank-example'],
    ['a name with an underscore', workloadStack, '_a.bank.example', 'Web-zone-a-bank-example'],
    ['a nested stack', () => new NestedStack(workloadStack(), 'N'), 'bank.example', 'Web-zone-bank-example'],
    ['a Stage', () => workloadStack(new Stage(newApp(), 'Prod')), 'bank.example', 'Prod-Web-zone-bank-example'],
    [
      'a stack of no stated place',
      () => new Stack(newApp(), 'Web'),
      'bank.example',
      'Web-zone-bank-example',
      'aws://unknown-account/unknown-region',
    ],
  ])('of %s has a stack named after both', (_, stackOf, rootDomain, stackName, environment = PLACE) => {
    expect(dnsIn(stackOf(), { rootDomain, zone: NEW }).zoneStack).toMatchObject({ stackName, environment });
  });

  test('two of them are read from two outputs', () => {
    const stack = workloadStack();
    const zones = ['bank.example', 'bank.test'].map((rootDomain) => {
      return dnsIn(stack, { rootDomain, zone: HostedZoneSource.newZone({ delegated: true }) }, rootDomain).zone;
    });
    zones.forEach((zone, index) => new CfnOutput(stack, `Zone${index}`, { value: zone.hostedZoneId }));

    const outputs = Object.values<any>(templateOf(stack).Outputs).map(
      ({ Value }) => Value['Fn::GetStackOutput'].OutputName,
    );
    expect(new Set(outputs).size).toBe(2);
  });
});

describe('RB1a aliases', () => {
  test('lie in the stack of their target', () => {
    const app = newApp();
    const dns = dnsIn(workloadStack(app, 'Dns'));
    const web = workloadStack(app, 'Web');
    dns.addAlias('app.bank.example', AliasTarget.distribution(siteIn(web, dns)));

    expect(resourcesOf(web, RECORD).map((record) => [record.Properties.Type, record.Properties.Name])).toEqual([
      ['A', 'app.bank.example.'],
      ['AAAA', 'app.bank.example.'],
      ['HTTPS', 'app.bank.example.'],
    ]);
    expect(templateOf(dns.zone.stack).Resources).toBeUndefined();
    expect(web.dependencies).toEqual([web.node.findChild('EdgeTwin')]);
  });

  test('of the apex lead to a target too, and one target can have several', () => {
    const stack = workloadStack();
    const dns = dnsIn(stack);
    dns.addAlias('bank.example', AliasTarget.distribution(siteIn(stack, dns, 'bank.example')));
    const wild = AliasTarget.distribution(siteIn(stack, dns, '*.bank.example', 'Wild'));
    ['a.bank.example', 'b.bank.example'].forEach((name) => dns.addAlias(name, wild));

    expect(new Set(resourcesOf(stack, RECORD).map(({ Properties }) => Properties.Name))).toEqual(
      new Set(['bank.example.', 'a.bank.example.', 'b.bank.example.']),
    );
  });
});

describe('an optional CAA record', () => {
  const issuersIn = (stack: Stack) => resourcesOf(stack, RECORD).map((record) => record.Properties.ResourceRecords);

  test('never locks ACM out: Amazon may always issue, in whatever order the issuers are named', () => {
    const stack = workloadStack();
    dnsIn(stack, { caaIssuers: ['letsencrypt.org', 'Amazon.com', 'a.org'] });

    expect(issuersIn(stack)).toEqual([
      [
        '0 issue "a.org"',
        '0 issue "amazon.com"',
        '0 issue "amazonaws.com"',
        '0 issue "amazontrust.com"',
        '0 issue "awstrust.com"',
        '0 issue "letsencrypt.org"',
      ],
    ]);
  });

  test('of a new zone lies beside the zone', () => {
    const { zoneStack } = dnsIn(workloadStack(), {
      zone: HostedZoneSource.newZone({ delegated: false }),
      caaIssuers: [],
    });

    expect(issuersIn(zoneStack!)).toHaveLength(1);
  });
});

test('a distribution that is not ours to read is taken at its word, one without IPv6 has no AAAA record', () => {
  const stack = workloadStack();
  const dns = dnsIn(stack);
  const [domainName, name] = ['d1.cloudfront.net', 'app.bank.example'];
  const imported = Distribution.fromDistributionAttributes(stack, 'Theirs', { distributionId: 'E1', domainName });
  const site = new Distribution(stack, 'Site', {
    defaultBehavior: { origin: new HttpOrigin('origin.bank.example') },
    domainNames: [name],
    certificate: new EdgeCertificate(stack, 'Certificate', { zone: dns.zone, domainName: name }),
    enableIpv6: false,
  });
  dns.addAlias('theirs.bank.example', AliasTarget.distribution(imported));
  dns.addAlias(name, AliasTarget.distribution(site));

  expect(resourcesOf(stack, RECORD).map(({ Properties }) => Properties.Type)).toEqual([
    ...['A', 'AAAA', 'HTTPS'],
    ...['A', 'HTTPS'],
  ]);
});

describe('RB12c what is asked of a zone', () => {
  test('is the sum of the questions that Route 53 answers, in us-east-1 where it counts them', () => {
    expect(dnsIn(workloadStack()).metricQueries()).toMatchObject({
      namespace: 'AWS/Route53',
      metricName: 'DNSQueries',
      statistic: 'Sum',
      dimensions: { HostedZoneId: 'Z0123456789ABCDEFGHIJ' },
      region: 'us-east-1',
    });
  });

  test('is drawn as the caller says, and is of this zone in us-east-1 whatever is asked for', () => {
    const elsewhere = { dimensionsMap: { HostedZoneId: 'ZOTHER' }, region: 'eu-west-1' };
    const drawn = { label: 'x', statistic: 'Maximum', period: Duration.hours(1) };

    expect(dnsIn(workloadStack()).metricQueries({ ...drawn, ...elsewhere })).toMatchObject({
      ...drawn,
      dimensions: { HostedZoneId: 'Z0123456789ABCDEFGHIJ' },
      region: 'us-east-1',
    });
  });

  test('is the first thing on the way of a request; nothing calls, and no log is asked', () => {
    const { alarmDefinitions, graphDefinitions, logQueries } = dnsIn(workloadStack());

    expect(graphDefinitions).toEqual([
      {
        tier: TrafficTier.DNS,
        title: 'Questions about names in bank.example',
        healthy: 'follows the hour of the day; none at all means that the domain leads elsewhere',
        metrics: [expect.objectContaining({ metricName: 'DNSQueries', label: 'Questions' })],
        region: 'us-east-1',
      },
    ]);
    expect([alarmDefinitions, logQueries]).toEqual([[], []]);
  });

  test('of a new zone is drawn in a stack of us-east-1, and holds nothing of the zone in its place', () => {
    const stack = workloadStack();
    const app = stack.node.root as App;
    const dns = dnsIn(stack, { zone: HostedZoneSource.newZone({ delegated: true }) });
    const watch = new Stack(app, 'Watch', { env: { ...WORKLOAD, region: 'us-east-1' } });
    new Dashboard(watch, 'Dashboard', { widgets: [[new GraphWidget({ left: [dns.metricQueries()] })]] });

    expect(JSON.stringify(templateOf(watch))).toContain('"StackName":"Web-zone-bank-example"');
    expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
    expect(watch.dependencies).toEqual([dns.zoneStack]);
  });
});
