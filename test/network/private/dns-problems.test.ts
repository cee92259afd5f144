import { App, Lazy, Stack } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { EdgeCertificate } from '../../../src/edge';
import { AliasTarget, BankDns, BankDnsProps, ZoneSource } from '../../../src/network';
import { distributionWith, newApp, templateOf, workloadStack } from '../../support/cloud';

const stack = () => workloadStack();

function dns(props: Partial<BankDnsProps> = {}, scope = stack()): BankDns {
  return new BankDns(scope, 'Dns', {
    rootDomain: 'bank.example',
    zone: ZoneSource.existing('Z0123456789ABCDEFGHIJ'),
    ...props,
  });
}

test.each(['bank', '*.bank.example', 'https://bank.example'])('"%s" is refused as root domain', (rootDomain) => {
  expect(() => dns({ rootDomain })).toThrow(
    `'rootDomain' is "${rootDomain}", but it has to be a domain name, such as "bank.example": write labels of letters, digits and hyphens with dots between, no wildcard, no scheme and no path [dns/not-a-domain-name at Web/Dns]`,
  );
});

test.each(['/hostedzone/Z0123456789ABCDEFGHIJ', 'z0123456789', 'bank.example', ''])(
  '"%s" is refused as id of a zone',
  (hostedZoneId) => {
    expect(() => dns({ zone: ZoneSource.existing(hostedZoneId) })).toThrow(
      `'hostedZoneId' is "${hostedZoneId}", but ids of hosted zones are a Z and up to 31 capital letters and digits: copy the id from the zone, without "/hostedzone/" before it [dns/not-a-zone-id at Web/Dns]`,
    );
  },
);

test('an existing zone without an id is no new zone', () => {
  expect(() => dns({ zone: ZoneSource.existing(undefined as never) })).toThrow("'hostedZoneId' is missing, but ids of");
});

test.each([
  [`Z${'A'.repeat(31)}`, true],
  [`Z${'A'.repeat(32)}`, false],
])('the id %s is taken: %s', (hostedZoneId, taken) => {
  const attempt = expect(() => dns({ zone: ZoneSource.existing(hostedZoneId) }));

  taken ? attempt.not.toThrow() : attempt.toThrow('[dns/not-a-zone-id at Web/Dns]');
});

test("the document's Z123456789 is the id of a zone", () => {
  expect(() => dns({ zone: ZoneSource.existing('Z123456789') })).not.toThrow();
});

test.each([';', '*.letsencrypt.org'])('"%s" is refused as an issuer', (issuer) => {
  expect(() => dns({ caaIssuers: [issuer] })).toThrow(
    `'caaIssuers' is "${issuer}", but an issuer is the domain name of a certificate authority, such as "letsencrypt.org": take the name from the CAA page of the authority, or give an empty list for Amazon alone [dns/not-an-issuer at Web/Dns]`,
  );
});

test('all problems are told at once', () => {
  expect(() => dns({ rootDomain: 'bank', zone: ZoneSource.existing('?'), caaIssuers: [';'] })).toThrow(
    '3 problems [dns/not-a-domain-name, dns/not-a-zone-id, dns/not-an-issuer at Web/Dns]:',
  );
});

describe('an alias', () => {
  const target = (names: string[] | undefined, scope = stack()) => {
    const zone = dns({}, scope).zone;
    const [first, ...alternativeNames] = names ?? [];
    const origin = new HttpOrigin('origin.bank.example');
    return AliasTarget.distribution(
      first === undefined
        ? new Distribution(scope, 'Site', { defaultBehavior: { origin } })
        : distributionWith(
            new EdgeCertificate(scope, 'C', { zone, domainName: first, alternativeNames }),
            first,
            scope,
          ),
    );
  };

  test.each([
    ['app', 'app.bank.example'],
    ['app.bank.test', 'app.bank.example'],
    ['notbank.example', 'notbank.bank.example'],
  ])('named "%s" is refused, "%s" is offered', (recordName, offered) => {
    expect(() => dns().addAlias(recordName, target(['app.bank.example']))).toThrow(
      `'recordName' is "${recordName}", but it is not in the zone "bank.example": write the full name, such as "${offered}", or add it to the zone it is in [dns/name-outside-zone at Web/Dns]`,
    );
  });

  test('whose name only CloudFormation knows is refused', () => {
    expect(() =>
      dns().addAlias(Lazy.string({ produce: () => 'a.bank.example' }), target(['app.bank.example'])),
    ).toThrow(
      `'recordName' is "a value that only CloudFormation knows", but a name has one owner, and that is looked after here: write the name out [dns/late-name at Web/Dns]`,
    );
  });

  test('that leads into another account is refused', () => {
    const other = new Stack(newApp(), 'Theirs', { env: { account: '222222222222', region: 'ap-southeast-1' } });
    const theirs = Distribution.fromDistributionAttributes(other, 'D', { distributionId: 'E1', domainName: 'd.net' });

    expect(() => dns().addAlias('app.bank.example', AliasTarget.distribution(theirs))).toThrow(
      `'recordName' is "app.bank.example", but it leads to Theirs/D in account 222222222222, where CloudFormation cannot write into a zone of 111111111111: delegate a subdomain to a zone of that account, and make the alias there [dns/target-in-other-account at Web/Dns]`,
    );
  });

  test('is recorded once however it is spelt', () => {
    const idsFor = (recordName: string) => {
      const scope = stack();
      dns({}, scope).addAlias(recordName, target(['app.bank.example'], workloadStack(scope.node.root as App, 'Site')));
      return Object.keys(templateOf(scope.node.root.node.findChild('Site') as Stack).Resources);
    };

    expect(idsFor('App.Bank.Example.')).toEqual(idsFor('app.bank.example'));
  });

  test('that its distribution does not name is refused', () => {
    expect(() => dns().addAlias('app.bank.example', target(['www.bank.example']))).toThrow(
      `'recordName' is "app.bank.example", but CloudFront refuses hosts that the distribution does not name, and it names "www.bank.example": add the name to the distribution's 'domainNames', with a certificate that has it [dns/target-does-not-know-name at Web/Dns]`,
    );
    expect(() => dns().addAlias('app.bank.example', target(undefined))).toThrow('and it names none: add the name');
  });

  test.each([
    ['app.bank.example', true],
    ['a.app.bank.example', false],
    ['bank.example', false],
  ])('%s under a wildcard of one label is taken: %s', (recordName, taken) => {
    const attempt = expect(() => dns().addAlias(recordName, target(['*.bank.example'])));

    taken ? attempt.not.toThrow() : attempt.toThrow('[dns/target-does-not-know-name at Web/Dns]');
  });
});
