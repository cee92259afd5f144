import { App, CfnOutput, Duration, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Dashboard, GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { EdgeCertificate } from '../../src/edge';
import { AliasTarget, BankDns, BankDnsProps, ZoneSource } from '../../src/network';
import { danglingIn, exportsIn } from '../support/api';
import {
  distributionWith,
  lambdasIn,
  newApp,
  resourcesOf,
  templateOf,
  WORKLOAD,
  workloadStack,
} from '../support/cloud';

const RECORD = 'AWS::Route53::RecordSet';
const EXISTING = ZoneSource.existing('Z0123456789ABCDEFGHIJ');

function dnsIn(stack: Stack, props: Partial<BankDnsProps> = {}, id = 'Dns'): BankDns {
  return new BankDns(stack, id, { rootDomain: 'bank.example', zone: EXISTING, ...props });
}

/** A site of its own stack, under a name of the zone. */
function siteIn(stack: Stack, dns: BankDns, name = 'app.bank.example', id = 'Site'): Distribution {
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
  const NEW = ZoneSource.created({ delegated: false });
  const ZONE = 'AWS::Route53::HostedZone';

  test('has a stack of its own, protected and kept', () => {
    const stack = workloadStack();
    const { zoneStack } = dnsIn(stack, { zone: NEW });

    expect(zoneStack!.stackName).toBe('Web-zone-bank-example');
    expect(zoneStack!.environment).toBe(stack.environment);
    expect(zoneStack!.terminationProtection).toBe(true);
    expect(resourcesOf(zoneStack!, ZONE)).toEqual([
      {
        Type: ZONE,
        Properties: { Name: 'bank.example.' },
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      },
    ]);
    expect(templateOf(stack).Resources).toBeUndefined();
  });

  test('prints its name servers', () => {
    const { zoneStack } = dnsIn(workloadStack(), { zone: NEW });

    expect(templateOf(zoneStack!).Outputs.NameServers).toEqual({
      Description: 'Enter these name servers for bank.example at the registrar, or in the parent zone',
      Value: { 'Fn::Join': [' ', { 'Fn::GetAtt': [expect.stringMatching(/^Zone/), 'NameServers'] }] },
    });
  });

  test('has no certificate before it is stated as delegated', () => {
    const stack = workloadStack();
    const dns = dnsIn(stack, { zone: NEW });

    expect(dns.isDelegated).toBe(false);
    expect(() => siteIn(stack, dns)).toThrow('[edge-certificate/zone-not-delegated at Web/SiteCertificate]');
  });

  test('has certificates and records once it is, each after the zone, with no Lambda', () => {
    const app = newApp();
    const stack = workloadStack(app);
    const dns = dnsIn(stack, { zone: ZoneSource.created({ delegated: true }) });
    dns.addAlias('app.bank.example', AliasTarget.distribution(siteIn(stack, dns)));

    const zoneId = { 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'Web-zone-bank-example' }) };
    expect(resourcesOf(stack, RECORD).map((record) => record.Properties.HostedZoneId)).toEqual([
      zoneId,
      zoneId,
      zoneId,
    ]);
    expect(stack.dependencies).toEqual(expect.arrayContaining([dns.zoneStack]));
    expect((stack.node.findChild('EdgeTwin') as Stack).dependencies).toEqual([dns.zoneStack]);
    expect(lambdasIn(app)).toEqual([]);
  });

  test('is named after its domain in a way that CloudFormation takes', () => {
    const nameFor = (rootDomain: string) => dnsIn(workloadStack(), { rootDomain, zone: NEW }).zoneStack!.stackName;

    expect(nameFor('sub.bank.example')).toBe('Web-zone-sub-bank-example');
    expect(nameFor('_a.bank.example')).toBe('Web-zone-a-bank-example');
  });

  test('of a nested stack belongs to the stack that is deployed', () => {
    const stack = workloadStack();

    expect(dnsIn(new NestedStack(stack, 'Nested'), { zone: NEW }).zoneStack!.stackName).toBe('Web-zone-bank-example');
  });

  test('two of them are read from two outputs', () => {
    const stack = workloadStack();
    const zones = ['bank.example', 'bank.test'].map((rootDomain) => {
      return dnsIn(stack, { rootDomain, zone: ZoneSource.created({ delegated: true }) }, rootDomain).zone;
    });
    zones.forEach((zone, index) => new CfnOutput(stack, `Zone${index}`, { value: zone.hostedZoneId }));

    const outputs = Object.values<any>(templateOf(stack).Outputs).map(
      ({ Value }) => Value['Fn::GetStackOutput'].OutputName,
    );
    expect(new Set(outputs).size).toBe(2);
  });

  test('leaves its stack empty at first, which newer versions of the CDK are told is no mistake', () => {
    const stack = workloadStack();
    dnsIn(stack, { zone: NEW });

    expect(JSON.stringify(stack.node.metadata)).toContain('CloudFormation-Validate::F0001');
  });

  test('works in a Stage and without a stated region', () => {
    const staged = dnsIn(workloadStack(new Stage(newApp(), 'Prod')), { zone: NEW });
    const agnostic = dnsIn(new Stack(newApp(), 'Web'), { zone: NEW });

    expect(staged.zoneStack!.stackName).toBe('Prod-Web-zone-bank-example');
    expect(agnostic.zoneStack!.environment).toBe('aws://unknown-account/unknown-region');
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

  test('of the apex lead to a target too', () => {
    const stack = workloadStack();
    const dns = dnsIn(stack);
    dns.addAlias('bank.example', AliasTarget.distribution(siteIn(stack, dns, 'bank.example')));

    expect(resourcesOf(stack, RECORD)[0].Properties.Name).toBe('bank.example.');
  });

  test('of one target can be several', () => {
    const stack = workloadStack();
    const dns = dnsIn(stack);
    const site = siteIn(stack, dns, '*.bank.example');
    ['a.bank.example', 'b.bank.example'].forEach((name) => dns.addAlias(name, AliasTarget.distribution(site)));

    expect(resourcesOf(stack, RECORD)).toHaveLength(6);
  });
});

