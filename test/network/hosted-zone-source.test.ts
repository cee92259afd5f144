import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HostedZone, PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { EdgeCertificate } from '../../src/edge';
import { AliasTarget, BankDns, HostedZoneSource, IBankDns } from '../../src/network';
import { danglingIn, exportsIn } from '../support/api';
import { distributionWith, newApp, resourcesOf, workloadStack, zoneOf } from '../support/cloud';

const RECORD = 'AWS::Route53::RecordSet';
const publicZoneIn = (app: App) =>
  new PublicHostedZone(workloadStack(app, 'Zone'), 'Zone', { zoneName: 'bank.example' });

/** A site of its own stack, under a name of the zone. */
function siteIn(stack: Stack, dns: IBankDns, name = 'app.bank.example', id = 'Site'): Distribution {
  const certificate = new EdgeCertificate(stack, `${id}Certificate`, { zone: dns.zone, domainName: name });
  return distributionWith(certificate, name, stack, id);
}

test('a zone given by id is delegated: it is in use', () => {
  expect(HostedZoneSource.fromHostedZoneId('Z1').isDelegated).toBe(true);
});

test.each([true, false])('a new zone is delegated as stated: %s', (delegated) => {
  expect(HostedZoneSource.newZone({ delegated }).isDelegated).toBe(delegated);
});

test('a zone given as a construct is delegated as stated, and by default if its id is known', () => {
  const stack = new Stack();
  const hostedZoneId = new CfnParameter(stack, 'ZoneId').valueAsString;
  const late = HostedZone.fromHostedZoneAttributes(stack, 'Late', { hostedZoneId, zoneName: 'bank.example' });
  const known = zoneOf(workloadStack());

  const isDelegated = [
    HostedZoneSource.fromHostedZone(known),
    HostedZoneSource.fromHostedZone(late),
    HostedZoneSource.fromHostedZone(late, { delegated: true }),
    HostedZoneSource.fromHostedZone(known, { delegated: false }),
  ].map((source) => source.isDelegated);

  expect(isDelegated).toEqual([true, false, true, false]);
});

describe('the hosted zone of a team', () => {
  test('is used as it is where its id is known', () => {
    const stack = workloadStack();
    const zone = zoneOf(stack);
    const dns = BankDns.fromHostedZone(stack, 'Dns', zone);

    expect(dns).toMatchObject({ zone, rootDomain: 'bank.example', isDelegated: true });
  });

  test('is read by other stacks without an export where this app creates it', () => {
    const app = newApp();
    const web = workloadStack(app, 'Web');
    const zone = publicZoneIn(app);
    const owner = Stack.of(zone);
    const dns = BankDns.fromHostedZone(owner, 'Dns', zone, { delegated: true });
    const records = dns.addAlias('app.bank.example', AliasTarget.distribution(siteIn(web, dns)));

    expect(records.map(({ node }) => node.id)).toEqual(['A', 'AAAA', 'HTTPS']);
    expect(resourcesOf(web, RECORD)[0].Properties.HostedZoneId).toEqual({
      'Fn::GetStackOutput': { StackName: 'Zone', OutputName: expect.stringMatching(/^HostedZoneId/) },
    });
    expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
    expect(web.dependencies).toEqual(expect.arrayContaining([owner]));
  });

  test('has no certificate before it is stated as delegated', () => {
    const stack = workloadStack();
    const zone = publicZoneIn(stack.node.root as App);

    expect(() => siteIn(stack, BankDns.fromHostedZone(stack, 'Dns', zone))).toThrow(
      '[edge-certificate/zone-not-delegated at Web/SiteCertificate]',
    );
  });

  test('has one owner for each name, however many constructs reference it', () => {
    const app = newApp();
    const stack = workloadStack(app);
    const zone = publicZoneIn(app);
    const [one, other] = ['One', 'Other'].map((id) => BankDns.fromHostedZone(stack, id, zone, { delegated: true }));
    const [target, second] = ['A', 'B'].map((id) => AliasTarget.distribution(siteIn(stack, one, undefined, id)));
    one.addAlias('app.bank.example', target);

    expect(() => other.addAlias('app.bank.example', second)).toThrow('[dns/name-taken at Web/Other]');
  });
});
