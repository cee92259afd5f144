import { App, Duration, Fn, NestedStack, RemovalPolicy, Size, Stack, Stage } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { EdgeFirewall, EdgeFirewallProps, FirewallMode, FirewallScope } from '../../src/edge';
import { ResourceGate } from '../../src/gate';
import { ApiExposure, ExternalEdge } from '../../src/service';
import { apiIn } from '../support/api';
import { EDGE, lambdasIn, newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { deployable } from '../support/gated';
import { sharedIn } from '../support/shared';
import { siteIn } from '../support/site';
import { webAclIn } from '../support/web-acl';

const WEB_ACL = 'AWS::WAFv2::WebACL';
const { COUNT, BLOCK } = FirewallMode;
const { CLOUDFRONT, REGIONAL } = FirewallScope;

function firewallIn(stack: Stack, props: Partial<EdgeFirewallProps> = {}, id = 'Firewall'): EdgeFirewall {
  return new EdgeFirewall(stack, id, { scope: REGIONAL, mode: BLOCK, ...props });
}

/** The web ACL in a template of its own. */
function aclOf(props: Partial<EdgeFirewallProps> = {}): any {
  const stack = workloadStack();
  firewallIn(stack, props);
  return resourcesOf(stack, WEB_ACL)[0].Properties;
}

const rulesOf = (acl: any): Record<string, any> => Object.fromEntries(acl.Rules.map((rule: any) => [rule.Name, rule]));
const statementsOf = (acl: any) => acl.Rules.map(({ Name, Statement }: any) => [Name, Statement]);
const groupsOf = (acl: any) =>
  acl.Rules.flatMap(({ Statement }: any) => Statement.ManagedRuleGroupStatement?.Name ?? []);

const usual = aclOf();
const counting = aclOf({ mode: COUNT });

/** Everything that a web ACL can have. */
const ALL: Partial<EdgeFirewallProps> = {
  botControl: true,
  blockedCountries: ['KP', 'IR', 'KP'],
  ruleExceptions: {
    SizeRestrictions_BODY: ['/uploads/*', '/api/graphql'],
    CrossSiteScripting_BODY: ['/uploads/*'],
  },
};
const full = aclOf(ALL);

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
    const actions = aclOf({ ...ALL, mode: COUNT }).Rules.map(
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
    const { SizeRestrictions_BODY, CrossSiteScripting_BODY } = ALL.ruleExceptions!;
    const turned = { CrossSiteScripting_BODY, SizeRestrictions_BODY: [...SizeRestrictions_BODY].reverse() };

    expect(aclOf({ ...ALL, ruleExceptions: turned })).toEqual(full);
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

describe('PC8 the log', () => {
  const logOf = (props: Partial<EdgeFirewallProps> = {}) => {
    const stack = workloadStack(newApp({ context: { 'rl-bank-constructs:destroyData': true } }));
    firewallIn(stack, props);
    const [[group], [logging]] = ['AWS::Logs::LogGroup', 'AWS::WAFv2::LoggingConfiguration'].map((type) =>
      resourcesOf(stack, type),
    );
    return { group, logging, stack };
  };
  const { group, logging, stack } = logOf();

  test('has a name that AWS WAF accepts, is kept for 90 days, and outlives the web ACL', () => {
    expect(group).toMatchObject({
      Properties: { LogGroupName: expect.stringMatching(/^aws-waf-logs-Web-Firewall-\w+$/), RetentionInDays: 90 },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
  });

  test('is of the web ACL, and has no policy of ours: AWS WAF adds the one that a log group can have', () => {
    expect(logging.Properties.ResourceArn).toEqual({ 'Fn::GetAtt': [expect.stringContaining('WebAcl'), 'Arn'] });
    expect(logging.Properties.LogDestinationConfigs[0]['Fn::Join'][1].at(-1)).toBe(
      `:logs:ap-southeast-1:111111111111:log-group:${group.Properties.LogGroupName}`,
    );
    expect(logging.DependsOn).toHaveLength(1);
    expect(resourcesOf(stack, 'AWS::Logs::ResourcePolicy')).toEqual([]);
  });

  test('has the requests that rules match, or all of them', () => {
    expect(logging.Properties.LoggingFilter).toEqual({
      DefaultBehavior: 'DROP',
      Filters: [
        {
          Behavior: 'KEEP',
          Requirement: 'MEETS_ANY',
          Conditions: ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'].map((Action) => ({ ActionCondition: { Action } })),
        },
      ],
    });
    expect(logOf({ logAllRequests: true }).logging.Properties.LoggingFilter).toBeUndefined();
  });

  test('and the samples have no bodies and no credentials', () => {
    const hidden = (Field: object) => ({ Field, Action: 'SUBSTITUTION' });
    const headers = { FieldType: 'SINGLE_HEADER', FieldKeys: ['authorization', 'cookie', 'x-api-key'] };

    expect(usual.DataProtectionConfig.DataProtections).toEqual([hidden({ FieldType: 'BODY' }), hidden(headers)]);
    expect(
      aclOf({ redactedHeaders: ['X-Session', 'Cookie'], redactQueryString: true }).DataProtectionConfig.DataProtections,
    ).toEqual([
      hidden({ FieldType: 'BODY' }),
      hidden({ FieldType: 'QUERY_STRING' }),
      hidden({ ...headers, FieldKeys: [...headers.FieldKeys, 'x-session'] }),
    ]);
  });

  test('has the retention that is asked for, and is deleted with both keys', () => {
    const { group: own } = logOf({ logRetention: Duration.days(365), removalPolicy: RemovalPolicy.DESTROY });

    expect([own.Properties.RetentionInDays, own.DeletionPolicy]).toEqual([365, 'Delete']);
  });
});

describe('CM1 a web ACL for distributions', () => {
  const readFrom = (StackName: string) => ({
    'Fn::GetStackOutput': {
      StackName,
      Region: 'us-east-1',
      OutputName: expect.stringMatching(/^WebAclArn[0-9a-f]{8}$/),
    },
  });

  function sited(stack: Stack, props: Partial<EdgeFirewallProps> = {}) {
    const firewall = firewallIn(stack, { scope: CLOUDFRONT, ...props });
    siteIn(stack, { webAclArn: firewall.webAclArn });
    const [{ Properties }] = resourcesOf(stack, 'AWS::CloudFront::Distribution');
    return { firewall, webAclId: Properties.DistributionConfig.WebACLId };
  }

  test.each<[place: string, stack: () => Stack, producer: string]>([
    ['a stack', workloadStack, 'Web-edge'],
    ['a Stage', () => workloadStack(new Stage(newApp(), 'Prod')), 'Prod-Web-edge'],
    ['a stack of no stated place', () => new Stack(newApp(), 'Web'), 'Web-edge'],
    ['a nested stack', () => new NestedStack(workloadStack(), 'N'), 'Web-edge'],
  ])('of %s lies in us-east-1 with its log, in a stack that is deployed first', (_, make, producer) => {
    const stack = make();
    const { firewall, webAclId } = sited(stack);
    const edge = Stack.of(firewall.webAcl);

    expect(webAclId).toEqual(readFrom(producer));
    expect(edge.region).toBe('us-east-1');
    expect((stack.nestedStackParent ?? stack).dependencies).toEqual([edge]);
    expect(resourcesOf(edge, WEB_ACL).map(({ Properties }) => Properties.Scope)).toEqual(['CLOUDFRONT']);
    expect(resourcesOf(edge, 'AWS::Logs::LogGroup')).toHaveLength(1);
    expect(resourcesOf(stack, WEB_ACL)).toEqual([]);
  });

  test('of a stack in us-east-1 lies there', () => {
    const stack = new Stack(newApp(), 'Web', { env: EDGE });

    expect(sited(stack).webAclId).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^FirewallWebAcl/), 'Arn'] });
    expect(stack.node.findAll().filter(Stack.isStack)).toEqual([stack]);
  });

  test('lies in a stack that the team has already', () => {
    const app = newApp();
    const edgeStack = new Stack(app, 'OurEdge', { env: EDGE });

    expect(sited(workloadStack(app), { edgeStack }).webAclId).toEqual(readFrom('OurEdge'));
    expect(resourcesOf(edgeStack, WEB_ACL)).toHaveLength(1);
  });

  test('inspects as much of a body as is asked for', () => {
    const { webAcl } = sited(workloadStack(), { bodyInspectionLimit: Size.kibibytes(32) }).firewall;

    expect(resourcesOf(Stack.of(webAcl), WEB_ACL)[0].Properties.AssociationConfig).toEqual({
      RequestBody: { CLOUDFRONT: { DefaultSizeInspectionLimit: 'KB_32' } },
    });
  });

  test('changes in place by all that can be asked for: what a site reads stays', () => {
    const before = sited(workloadStack()).webAclId;

    expect(sited(workloadStack(), { ...ALL, mode: COUNT, rateLimit: 10 }).webAclId).toEqual(before);
  });

  test('is needed by no function of ours', () => {
    const app = newApp();
    sited(workloadStack(app));

    expect(lambdasIn(app)).toEqual([]);
  });
});

