import { Duration, Size } from 'aws-cdk-lib';
import { EdgeFirewallProps, FirewallMode } from '../../../../src/edge';
import { ExternalEdge } from '../../../../src/service';
import { workloadStack } from '../../../support/cloud';
import { aclOf, EVERYTHING, firewallIn } from '../../../support/firewall';

const rulesOf = (acl: any): Record<string, any> => Object.fromEntries(acl.Rules.map((rule: any) => [rule.Name, rule]));
const statementsOf = (acl: any) => acl.Rules.map(({ Name, Statement }: any) => [Name, Statement]);
const groupsOf = (acl: any) =>
  acl.Rules.flatMap(({ Statement }: any) => Statement.ManagedRuleGroupStatement?.Name ?? []);

const usual = aclOf();
const counting = aclOf({ mode: FirewallMode.COUNT });
const full = aclOf(EVERYTHING);

describe('PC8 FE10 the rules', () => {
  test('are managed rules (OWASP, XSS, known exploits, SQL injection, reputation) and a rate of 2000 in 5 minutes', () => {
    const managed = (Name: string) => ({ ManagedRuleGroupStatement: { VendorName: 'AWS', Name } });

    expect(statementsOf(usual)).toEqual([
      ['IpReputation', managed('AWSManagedRulesAmazonIpReputationList')],
      ['RateLimit', { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 2000, EvaluationWindowSec: 300 } }],
      ['CommonRules', managed('AWSManagedRulesCommonRuleSet')],
      ['KnownBadInputs', managed('AWSManagedRulesKnownBadInputsRuleSet')],
      ['SqlInjection', managed('AWSManagedRulesSQLiRuleSet')],
    ]);
    expect(usual.DefaultAction).toEqual({ Allow: {} });
  });

  test('in BLOCK mode block, and leave the actions of managed rules as they are', () => {
    const actions = full.Rules.map(({ Action, OverrideAction }: any) => Action ?? OverrideAction);

    expect(actions).toEqual([
      ...[{ Block: {} }, { None: {} }, { Block: {} }, { None: {} }, { None: {} }, { None: {} }],
      ...[{ Block: {} }, { Block: {} }, { None: {} }],
    ]);
  });

  test('in COUNT mode block nothing, whatever else is asked for', () => {
    const actions = aclOf({ ...EVERYTHING, mode: FirewallMode.COUNT }).Rules.map(
      ({ Action, OverrideAction }: any) => Action ?? OverrideAction,
    );

    expect(actions).toEqual(Array(9).fill({ Count: {} }));
  });

  test('differ by their actions alone between the modes', () => {
    const withoutActions = ({ Action, OverrideAction, ...rule }: any) => rule;

    expect(counting.Rules.map(withoutActions)).toEqual(usual.Rules.map(withoutActions));
    expect({ ...counting, Rules: [] }).toEqual({ ...usual, Rules: [] });
  });

  test('have priorities with room between them, metrics by their names and samples', () => {
    expect(full.Rules.map(({ Priority }: any) => Priority)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
    expect(full.Rules.map(({ VisibilityConfig }: any) => VisibilityConfig)).toEqual(
      full.Rules.map(({ Name }: any) => ({
        MetricName: Name,
        CloudWatchMetricsEnabled: true,
        SampledRequestsEnabled: true,
      })),
    );
  });

  test('have the rate that is asked for', () => {
    const { RateLimit } = rulesOf(aclOf({ rateLimit: 100, rateLimitWindow: Duration.minutes(1) }));

    expect(RateLimit.Statement.RateBasedStatement).toMatchObject({ Limit: 100, EvaluationWindowSec: 60 });
  });

  test('block countries, or all countries but some', () => {
    const blocked = rulesOf(full).Countries;
    const allowed = rulesOf(aclOf({ allowedCountries: ['SG', 'MY'] })).Countries;

    expect(blocked.Statement).toEqual({ GeoMatchStatement: { CountryCodes: ['IR', 'KP'] } });
    expect(allowed.Statement.NotStatement.Statement).toEqual({ GeoMatchStatement: { CountryCodes: ['MY', 'SG'] } });
    expect(allowed.Action).toEqual({ Block: {} });
  });

  test('have bot control as an option, last, since it is paid by the request', () => {
    expect(groupsOf(usual)).not.toContain('AWSManagedRulesBotControlRuleSet');
    expect(full.Rules.at(-1).Statement.ManagedRuleGroupStatement).toEqual({
      VendorName: 'AWS',
      Name: 'AWSManagedRulesBotControlRuleSet',
      ManagedRuleGroupConfigs: [{ AWSManagedRulesBotControlRuleSet: { InspectionLevel: 'COMMON' } }],
    });
  });

  test('inspect as much of a body as is asked for, of each resource that has such a limit', () => {
    const of = (bodyInspectionLimit: Size) => aclOf({ bodyInspectionLimit }).AssociationConfig;
    const limit = { DefaultSizeInspectionLimit: 'KB_64' };

    expect(usual.AssociationConfig).toBeUndefined();
    expect(of(Size.kibibytes(64)).RequestBody).toEqual({ API_GATEWAY: limit, COGNITO_USER_POOL: limit });
  });
});

