import { App, Stack, Stage } from 'aws-cdk-lib';
import { EdgeCertificate } from '../../../src/edge';
import { AliasTarget, BankDns, BankDnsProps, HostedZoneSource } from '../../../src/network';
import { distributionWith, newApp, workloadStack } from '../../support/cloud';

const NAME = 'app.bank.example';
const NEW = HostedZoneSource.newZone({ delegated: true });

function dnsIn(stack: Stack, props: Partial<BankDnsProps> = {}, id = 'Dns'): BankDns {
  const zone = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ');
  return new BankDns(stack, id, { rootDomain: 'bank.example', zone, ...props });
}

function siteIn(stack: Stack, dns: BankDns, id = 'Site'): AliasTarget {
  const certificate = new EdgeCertificate(stack, `${id}Certificate`, { zone: dns.zone, domainName: NAME });
  return AliasTarget.distribution(distributionWith(certificate, NAME, stack, id));
}

describe('a name has one owner', () => {
  const stack = workloadStack();
  const dns = dnsIn(stack);
  const site = siteIn(stack, dns);
  const other = siteIn(stack, dns, 'Other');
  dns.addAlias(NAME, site);

  test('over all instances of an existing zone', () => {
    expect(() => dnsIn(stack, {}, 'Again').addAlias('App.bank.example.', other)).toThrowProblem(
      'dns/name-taken',
      'recordName',
      'App.bank.example.',
      'Web/Again',
    );
  });

  test('also for another copy of the package', () => {
    jest.isolateModules(() => {
      const copy = jest.requireActual('../../../src/network/private/dns-claims');
      expect(() => copy.claim(stack, dns.zone, NAME, stack)).toThrowProblem(
        'dns/name-taken',
        'recordName',
        'app.bank.example',
      );
    });
  });

  test('and in another zone it is another name, for another target', () => {
    const internal = dnsIn(stack, { zone: HostedZoneSource.fromHostedZoneId('ZINTERNAL') }, 'Internal');

    expect(() => internal.addAlias(NAME, other)).not.toThrow();
    expect(() => internal.addAlias(NAME, site)).toThrowProblem(
      'dns/name-taken',
      'recordName',
      'app.bank.example',
      'Web/Internal',
    );
  });

  test('in a new zone too', () => {
    const home = workloadStack();
    const made = dnsIn(home, { zone: NEW });
    made.addAlias(NAME, siteIn(home, made));

    expect(() => made.addAlias(NAME, siteIn(home, made, 'Other'))).toThrowProblem(
      'dns/name-taken',
      'recordName',
      'app.bank.example',
      'Web/Dns',
    );
  });
});

test('a zone has one CAA record', () => {
  const stack = workloadStack();
  dnsIn(stack, { caaIssuers: [] });

  expect(() => dnsIn(stack, { caaIssuers: ['letsencrypt.org'] }, 'Again')).toThrowProblem(
    'dns/caa-taken',
    'caaIssuers',
    'Web/Dns',
    'Web/Again',
  );
});

describe('a domain has one new zone', () => {
  const twice = (one: App | Stage, other: App | Stage) => {
    dnsIn(workloadStack(one, 'One'), { zone: NEW });
    return expect(() => dnsIn(workloadStack(other, 'Two'), { zone: NEW }));
  };

  test('in a Stage and an account', () => {
    const app = newApp();

    twice(app, app).toThrowProblem('dns/zone-made-twice', 'zone', 'bank.example', 'Two/Dns');
  });

  test('and another in another Stage, which is deployed elsewhere or later', () => {
    const app = newApp();

    twice(new Stage(app, 'Beta'), new Stage(app, 'Prod')).not.toThrow();
  });
});