describe('RB11a ET7 attach and detach', () => {
  /** Paths of what two templates differ in. */
  function changes(before: any, after: any, at = ''): string[] {
    const areObjects = [before, after].every((it) => typeof it === 'object' && it !== null);
    if (!areObjects) {
      return JSON.stringify(before) === JSON.stringify(after) ? [] : [at];
    }
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => changes(before[key], after[key], `${at}/${key}`));
  }
  const twice = (make: (stack: Stack, webAclArn?: string) => void) => {
    return [false, true].map((attached) => {
      const stack = workloadStack();
      const scope = make.name === 'site' ? CLOUDFRONT : REGIONAL;
      const acls = workloadStack(stack.node.root as App, 'Acls');
      const { webAclArn } = firewallIn(acls, { scope });
      make(stack, attached ? webAclArn : undefined);
      return templateOf(stack);
    });
  };

  test('change WebACLId of a distribution alone', () => {
    const [detached, attached] = twice(function site(stack, webAclArn) {
      siteIn(stack, { webAclArn });
    });

    expect(changes(detached, attached)).toEqual([
      expect.stringMatching(/^\/Resources\/SiteDistribution\w+\/Properties\/DistributionConfig\/WebACLId$/),
    ]);
  });

  test.each<[string, (stack: Stack, webAclArn?: string) => void, RegExp]>([
    ['an API', (stack, webAclArn) => apiIn(stack, { webAclArn }), /^\/Resources\/ApiWebAcl\w*$/],
    [
      'a shared load balancer',
      (stack, webAclArn) => sharedIn(stack, { webAclArn }),
      /^\/Resources\/LoadBalancerWebAcl\w*$/,
    ],
  ])('RB11b add or remove the association of the load balancer of %s alone', (_, make, expected) => {
    const [detached, attached] = twice(make);

    expect(changes(detached, attached)).toEqual([expect.stringMatching(expected)]);
  });

  test('ET7 the same web ACL protects the stage of a REST API', () => {
    const stack = workloadStack();
    const { webAclArn } = firewallIn(stack);
    const api = workloadStack(stack.node.root as App, 'Machine');
    const stage = new CfnStage(api, 'Stage', { restApiId: 'a1b2c3', stageName: 'v1' });
    const resourceArn = `arn:aws:apigateway:ap-southeast-1::/restapis/a1b2c3/stages/${stage.ref}`;
    new CfnWebACLAssociation(api, 'WebAcl', { resourceArn, webAclArn });

    expect(resourcesOf(api, 'AWS::WAFv2::WebACLAssociation')[0].Properties.WebACLArn).toEqual({
      'Fn::GetStackOutput': { StackName: 'Web', OutputName: expect.stringMatching(/^WebAclArn/) },
    });
    expect(api.dependencies).toEqual([stack]);
  });
});

