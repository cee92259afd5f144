import { App } from 'aws-cdk-lib';
import { context } from '../../examples/expense-tracker/cdk.json';
import { launchPhaseOf } from '../../examples/expense-tracker/launch-phase';

jest.setTimeout(30_000);

/** The app as the CDK CLI runs it, under the flags of its cdk.json. */
process.env.CDK_CONTEXT_JSON = JSON.stringify(context);
const { app } = jest.requireActual<{ app: App }>('../../examples/expense-tracker/app');
delete process.env.CDK_CONTEXT_JSON;
const assembly = app.synth();
const templates: Record<string, any> = Object.fromEntries(
  assembly.stacks.map(({ stackName, template: { Rules: _rules, Parameters: _parameters, ...ours } }) => [
    stackName.replace('tracker-', ''),
    ours,
  ]),
);

/** Properties of the resources of a type in a stack, by logical ids without their hashes. */
function resourcesOf(stack: string, type: string): Record<string, any> {
  const all = Object.entries<any>(templates[stack].Resources).filter(([, { Type }]) => Type === `AWS::${type}`);
  return Object.fromEntries(all.map(([id, { Properties }]) => [id.replace(/[0-9A-F]{8}$/, ''), Properties]));
}

/** The first container of the task definition whose id begins with this. */
function containerOf(stack: string, service: string): Record<string, any> {
  const all = Object.entries(resourcesOf(stack, 'ECS::TaskDefinition'));
  return all.find(([id]) => id.startsWith(service))![1].ContainerDefinitions[0];
}

/** Names of the secrets that a container gets. */
function secretsOf({ Secrets }: Record<string, any>): string[] {
  return Secrets.map(({ Name }: { Name: string }) => Name).sort();
}

/** The templates with the keys of hidden expressions of dashboards in one order: it differs between releases of the CDK. */
function inOneOrder(all: object): object {
  const text = JSON.stringify(all);
  return JSON.parse(text.replace(/(\\"visible\\":false),(\\"expression\\":\\"[^"]*\\")/g, '$2,$1'));
}

describe('examples/expense-tracker', () => {
  test('LB4 its templates are what was read by eye', () => {
    expect(inOneOrder(templates)).toMatchSnapshot();
  });

  test('it is synthesized without an AWS account: nothing is looked up', () => {
    expect(assembly.manifest.missing).toBeUndefined();
  });

  test('ET1 ECS and load balancer ask for /api/live, which needs no database', () => {
    for (const service of ['Web', 'Auth']) {
      const { HealthCheck } = containerOf('web', service);
      expect(JSON.stringify(HealthCheck?.Command ?? '/api/live')).toContain('/api/live');
    }
    const groups = Object.values(resourcesOf('web', 'ElasticLoadBalancingV2::TargetGroup'));
    expect(groups.map(({ HealthCheckPath }) => HealthCheckPath)).toEqual(['/api/live', '/api/live']);
    expect(resourcesOf('database', 'RDS::DBInstance')).toMatchObject({ Database: { EngineVersion: /^18/ } });
  });

  test('ET5 the root redirects to the app by a rule of the load balancer', () => {
    const rules = Object.values(resourcesOf('web', 'ElasticLoadBalancingV2::ListenerRule'));
    const [redirect] = rules.filter(({ Actions }) => Actions[0].Type === 'redirect');

    expect(redirect.Conditions).toEqual([{ Field: 'host-header', HostHeaderConfig: { Values: ['tracker.example'] } }]);
    expect(redirect.Actions[0].RedirectConfig).toMatchObject({ Host: 'app.tracker.example', StatusCode: 'HTTP_301' });
  });

  test('ET6a services log in as `app`, the worker as `rates`, and the owner of the database is of no service', () => {
    const users = Object.keys(resourcesOf('database', 'SecretsManager::Secret'));
    expect(users.map((id) => /Users(\w+)Secret/.exec(id)?.[1]).sort()).toEqual(['app', 'rates']);
    expect(secretsOf(containerOf('web', 'Web'))).toEqual(['DB_PASSWORD', 'DB_USER', 'SESSION_KEY']);
    expect(secretsOf(containerOf('rates', 'Rates'))).toEqual(['DB_PASSWORD', 'DB_USER']);
  });

  test('ET9 nothing is of Route 53 or validated by a deployment: the certificate exists', () => {
    const types = Object.values(templates).flatMap(({ Resources }) =>
      Object.values<any>(Resources).map((it) => it.Type),
    );

    expect(types.filter((type) => /Route53|CertificateManager/.test(type))).toEqual([]);
    const listeners = Object.values(resourcesOf('load-balancer', 'ElasticLoadBalancingV2::Listener'));
    const certificates = listeners.flatMap(({ Certificates = [] }) => Certificates);
    expect(certificates).toEqual([
      { CertificateArn: expect.stringMatching(/^arn:aws:acm:eu-central-1:1{12}:certificate/) },
    ]);
  });

  test('ET9 the load balancer admits the ranges of Cloudflare alone', () => {
    const groups = Object.values(resourcesOf('load-balancer', 'EC2::SecurityGroup'));
    const ranges = groups.flatMap(({ SecurityGroupIngress = [] }) => SecurityGroupIngress.map((it: any) => it.CidrIp));

    expect(new Set(ranges).size).toBe(15);
    expect(ranges).toContain('173.245.48.0/20');
    expect(ranges).not.toContain('0.0.0.0/0');
  });

  test('ET7 ET9 one web ACL is on the load balancer, and counts by the address that Cloudflare forwards', () => {
    const [firewall] = Object.values(resourcesOf('edge', 'WAFv2::WebACL'));
    const [limit] = firewall.Rules.filter(({ Statement }: any) => Statement.RateBasedStatement);

    expect(firewall.Scope).toBe('REGIONAL');
    expect(limit.Statement.RateBasedStatement.ForwardedIPConfig.HeaderName).toBe('CF-Connecting-IP');
    expect(Object.keys(resourcesOf('load-balancer', 'WAFv2::WebACLAssociation'))).toHaveLength(1);
  });
});

test.each(['runing', 'constructor', ''])('the expense tracker refuses the launch phase %j', (launchPhase) => {
  const { node } = new App({ context: { launchPhase } });

  expect(() => launchPhaseOf(node)).toThrow('must be one of: not-ready, first-start, running');
});