describe('an optional CAA record', () => {
  const issuersIn = (stack: Stack) => resourcesOf(stack, RECORD).map((record) => record.Properties.ResourceRecords);

  test('is absent by default', () => {
    const stack = workloadStack();
    dnsIn(stack);

    expect(templateOf(stack).Resources).toBeUndefined();
  });

  test('never locks ACM out: Amazon may always issue', () => {
    const stack = workloadStack();
    dnsIn(stack, { caaIssuers: ['letsencrypt.org', 'Amazon.com'] });

    expect(issuersIn(stack)).toEqual([
      [
        '0 issue "amazon.com"',
        '0 issue "amazonaws.com"',
        '0 issue "amazontrust.com"',
        '0 issue "awstrust.com"',
        '0 issue "letsencrypt.org"',
      ],
    ]);
  });

  test('reads the same whatever the order of the issuers', () => {
    const [one, other] = [
      ['a.org', 'b.org'],
      ['b.org', 'a.org'],
    ].map((caaIssuers) => {
      const stack = workloadStack();
      dnsIn(stack, { caaIssuers });
      return templateOf(stack);
    });

    expect(one).toEqual(other);
  });

  test('of a new zone lies beside the zone', () => {
    const { zoneStack } = dnsIn(workloadStack(), { zone: ZoneSource.created({ delegated: false }), caaIssuers: [] });

    expect(issuersIn(zoneStack!)).toHaveLength(1);
  });
});

test('a distribution that is not ours to read is taken at its word', () => {
  const stack = workloadStack();
  const imported = Distribution.fromDistributionAttributes(stack, 'Theirs', {
    distributionId: 'E1',
    domainName: 'd1.cloudfront.net',
  });
  dnsIn(stack).addAlias('app.bank.example', AliasTarget.distribution(imported));

  expect(resourcesOf(stack, RECORD).map((record) => record.Properties.Type)).toEqual(['A', 'AAAA', 'HTTPS']);
});

test('a distribution without IPv6 has no AAAA record', () => {
  const stack = new Stack(newApp(), 'Web', { env: WORKLOAD });
  const site = new Distribution(stack, 'Site', {
    defaultBehavior: { origin: new HttpOrigin('origin.bank.example') },
    domainNames: ['app.bank.example'],
    certificate: new EdgeCertificate(stack, 'Certificate', { zone: dnsIn(stack).zone, domainName: 'app.bank.example' }),
    enableIpv6: false,
  });
  dnsIn(stack, {}, 'Again').addAlias('app.bank.example', AliasTarget.distribution(site));

  expect(resourcesOf(stack, RECORD).map((record) => record.Properties.Type)).toEqual(['A', 'HTTPS']);
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
        tier: 'DNS',
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
    const dns = dnsIn(stack, { zone: ZoneSource.created({ delegated: true }) });
    const watch = new Stack(app, 'Watch', { env: { ...WORKLOAD, region: 'us-east-1' } });
    new Dashboard(watch, 'Dashboard', { widgets: [[new GraphWidget({ left: [dns.metricQueries()] })]] });

    expect(JSON.stringify(templateOf(watch))).toContain('"StackName":"Web-zone-bank-example"');
    expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
    expect(watch.dependencies).toEqual([dns.zoneStack]);
  });
});
