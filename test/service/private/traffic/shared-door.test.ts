import { Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ApiDomain, ApiExposure, ApiRouting, LaunchPhase } from '../../../../src/service';
import { danglingIn, exportsIn, propertiesOf, rulesOf, watchIn } from '../../../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../../../support/cloud';
import { networkIn } from '../../../support/scaffold';
import { behind, serviceIn, Shared, sharedIn, SharedProps } from '../../../support/shared';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';
const CERTIFICATE = 'AWS::CertificateManager::Certificate';
const TARGETS = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const RECORD = 'AWS::Route53::RecordSet';

const fromStack = (output: string) => ({
  'Fn::GetStackOutput': {
    StackName: 'Shared',
    OutputName: expect.stringMatching(new RegExp(`^${output}[0-9a-f]{8}$`)),
  },
});
const conditionsIn = (stack: Stack) => resourcesOf(stack, RULE).map(({ Properties }) => Properties.Conditions);

describe('two services, each in a stack of its own', () => {
  const shared = sharedIn();
  const domain = ApiDomain.inZone(shared.dns, 'app.bank.example', { redirectFrom: ['bank.example'] });
  const web = behind(shared, 'app.bank.example', {
    domain,
    routing: ApiRouting.paths(['/v2/*', '/v1/*']),
    launchPhase: LaunchPhase.RUNNING,
    scaling: { maxTasks: 4, requestsPerMinute: 500 },
  });
  const auth = behind(shared, 'auth.bank.example');
  const clients = workloadStack(shared.app, 'Clients');
  const client = new SecurityGroup(clients, 'Client', { vpc: networkIn(clients).vpc });
  auth.connections.allowDefaultPortFrom(client);
  watchIn(
    shared.app,
    [...shared.loadBalancer.alarmDefinitions, ...web.alarmDefinitions].map((alarm, n) => ({ ...alarm, id: `A${n}` })),
  );

  test('the load balancer answers unknown hosts with 404, and redirects HTTP to HTTPS', () => {
    const [https, http] = resourcesOf(shared.stack, LISTENER).map(({ Properties }) => Properties);

    expect(https).toMatchObject({
      ...{ Port: 443, SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06' },
      Certificates: [{ CertificateArn: { Ref: expect.stringMatching(/^LoadBalancerCertificate/) } }],
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    });
    expect(http).toMatchObject({
      Port: 80,
      DefaultActions: [
        { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } },
      ],
    });
  });

  test('the stack of the load balancer has no rule, record or target of a service', () => {
    for (const type of [RULE, RECORD, 'AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::EC2::SecurityGroupEgress']) {
      expect(resourcesOf(shared.stack, type)).toEqual([]);
    }
  });

  test('no CloudFormation export blocks a change of the load balancer, and each reference is resolved', () => {
    expect(exportsIn(shared.app)).toEqual([]);
    expect(danglingIn(shared.app)).toEqual([]);
    expect(Stack.of(web).dependencies).toEqual([shared.stack]);
  });

  test('ET4b a service has its rules on the listener of the other stack', () => {
    const rules = resourcesOf(Stack.of(web), RULE).map(({ Properties }) => Properties);

    expect(rules.map(({ ListenerArn }) => ListenerArn)).toEqual([fromStack('ListenerArn'), fromStack('ListenerArn')]);
    expect(rules[0]).toMatchObject({
      Conditions: [
        { Field: 'host-header', HostHeaderConfig: { Values: ['app.bank.example'] } },
        { Field: 'path-pattern', PathPatternConfig: { Values: ['/v1/*', '/v2/*'] } },
      ],
      Actions: [{ Type: 'forward' }],
    });
    expect(rules[1]).toMatchObject({
      Conditions: [{ Field: 'host-header', HostHeaderConfig: { Values: ['bank.example'] } }],
      Actions: [
        {
          Type: 'redirect',
          RedirectConfig: { Host: 'app.bank.example', Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
        },
      ],
    });
  });

  test('a name under the wildcard of the load balancer gets no certificate, and another one is added', () => {
    const stack = Stack.of(web);

    expect(resourcesOf(Stack.of(auth), CERTIFICATE)).toEqual([]);
    expect(auth.certificate).toBeUndefined();
    expect(propertiesOf(stack, CERTIFICATE)).toMatchObject({ DomainName: 'bank.example' });
    expect(propertiesOf(stack, CERTIFICATE)).not.toHaveProperty('SubjectAlternativeNames');
    expect(propertiesOf(stack, 'AWS::ElasticLoadBalancingV2::ListenerCertificate')).toMatchObject({
      ListenerArn: fromStack('ListenerArn'),
    });
  });

  test('each name of a service leads to the load balancer', () => {
    const records = resourcesOf(Stack.of(web), RECORD).map(({ Properties }) => Properties);

    expect(records.map(({ Name }) => Name)).toEqual(['app.bank.example.', 'bank.example.']);
    expect(records[0].AliasTarget).toEqual({
      DNSName: { 'Fn::Join': ['', ['dualstack.', fromStack('LoadBalancerDnsName')]] },
      HostedZoneId: fromStack('LoadBalancerHostedZoneId'),
    });
  });

  test('the way from the load balancer to the tasks lies in the stack of the service, and is there before them', () => {
    const { Resources } = templateOf(Stack.of(web));
    const ofType = (type: string) => Object.keys(Resources).filter((id) => Resources[id].Type === type);
    const [egress] = ofType('AWS::EC2::SecurityGroupEgress');
    const route = ofType(RULE).find((id) => id.startsWith('ApiRoute'))!;

    expect(Resources[egress].Properties).toMatchObject({ GroupId: fromStack('SecurityGroupId'), FromPort: 9000 });
    expect(Resources[route].DependsOn).toEqual([egress]);
    expect(Resources[ofType('AWS::ECS::Service')[0]].DependsOn).toContain(route);
    expect(rulesOf(Stack.of(web), 'Ingress')).toEqual([[9000, 9000]]);
  });

  test('a name leads there once tasks answer: its records keep their ids when a service moves here', () => {
    const { Resources } = templateOf(Stack.of(web));
    const idsOf = (type: string) => Object.keys(Resources).filter((id) => Resources[id].Type === type);
    const route = idsOf(RULE).find((id) => id.startsWith('ApiRoute'))!;

    for (const id of idsOf(RECORD)) {
      expect(Resources[id].DependsOn).toEqual(expect.arrayContaining([route, ...idsOf('AWS::ECS::Service')]));
    }
  });

  test('scaling by requests names the load balancer and the target group', () => {
    const [policy] = resourcesOf(Stack.of(web), 'AWS::ApplicationAutoScaling::ScalingPolicy').filter(({ Properties }) =>
      JSON.stringify(Properties).includes('ALBRequestCountPerTarget'),
    );
    const { ResourceLabel } = policy.Properties.TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification;

    expect(ResourceLabel).toEqual({
      'Fn::Join': [
        '',
        [fromStack('LoadBalancerFullName'), '/', { 'Fn::GetAtt': [expect.any(String), 'TargetGroupFullName'] }],
      ],
    });
  });

  test('errors of a service are its own and those of connections to it, and none of the load balancer itself', () => {
    const nameOf = (id: string) => [...web.alarmDefinitions].find((alarm) => alarm.id === id)!;
    const stack = Stack.of(web);
    const metrics = JSON.stringify(stack.resolve(nameOf('ServerErrors').metric.toMetricConfig()));

    expect(metrics).toContain('HTTPCode_Target_5XX_Count');
    expect(metrics).toContain('TargetConnectionErrorCount');
    expect(metrics).not.toContain('HTTPCode_ELB_5XX_Count');
  });

  test('each alarms on the certificate that it creates', () => {
    const symptomsOf = (of: { alarmDefinitions: Array<{ id: string; symptom: string }> }) =>
      of.alarmDefinitions.filter(({ id }) => id === 'CertificateExpires').map(({ symptom }) => symptom);

    expect(symptomsOf(shared.loadBalancer)).toEqual([expect.stringContaining(' refuse *.bank.example,')]);
    expect(symptomsOf(web)).toEqual([expect.stringContaining(' refuse bank.example,')]);
    expect(symptomsOf(auth)).toEqual([]);
  });

  test('clients of a service are clients of the load balancer', () => {
    expect(propertiesOf(clients, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({
      GroupId: fromStack('SecurityGroupId'),
      FromPort: 443,
    });
  });
});

test('services in the stack of the load balancer share it, too', () => {
  const stack = workloadStack(newApp(), 'All');
  const shared = sharedIn(stack);
  serviceIn(workloadStack(shared.app, 'Other'), shared, 'auth.bank.example');
  const api = serviceIn(stack, shared, 'app.bank.example');

  expect(propertiesOf(stack, RULE)).toMatchObject({
    ListenerArn: { Ref: expect.stringMatching(/^LoadBalancerHttps/) },
  });
  expect(stack.resolve(api.loadBalancer.loadBalancerArn)).toEqual({ Ref: expect.stringMatching(/^LoadBalancer/) });
  expect(rulesOf(stack, 'Egress')).toEqual([[9000, 9000]]);
});

test('the order of the services changes no template', () => {
  const build = (names: string[]) => {
    const shared = sharedIn();
    names.forEach((name) => behind(shared, name));
    const { stacks } = shared.app.synth();
    return Object.fromEntries(stacks.map(({ stackName, template }) => [stackName, template]));
  };
  const names = ['app.bank.example', 'auth.bank.example', '*.shop.bank.example'];

  expect(build([...names].reverse())).toEqual(build(names));
});

/** A load balancer, with a service that has the paths `/v1/*` of the name. */
function sharedWith({ name }: ApiDomain): Shared {
  const shared = sharedIn();
  behind(shared, name, { routing: ApiRouting.paths(['/v1/*']) }, 'v1');
  return shared;
}

test('a service that moves to another load balancer gets another target group: it can belong to one only', () => {
  const groupOf = (loadBalancerId: string | undefined, props: SharedProps = {}) => {
    const shared = sharedIn(undefined, props, loadBalancerId);
    const api = behind(shared, 'app.bank.example', loadBalancerId === undefined ? { loadBalancer: undefined } : {});
    return Object.entries<any>(templateOf(Stack.of(api)).Resources).find(([, { Type }]) => Type === TARGETS)![0];
  };
  const groups = [
    groupOf(undefined),
    groupOf('LoadBalancer'),
    groupOf('Second'),
    groupOf('LoadBalancer', { exposure: ApiExposure.cloudFront() }),
  ];

  expect(new Set(groups).size).toBe(4);
});

describe('one name for two services', () => {
  const shared = sharedIn();
  const domain = ApiDomain.inZone(shared.dns, 'api.bank.example', { redirectFrom: ['www.bank.example'] });
  behind(shared, 'v1', { domain, routing: ApiRouting.paths(['/v1/*']) });
  const second = behind(shared, 'v2', {
    domain: ApiDomain.withSameName(domain),
    routing: ApiRouting.paths(['/v2/*']),
  });

  test('the second has its paths, and neither record nor redirect', () => {
    expect(conditionsIn(Stack.of(second))).toEqual([
      [
        { Field: 'host-header', HostHeaderConfig: { Values: ['api.bank.example'] } },
        { Field: 'path-pattern', PathPatternConfig: { Values: ['/v2/*'] } },
      ],
    ]);
    expect(resourcesOf(Stack.of(second), RECORD)).toEqual([]);
  });

  const props = { domain: ApiDomain.withSameName(domain), routing: ApiRouting.paths(['/v1/accounts']) };
  const stated = behind(shared, 'accounts', { ...props, rulePriority: 5 });

  test('paths that overlap are refused', () => {
    expect(() => behind(sharedWith(domain), 'v2', props)).toThrowProblem(
      'api/route-taken',
      'routing',
      'api.bank.example /v1/accounts',
    );
  });

  test('a stated priority says which of them wins', () => {
    expect(propertiesOf(Stack.of(stated), RULE)).toMatchObject({ Priority: 5 });
    expect(() => behind(shared, 'again', { ...props, rulePriority: 5 })).toThrowProblem(
      'api/priority-taken',
      'rulePriority',
      5,
    );
    expect(() => behind(shared, 'outside', { ...props, rulePriority: 20_000 })).toThrowProblem(
      'api/priority-outside-band',
      'rulePriority',
      20_000,
    );
  });
});

test('a name of another service must be one that a service behind the load balancer has', () => {
  const shared = sharedIn();
  const domain = ApiDomain.inZone(shared.dns, 'api.bank.example');
  const props = { domain: ApiDomain.withSameName(domain), routing: ApiRouting.paths(['/v2/*']) };
  behind(shared, 'v2', props);
  expect(() => shared.app.synth()).toThrow('api/no-service-of-name');

  const complete = sharedIn();
  behind(complete, 'v2', props);
  behind(complete, 'api.bank.example'); // later than the one that shares its name
  expect(() => complete.app.synth()).not.toThrow();
});

test('a wildcard name gets what no exact name gets, and its certificate and record', () => {
  const shared = sharedIn(undefined, {});
  const api = behind(shared, '*.shop.bank.example');
  const stack = Stack.of(api);

  expect(propertiesOf(stack, RULE).Priority).toBeGreaterThanOrEqual(45_000);
  expect(propertiesOf(stack, CERTIFICATE).DomainName).toBe('*.shop.bank.example');
  expect(propertiesOf(stack, RECORD).Name).toBe('*.shop.bank.example.');
  expect(api.url).toBe('https://*.shop.bank.example');
});
