import { App, Fn, NestedStack, Size, Stack, Stage } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { EdgeFirewall, EdgeFirewallProps, FirewallMode, FirewallScope } from '../../src/edge';
import { ResourceGate } from '../../src/gate';
import { ApiExposure, ExternalEdge } from '../../src/service';
import { apiIn } from '../support/api';
import { EDGE, lambdasIn, newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { EVERYTHING, firewallIn } from '../support/firewall';
import { deployable } from '../support/gated';
import { sharedIn } from '../support/shared';
import { siteIn } from '../support/site';
import { webAclIn } from '../support/web-acl';

const WEB_ACL = 'AWS::WAFv2::WebACL';
const { COUNT, BLOCK } = FirewallMode;
const { CLOUDFRONT, REGIONAL } = FirewallScope;

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

  test('has a log and metrics of its own there, beside that of a stack of the same name in another region', () => {
    const app = newApp();
    const edgeStack = new Stack(app, 'OurEdge', { env: EDGE });
    const acls = ['eu-central-1', 'ap-southeast-1'].map((region) => {
      const stack = new Stack(app, `Web-${region}`, { stackName: 'Web', env: { ...EDGE, region } });
      const { logQueries, graphDefinitions } = firewallIn(stack, { scope: CLOUDFRONT, edgeStack });
      return { logs: logQueries[0].logGroupName, metrics: graphDefinitions[0].metrics[0] as Metric };
    });
    const names = resourcesOf(edgeStack, 'AWS::Logs::LogGroup').map(({ Properties }) => Properties.LogGroupName);

    expect(new Set(names).size).toBe(2);
    expect(edgeStack.resolve(acls.map(({ logs }) => logs))).toEqual(names);
    expect(new Set(acls.map(({ metrics }) => metrics.dimensions?.WebACL)).size).toBe(2);
  });

  test('inspects as much of a body as is asked for', () => {
    const { webAcl } = sited(workloadStack(), { bodyInspectionLimit: Size.kibibytes(32) }).firewall;

    expect(resourcesOf(Stack.of(webAcl), WEB_ACL)[0].Properties.AssociationConfig).toEqual({
      RequestBody: { CLOUDFRONT: { DefaultSizeInspectionLimit: 'KB_32' } },
    });
  });

  test('changes in place by all that can be asked for: what a site reads stays', () => {
    const before = sited(workloadStack()).webAclId;

    expect(sited(workloadStack(), { ...EVERYTHING, mode: COUNT, rateLimit: 10 }).webAclId).toEqual(before);
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