describe('a web ACL of the wrong scope or region', () => {
  const acl = (scope: FirewallScope, place = workloadStack()) => firewallIn(place, { scope });

  test('is refused by a site', () => {
    const firewall = acl(REGIONAL);

    expect(() => siteIn(Stack.of(firewall), { webAclArn: firewall.webAclArn })).toThrowProblem(
      'site/not-a-global-web-acl',
      'webAclArn',
      'Web/Firewall, of scope REGIONAL',
      'Web/Site',
    );
  });

  test.each<[string, (stack: Stack, webAclArn: string) => unknown, string]>([
    ['an API', (stack, webAclArn) => apiIn(stack, { webAclArn }), 'Web/Api'],
    ['a shared load balancer', (stack, webAclArn) => sharedIn(stack, { webAclArn }), 'Web/LoadBalancer'],
  ])('is refused by %s', (_, make, path) => {
    const firewall = acl(CLOUDFRONT);

    expect(() => make(Stack.of(firewall), firewall.webAclArn)).toThrowProblem(
      'api/not-a-regional-web-acl',
      'webAclArn',
      'Web/Firewall, of scope CLOUDFRONT',
      path,
    );
  });

  test('is refused by an API of another region', () => {
    const stack = workloadStack();
    const elsewhere = new Stack(stack.node.root as App, 'Dublin', { env: { ...EDGE, region: 'eu-west-1' } });

    expect(() => apiIn(stack, { webAclArn: acl(REGIONAL, elsewhere).webAclArn })).toThrowProblem(
      'api/not-a-regional-web-acl',
      'webAclArn',
      'Dublin/Firewall, in eu-west-1',
      'Web/Api',
    );
  });

  test('is refused by a site, too, if it is one of the CDK', () => {
    const stack = workloadStack();

    expect(() => siteIn(stack, { webAclArn: webAclIn(stack).attrArn })).toThrowProblem(
      'site/not-a-global-web-acl',
      'webAclArn',
      'Web/WebAcl, of scope REGIONAL',
    );
  });

  test('is not known of a value of another app, which is let through', () => {
    expect(() => siteIn(workloadStack(), { webAclArn: Fn.importValue('acl') })).not.toThrow();
    expect(() => apiIn(workloadStack(), { webAclArn: Fn.importValue('acl') })).not.toThrow();
  });

  test('is admitted where it fits, beside an exposure to the other CDN', () => {
    const firewall = acl(REGIONAL);
    const exposure = ApiExposure.externalEdge(ExternalEdge.cloudflare());

    expect(() => apiIn(Stack.of(firewall), { webAclArn: firewall.webAclArn, exposure })).not.toThrow();
  });
});

