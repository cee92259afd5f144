import { App } from 'aws-cdk-lib';
import { context } from '../../examples/expense-tracker/cdk.json';
import { launchPhaseOf } from '../../examples/shared/launch-phase';
import { requireExample } from '../support/example';
import { inOneOrder } from '../support/snapshots';
import { columnOf, countedIn } from '../support/systems-page';

jest.setTimeout(30_000);

/** The app as the CDK CLI runs it, under the flags of its cdk.json. */
const { app } = requireExample('expense-tracker', context);
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

/** Environment of the function whose id begins with this. */
function environmentOf(stack: string, name: string): Record<string, any> {
  const all = Object.entries(resourcesOf(stack, 'Lambda::Function'));
  return all.find(([id]) => id.startsWith(name))![1].Environment.Variables;
}

/** Names of the logins that a container gets. */
function loginsOf({ Secrets }: Record<string, any>): string[] {
  const names: string[] = Secrets.map(({ Name }: { Name: string }) => Name);
  return names.filter((name) => /DB_/.test(name)).sort();
}

describe('examples/expense-tracker', () => {
  test('LB4 its templates are what was read by eye', () => {
    expect(inOneOrder(templates)).toMatchSnapshot();
  });

  test('it has what docs/systems.md counts', () => {
    expect(columnOf('expense tracker')).toEqual(countedIn(assembly.stacksRecursively));
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

  test('ET6a the owner logs in for the migration alone: services and functions are `app`, the worker is `rates`', () => {
    const secrets = {
      web: containerOf('web', 'Web'),
      auth: containerOf('web', 'Auth'),
      task: containerOf('web', 'Migration'),
    };
    const owner = ['APP_DB_PASSWORD', 'APP_DB_USER', 'DB_PASSWORD', 'DB_USER', 'RATES_DB_PASSWORD', 'RATES_DB_USER'];
    expect(loginsOf(secrets.web)).toEqual(['DB_PASSWORD', 'DB_USER']);
    expect(loginsOf(secrets.auth)).toEqual(['DB_PASSWORD', 'DB_USER']);
    expect(loginsOf(secrets.task)).toEqual(owner);
    const loginOf = (stack: string, name: string) => {
      const { OutputName } = environmentOf(stack, name).DB_PASSWORD_SECRET_ARN['Fn::GetStackOutput'];
      return JSON.stringify(templates.database.Outputs[OutputName].Value);
    };
    expect(['Check', 'Sql'].map((name) => loginOf('machine', name))).toEqual(
      Array(2).fill(expect.stringContaining('Usersapp')),
    );
    expect(loginOf('rates', 'Rates')).toContain('Usersrates');
  });

  test('ET6b a release migrates before it rolls, by the image that it rolls', () => {
    expect(containerOf('web', 'Migration')).toMatchObject({ Command: ['./migrate/migrate.sh'] });
    expect(JSON.stringify(containerOf('web', 'Migration').Image)).toContain('tracker-web:live-next');
    expect(JSON.stringify(containerOf('web', 'Web').Image)).toContain('tracker-web:live');
  });

  test('ET2c ET3 functions are in the app subnets of the VPC, with a way out', () => {
    const functions = [
      ...Object.values(resourcesOf('machine', 'Lambda::Function')),
      ...Object.values(resourcesOf('rates', 'Lambda::Function')),
    ];
    expect(functions).toHaveLength(4);
    for (const { VpcConfig } of functions) {
      expect(JSON.stringify(VpcConfig.SubnetIds)).toMatch(/AppSubnet1.*AppSubnet2/);
    }
    expect(Object.keys(resourcesOf('network', 'EC2::NatGateway'))).toHaveLength(1);
    expect(JSON.parse(environmentOf('rates', 'Rates').RATE_SOURCES)).toMatchObject({
      ECB: expect.stringContaining('ecb.europa.eu'),
    });
  });

  test('ET4b ET4c ET4d the login service is a second service; both know the user pool, and the cookie is of the base domain', () => {
    const modeOf = (service: string) =>
      containerOf('web', service).Environment.find(({ Name }: any) => Name === 'AUTH_MODE');
    expect(['Web', 'Auth'].map(modeOf)).toEqual(Array(2).fill({ Name: 'AUTH_MODE', Value: 'cognito' }));
    expect(JSON.stringify(templates.settings)).toContain('"tracker.example"');
    expect(JSON.stringify(templates['load-balancer'])).not.toContain('authenticate-cognito');
  });

  test('ET2d a key has 10 requests a second and 10,000 a day', () => {
    expect(Object.values(resourcesOf('machine', 'ApiGateway::UsagePlan'))).toMatchObject([
      { Throttle: { RateLimit: 10, BurstLimit: 10 }, Quota: { Limit: 10_000, Period: 'DAY' } },
    ]);
  });

  test('ET8 CI pushes images of both services, and starts the release of one', () => {
    const names = Object.values(resourcesOf('deploy', 'IAM::Role')).map(({ RoleName }) => RoleName);
    expect(names.sort()).toEqual([
      ...['tracker-auth-push-image', 'tracker-auth-roll-service'],
      ...['tracker-web-push-image', 'tracker-web-release-service'],
    ]);
  });

  test('ET7 alarms of each part have a topic', () => {
    const alarms = Object.keys(resourcesOf('watch', 'CloudWatch::Alarm')).join(' ');
    for (const part of [
      'Web',
      'Auth',
      'Migration',
      'Api',
      'Check',
      'Sql',
      'Rates',
      'Daily',
      'Users',
      'Database',
      'Firewall',
    ]) {
      expect(alarms.toLowerCase()).toContain(part.toLowerCase());
    }
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

  test('ET9 load balancer and machine API admit the ranges of Cloudflare alone', () => {
    const [{ Policy }] = Object.values(resourcesOf('machine', 'ApiGateway::RestApi'));
    expect(JSON.stringify(Policy)).toContain('173.245.48.0/20');
    const groups = Object.values(resourcesOf('load-balancer', 'EC2::SecurityGroup'));
    const ranges = groups.flatMap(({ SecurityGroupIngress = [] }) => SecurityGroupIngress.map((it: any) => it.CidrIp));

    expect(new Set(ranges).size).toBe(15);
    expect(ranges).toContain('173.245.48.0/20');
    expect(ranges).not.toContain('0.0.0.0/0');
  });

  test('ET7 ET9 one web ACL is on load balancer and machine API, and counts by the address that Cloudflare forwards', () => {
    const [firewall] = Object.values(resourcesOf('edge', 'WAFv2::WebACL'));
    const [limit] = firewall.Rules.filter(({ Statement }: any) => Statement.RateBasedStatement);

    expect(firewall.Scope).toBe('REGIONAL');
    expect(limit.Statement.RateBasedStatement.ForwardedIPConfig.HeaderName).toBe('CF-Connecting-IP');
    for (const stack of ['load-balancer', 'machine']) {
      expect(Object.keys(resourcesOf(stack, 'WAFv2::WebACLAssociation'))).toHaveLength(1);
    }
  });
});

test.each(['runing', 'constructor', ''])('the expense tracker refuses the launch phase %j', (launchPhase) => {
  const { node } = new App({ context: { launchPhase } });

  expect(() => launchPhaseOf(node)).toThrow('must be one of: not-ready, first-start, running');
});