describe('PC8 a managed rule with exceptions', () => {
  const path = (SearchString: string, PositionalConstraint: string) => ({
    ByteMatchStatement: {
      FieldToMatch: { UriPath: {} },
      PositionalConstraint,
      SearchString,
      TextTransformations: [
        { Priority: 0, Type: 'URL_DECODE' },
        { Priority: 1, Type: 'NORMALIZE_PATH' },
      ],
    },
  });

  test('only adds its label, and a rule after it blocks on all other paths', () => {
    const rules = rulesOf(full);
    const [label, others] = rules['SizeRestrictions_BODY-OnOtherPaths'].Statement.AndStatement.Statements;

    expect(rules.CommonRules.Statement.ManagedRuleGroupStatement.RuleActionOverrides).toEqual([
      { Name: 'CrossSiteScripting_BODY', ActionToUse: { Count: {} } },
      { Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } },
    ]);
    expect(label).toEqual({
      LabelMatchStatement: { Scope: 'LABEL', Key: 'awswaf:managed:aws:core-rule-set:SizeRestrictions_Body' },
    });
    expect(others.NotStatement.Statement).toEqual({
      OrStatement: { Statements: [path('/api/graphql', 'EXACTLY'), path('/uploads/', 'STARTS_WITH')] },
    });
    expect(Object.keys(rules)).toEqual([
      ...['Countries', 'IpReputation', 'RateLimit', 'CommonRules', 'KnownBadInputs', 'SqlInjection'],
      ...['CrossSiteScripting_BODY-OnOtherPaths', 'SizeRestrictions_BODY-OnOtherPaths', 'BotControl'],
    ]);
  });

  test('with one path has no OR, which takes two', () => {
    const { Statement } = rulesOf(full)['CrossSiteScripting_BODY-OnOtherPaths'];

    expect(Statement.AndStatement.Statements[1].NotStatement.Statement).toEqual(path('/uploads/', 'STARTS_WITH'));
  });

  test('can be of the group against SQL injection', () => {
    const rules = rulesOf(aclOf({ ruleExceptions: { SQLi_BODY: ['/search'] } }));

    expect(rules.CommonRules.Statement.ManagedRuleGroupStatement.RuleActionOverrides).toBeUndefined();
    expect(rules.SqlInjection.Statement.ManagedRuleGroupStatement.RuleActionOverrides).toHaveLength(1);
    expect(rules['SQLi_BODY-OnOtherPaths'].Statement.AndStatement.Statements[0].LabelMatchStatement.Key).toBe(
      'awswaf:managed:aws:sql-database:SQLi_Body',
    );
  });

  test('is the same in whatever order a map comes', () => {
    const { SizeRestrictions_BODY, CrossSiteScripting_BODY } = EVERYTHING.ruleExceptions!;
    const turned = { CrossSiteScripting_BODY, SizeRestrictions_BODY: [...SizeRestrictions_BODY].reverse() };

    expect(aclOf({ ...EVERYTHING, ruleExceptions: turned })).toEqual(full);
  });
});

describe('ET9 behind another CDN', () => {
  const { clientAddressHeader } = ExternalEdge.cloudflare();
  const behind = (props: Partial<EdgeFirewallProps>) => rulesOf(aclOf({ clientAddressHeader, ...props }));
  const forwarded = { HeaderName: 'CF-Connecting-IP', FallbackBehavior: 'MATCH' };

  test('rate limit and countries go by the address of the client, and reputation, which cannot, is left out', () => {
    const { Countries, RateLimit, IpReputation } = behind({ blockedCountries: ['KP'] });

    expect(RateLimit.Statement.RateBasedStatement).toMatchObject({
      AggregateKeyType: 'FORWARDED_IP',
      ForwardedIPConfig: forwarded,
    });
    expect(Countries.Statement.GeoMatchStatement.ForwardedIPConfig).toEqual(forwarded);
    expect(IpReputation).toBeUndefined();
  });

  test('an address that is none passes no list of allowed countries', () => {
    const { Statement } = behind({ allowedCountries: ['SG'] }).Countries.Statement.NotStatement;

    expect(Statement.GeoMatchStatement.ForwardedIPConfig).toEqual({ ...forwarded, FallbackBehavior: 'NO_MATCH' });
  });

  test('log queries go by the address of the client', () => {
    const firewall = firewallIn(workloadStack(), { clientAddressHeader });
    const [, clients] = firewall.logQueries;

    expect(clients.commands[0]).toBe('parse @message /(?i)"name":"CF-Connecting-IP","value":"(?<client>[^"]+)"/');
    expect(firewallIn(workloadStack()).logQueries[1].commands[0]).toBe('fields httpRequest.clientIp as client');
  });
});

describe('PC8 the capacity', () => {
  const capacityOf = (props: Partial<EdgeFirewallProps>, stack = workloadStack()) => firewallIn(stack, props).capacity;
  const paths = (count: number) => Array.from({ length: count }, (_, index) => `/path${index}`);

  test('is the sum of what AWS documents for each rule', () => {
    expect(capacityOf({})).toBe(25 + 2 + 700 + 200 + 200);
    expect(capacityOf(EVERYTHING)).toBe(1127 + 1 + (1 + 22) + (1 + 2 * 22) + 50);
  });

  test('is noted where AWS charges extra', () => {
    const notesOf = (count: number) => {
      const firewall = firewallIn(workloadStack(), { ruleExceptions: { SizeRestrictions_BODY: paths(count) } });
      return firewall.node.metadata.filter(({ type }) => type === 'aws:cdk:info').map(({ data }) => data);
    };

    expect(notesOf(16)).toEqual([]);
    expect(notesOf(17)).toEqual(['1502 web ACL capacity units: AWS WAF charges extra per request above 1500.']);
  });

  test('is refused where no web ACL can have it', () => {
    const ruleExceptions = { SizeRestrictions_BODY: paths(177) };

    expect(() => capacityOf({ ruleExceptions })).toThrowProblem(
      'firewall/too-much-capacity',
      'ruleExceptions',
      '5022 web ACL capacity units',
      'Web/Firewall',
    );
    expect(capacityOf({ ruleExceptions: { SizeRestrictions_BODY: paths(176) } })).toBe(5000);
  });
});
