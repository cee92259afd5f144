import { App, Stack, Stage } from 'aws-cdk-lib';
import { EdgeCertificate } from '../../../src/edge';
import { AliasTarget, BankDns, BankDnsProps, ZoneSource } from '../../../src/network';
import { distributionWith, newApp, workloadStack } from '../../support/cloud';

const NEW = ZoneSource.created({ delegated: true });

function dnsIn(stack: Stack, props: Partial<BankDnsProps> = {}, id = 'Dns'): BankDns {
  const zone = ZoneSource.existing('Z0123456789ABCDEFGHIJ');
  return new BankDns(stack, id, { rootDomain: 'bank.example', zone, ...props });
}

function siteIn(stack: Stack, dns: BankDns, id = 'Site'): AliasTarget {
  const domainName = 'app.bank.example';
  const certificate = new EdgeCertificate(stack, `${id}Certificate`, { zone: dns.zone, domainName });
  return AliasTarget.distribution(distributionWith(certificate, domainName, stack, id));
}

describe('a name has one owner', () => {
  test('over all instances of an existing zone', () => {
    const stack = workloadStack();
    const dns = dnsIn(stack);
    dns.addAlias('app.bank.example', siteIn(stack, dns));

    expect(() => dnsIn(stack, {}, 'Again').addAlias('App.bank.example.', siteIn(stack, dns, 'Other'))).toThrow(
      `'recordName' is "App.bank.example.", but Web/Site has it already, and a name has one owner: give Web/Other another name, or take the name from Web/Site [dns/name-taken at Web/Again]`,
    );
  });

  test('in a new zone too', () => {
    const stack = workloadStack();
    const dns = dnsIn(stack, { zone: NEW });
    dns.addAlias('app.bank.example', siteIn(stack, dns));

    expect(() => dns.addAlias('app.bank.example', siteIn(stack, dns, 'Other'))).toThrow('[dns/name-taken at Web/Dns]');
  });

  test('and in another zone it is another name, for another target', () => {
    const stack = workloadStack();
    const dns = dnsIn(stack);
    const internal = dnsIn(stack, { zone: ZoneSource.existing('ZINTERNAL') }, 'Internal');
    const site = siteIn(stack, dns);
    dns.addAlias('app.bank.example', site);

    expect(() => internal.addAlias('app.bank.example', siteIn(stack, dns, 'Other'))).not.toThrow();
    expect(() => internal.addAlias('app.bank.example', site)).toThrow('[dns/name-taken at Web/Internal]');
  });

  test('also for another copy of the package', () => {
    const stack = workloadStack();
    const dns = dnsIn(stack);
    dns.addAlias('app.bank.example', siteIn(stack, dns));

    jest.isolateModules(() => {
      const copy = jest.requireActual('../../../src/network/private/dns-claims');
      expect(() => copy.claim(stack, dns.zone, 'app.bank.example', stack)).toThrow('[dns/name-taken at Web]');
    });
  });
});

test('a zone has one CAA record', () => {
  const stack = workloadStack();
  dnsIn(stack, { caaIssuers: [] });

  expect(() => dnsIn(stack, { caaIssuers: ['letsencrypt.org'] }, 'Again')).toThrow(
    `'caaIssuers' is "Web/Dns", but it has the CAA record of the zone already, and there is one: name all issuers there [dns/caa-taken at Web/Again]`,
  );
});

describe('a domain has one new zone', () => {
  const twice = (one: App | Stage, other: App | Stage) => {
    dnsIn(workloadStack(one, 'One'), { zone: NEW });
    return expect(() => dnsIn(workloadStack(other, 'Two'), { zone: NEW }));
  };

  test('in a Stage and an account', () => {
    const app = newApp();

    twice(app, app).toThrow(
      `'zone' is "bank.example", but One/Dns makes a zone of that domain already, and its parent points at one alone: pass One/Dns around and use it for both [dns/zone-made-twice at Two/Dns]`,
    );
  });

  test('and another in another Stage, which is deployed elsewhere or later', () => {
    const app = newApp();

    twice(new Stage(app, 'Beta'), new Stage(app, 'Prod')).not.toThrow();
  });
});