describe('PC8 the capacity', () => {
  const capacityOf = (props: Partial<EdgeFirewallProps>, stack = workloadStack()) => firewallIn(stack, props).capacity;
  const paths = (count: number) => Array.from({ length: count }, (_, index) => `/path${index}`);

  test('is the sum of what AWS documents for each rule', () => {
    expect(capacityOf({})).toBe(25 + 2 + 700 + 200 + 200);
    expect(capacityOf(ALL)).toBe(1127 + 1 + (1 + 22) + (1 + 2 * 22) + 50);
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

test('a gate that is closed holds the web ACL and its twin back', () => {
  const app = newApp();
  const stack = workloadStack(app);
  firewallIn(stack, { scope: CLOUDFRONT });
  new ResourceGate(app, 'Gate', { scopes: [stack] });

  expect(deployable(app)).toEqual([]);
});

test('the firewall refuses what is wrong with it, and names it', () => {
  const attempt = (props: any) => expect(() => new EdgeFirewall(workloadStack(), 'Firewall', props));

  attempt({}).toThrowProblems(
    [
      ['props/missing', 'scope', undefined],
      ['props/missing', 'mode', undefined],
    ],
    'Web/Firewall',
  );
  attempt({ scope: 'GLOBAL', mode: BLOCK }).toThrowProblem('props/wrong-type', 'scope', 'GLOBAL');
  attempt({ scope: REGIONAL, mode: 'block' }).toThrowProblem('props/wrong-type', 'mode', 'block');
  attempt({ scope: REGIONAL, mode: BLOCK, rateLimit: 1 }).toThrowProblem('firewall/not-a-rate-limit', 'rateLimit', 1);
});
