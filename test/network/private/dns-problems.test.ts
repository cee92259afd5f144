import { Lazy, Stack } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { throwOnProblems } from '../../../src/core/private/checks/problems';
import { EdgeCertificate } from '../../../src/edge';
import { AliasTarget, BankDns, HostedZoneSource } from '../../../src/network';
import { aliasProblems, caaProblems, zoneProblems } from '../../../src/network/private/dns-problems';
import { distributionWith, newApp, resourcesOf, workloadStack, zoneOf } from '../../support/cloud';

const attempt = (...problems: Parameters<typeof throwOnProblems>[1][]) =>
  expect(() => throwOnProblems('Dns', ...problems));

test.each(['bank', '*.bank.example', 'https://bank.example'])('`rootDomain` refuses "%s"', (rootDomain) => {
  attempt(...zoneProblems(rootDomain, HostedZoneSource.fromHostedZoneId('Z1'))).toThrowProblem(
    'dns/not-a-domain-name',
    'rootDomain',
    rootDomain,
  );
});

test.each(['/hostedzone/Z0123456789ABCDEFGHIJ', 'z0123456789', 'bank.example', '', `Z${'A'.repeat(32)}`])(
  '`hostedZoneId` refuses "%s"',
  (hostedZoneId) => {
    attempt(...zoneProblems('bank.example', HostedZoneSource.fromHostedZoneId(hostedZoneId))).toThrowProblem(
      'dns/not-a-zone-id',
      'hostedZoneId',
      hostedZoneId,
    );
  },
);

test('the zone of another domain is refused', () => {
  attempt(...zoneProblems('bank.test', HostedZoneSource.fromHostedZone(zoneOf(workloadStack())))).toThrowProblem(
    'dns/zone-of-another-domain',
    'zone',
    'Web/ImportedZone',
  );
});

test('an existing zone without an id is no new zone', () => {
  expect(() => HostedZoneSource.fromHostedZoneId(undefined as never)).toThrowProblem(
    'props/missing',
    'hostedZoneId',
    undefined,
  );
});

// The second one is the document's.
test.each([`Z${'A'.repeat(31)}`, 'Z123456789'])('`hostedZoneId` takes "%s"', (hostedZoneId) => {
  attempt(...zoneProblems('bank.example', HostedZoneSource.fromHostedZoneId(hostedZoneId))).not.toThrow();
});

test.each([';', '*.letsencrypt.org'])('`caaIssuers` refuses "%s"', (issuer) => {
  attempt(...caaProblems([issuer])).toThrowProblem('dns/not-an-issuer', 'caaIssuers', issuer);
});

test('the zone tells all problems at once', () => {
  const props = { rootDomain: 'bank', zone: HostedZoneSource.fromHostedZoneId('?'), caaIssuers: [';'] };

  expect(() => new BankDns(workloadStack(), 'Dns', props)).toThrowProblems(
    [
      ['dns/not-a-domain-name', 'rootDomain', 'bank'],
      ['dns/not-a-zone-id', 'hostedZoneId', '?'],
      ['dns/not-an-issuer', 'caaIssuers', ';'],
    ],
    'Web/Dns',
  );
});

describe('an alias', () => {
  const stack = workloadStack();
  const zone = zoneOf(stack);
  const siteWith = (id: string, name: string) =>
    distributionWith(new EdgeCertificate(stack, `${id}Certificate`, { zone, domainName: name }), name, stack, id);
  const site = AliasTarget.distribution(siteWith('Site', 'app.bank.example'));
  const wild = AliasTarget.distribution(siteWith('Wild', '*.bank.example'));
  const defaultBehavior = { origin: new HttpOrigin('origin.bank.example') };
  const nameless = AliasTarget.distribution(new Distribution(stack, 'Nameless', { defaultBehavior }));
  const theirStack = new Stack(newApp(), 'Theirs', { env: { account: '222222222222', region: 'ap-southeast-1' } });
  const theirs = AliasTarget.distribution(
    Distribution.fromDistributionAttributes(theirStack, 'D', { distributionId: 'E1', domainName: 'd.net' }),
  );

  test.each<[recordName: string, target: AliasTarget, code: string, shown?: string]>([
    ['app', site, 'dns/name-outside-zone'],
    ['app.bank.test', site, 'dns/name-outside-zone'],
    ['notbank.example', site, 'dns/name-outside-zone'],
    [Lazy.string({ produce: () => 'a.bank.example' }), site, 'dns/late-name', 'a value that only CloudFormation knows'],
    ['app.bank.example', theirs, 'dns/target-in-other-account'],
    ['www.bank.example', site, 'dns/target-does-not-know-name'],
    ['app.bank.example', nameless, 'dns/target-does-not-know-name'],
    ['a.app.bank.example', wild, 'dns/target-does-not-know-name'], // a wildcard is of one label
    ['bank.example', wild, 'dns/target-does-not-know-name'],
  ])('`recordName` refuses %s', (recordName, target, code, shown = recordName) => {
    attempt(...aliasProblems(recordName, zone, target)).toThrowProblem(code, 'recordName', shown);
  });

  test.each([
    ['app.bank.example', site],
    ['app.bank.example', wild],
  ])('`recordName` takes %s', (recordName, target) => {
    attempt(...aliasProblems(recordName, zone, target)).not.toThrow();
  });

  test('is recorded once however it is spelt, and refused by the zone', () => {
    const dns = new BankDns(stack, 'Dns', {
      rootDomain: 'bank.example',
      zone: HostedZoneSource.fromHostedZoneId('Z1'),
    });
    dns.addAlias('App.Bank.Example.', site);

    expect(Stack.of(site.owner).node.tryFindChild('Site')!.node.findChild('Aliases').node.children).toMatchObject([
      { node: { id: 'app.bank.example' } },
    ]);
    expect(new Set(resourcesOf(stack, 'AWS::Route53::RecordSet').map(({ Properties }) => Properties.Name))).toEqual(
      new Set(['App.Bank.Example.']),
    );
    expect(() => dns.addAlias('bank.example', wild)).toThrowProblem(
      'dns/target-does-not-know-name',
      'recordName',
      'bank.example',
      'Web/Dns',
    );
  });
});
