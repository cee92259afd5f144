import { Duration, Lazy, Size, Stack, Token } from 'aws-cdk-lib';
import { EdgeFirewallProps, FirewallMode, FirewallScope } from '../../../../src/edge';
import { firewallProblems } from '../../../../src/edge/private/firewall/firewall-problems';
import { managedRule } from '../../../../src/edge/private/firewall/managed-rules';
import { Said, saidOf } from '../../../support/problems';

const problemsWith = (props: Partial<EdgeFirewallProps>): Said[] => {
  return saidOf(firewallProblems({ scope: FirewallScope.REGIONAL, mode: FirewallMode.BLOCK, ...props }));
};
const late = Lazy.string({ produce: () => 'late' });
const lateNumber = Lazy.number({ produce: () => 1 });
const lateList = Token.asList({ resolve: () => ['SG'] });

test.each<[code: string, prop: string, refused: Array<[shown: unknown, props: Partial<EdgeFirewallProps>]>]>([
  [
    'not-a-rate-limit',
    'rateLimit',
    [9, 2_000_000_001, 10.5, Number.NaN].map((rateLimit) => [rateLimit, { rateLimit }]),
  ],
  [
    'not-a-rate-window',
    'rateLimitWindow',
    [0.5, 30, 180, 601].map((seconds) => {
      return [`${seconds} seconds`, { rateLimitWindow: Duration.millis(1000 * seconds) }];
    }),
  ],
  ['not-a-country', 'blockedCountries', ['UK', 'sg', 'SGP', ''].map((it) => [it, { blockedCountries: ['KP', it] }])],
  ['not-a-country', 'allowedCountries', [['EU', { allowedCountries: ['EU'] }]]],
  ['no-countries', 'allowedCountries', [[[], { allowedCountries: [] }]]],
  ['two-country-lists', 'allowedCountries', [[['SG'], { allowedCountries: ['SG'], blockedCountries: ['KP'] }]]],
  ['not-a-header', 'clientAddressHeader', ['', 'a b', 'a:', 'a_b'].map((it) => [it, { clientAddressHeader: it }])],
  [
    'header-of-client',
    'clientAddressHeader',
    ['X-Forwarded-For', 'forwarded'].map((it) => [it, { clientAddressHeader: it }]),
  ],
  [
    'not-a-redacted-header',
    'redactedHeaders',
    ['', 'a b', 'x'.repeat(65)].map((it) => [it, { redactedHeaders: ['X-Id', it] }]),
  ],
  [
    'not-a-log-retention',
    'logRetention',
    [0.5, 45].map((days) => [`${days} days`, { logRetention: Duration.hours(24 * days) }]),
  ],
  [
    'not-an-inspection-limit',
    'bodyInspectionLimit',
    [0.5, 8, 20, 128].map((size) => [`${size} KiB`, { bodyInspectionLimit: Size.bytes(1024 * size) }]),
  ],
  [
    'not-a-managed-rule',
    'ruleExceptions',
    ['sizerestrictions_body', 'AWSManagedRulesCommonRuleSet', 'toString'].map((it) => {
      return [it, { ruleExceptions: { [it]: ['/'] } }];
    }),
  ],
  [
    'not-a-path',
    'ruleExceptions.SQLi_BODY',
    ['api', '', '/a*b', '/a?b=c', '/*/b', '/a b', '/#a', '/a%20b', '//a', '/a/../b', '/.', `/${'a'.repeat(200)}`].map(
      (it) => {
        return [it, { ruleExceptions: { SQLi_BODY: ['/a', it] } }];
      },
    ),
  ],
  ['no-paths', 'ruleExceptions.SQLi_BODY', [[[], { ruleExceptions: { SQLi_BODY: [] } }]]],
  ['edge-stack-of-regional', 'edgeStack', [['Edge', { edgeStack: new Stack(undefined, 'Edge') }]]],
  [
    'late-value',
    'ruleExceptions.SQLi_BODY',
    [['a list that only CloudFormation knows', { ruleExceptions: { SQLi_BODY: lateList } }]],
  ],
  ['late-value', 'redactedHeaders', [['a list that only CloudFormation knows', { redactedHeaders: lateList }]]],
  [
    'late-value',
    'bodyInspectionLimit',
    [['a size that only CloudFormation knows', { bodyInspectionLimit: Size.kibibytes(lateNumber) }]],
  ],
])('a firewall refuses props: %s of %s', (code, prop, refused) => {
  for (const [shown, props] of refused) {
    expect(problemsWith(props)).toEqual([[`firewall/${code}`, prop, shown]]);
  }
});

test('a firewall refuses lists of exceptions of another type', () => {
  expect(problemsWith({ ruleExceptions: { SQLi_BODY: '/a' as any, SQLi_COOKIE: undefined as any } })).toEqual([
    ['props/wrong-type', 'ruleExceptions.SQLi_BODY', '/a'],
    ['props/missing', 'ruleExceptions.SQLi_COOKIE', undefined],
  ]);
});

test.each<Partial<EdgeFirewallProps>>([
  {},
  { rateLimit: 10, rateLimitWindow: Duration.minutes(10), logRetention: Duration.days(1) },
  { rateLimit: 2_000_000_000, rateLimitWindow: Duration.minutes(2), bodyInspectionLimit: Size.kibibytes(16) },
  { rateLimit: lateNumber, blockedCountries: lateList, logRetention: Duration.days(lateNumber) },
  { blockedCountries: ['SG', 'XK', late], clientAddressHeader: late, redactedHeaders: [late, 'X-Id'] },
  { rateLimitWindow: Duration.seconds(lateNumber), ruleExceptions: { SQLi_BODY: [late, '/', '/*', '/.a/b.c'] } },
  { scope: FirewallScope.CLOUDFRONT, edgeStack: new Stack(), clientAddressHeader: 'True-Client-IP' },
])('a firewall takes the props %#', (props) => {
  expect(problemsWith(props)).toEqual([]);
});

test.each([
  ['SizeRestrictions_BODY', 'AWSManagedRulesCommonRuleSet', 'core-rule-set:SizeRestrictions_Body'],
  ['UserAgent_BadBots_HEADER', 'AWSManagedRulesCommonRuleSet', 'core-rule-set:BadBots_Header'],
  ['PROPFIND_METHOD', 'AWSManagedRulesKnownBadInputsRuleSet', 'known-bad-inputs:Propfind_Method'],
  ['SQLi_QUERYARGUMENTS', 'AWSManagedRulesSQLiRuleSet', 'sql-database:SQLi_QueryArguments'],
])('%s has the group and the label that AWS documents', (name, group, label) => {
  expect(managedRule(name)).toEqual({
    group: expect.objectContaining({ group }),
    label: `awswaf:managed:aws:${label}`,
  });
});
