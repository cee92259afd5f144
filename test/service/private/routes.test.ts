import { Duration, Stack } from 'aws-cdk-lib';
import { SslPolicy } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ApiExposure, ApiRouting } from '../../../src/service';
import { apiDomainIn, apiIn, ApiProps, propertiesOf } from '../../support/api';
import { resourcesOf, templateOf, workloadStack } from '../../support/cloud';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';
const TARGETS = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const NOT_FOUND = [
  {
    Type: 'fixed-response',
    FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain', MessageBody: 'Not found' },
  },
];
const FORWARD = [{ Type: 'forward', TargetGroupArn: { Ref: expect.stringMatching(/^Api(Private)?Targets/) } }];
const HOST = { Field: 'host-header', HostHeaderConfig: { Values: ['api.bank.example'] } };

const stackWith = (props: ApiProps = {}) => {
  const stack = workloadStack();
  apiIn(stack, props);
  return stack;
};
const httpsOf = (stack: Stack) => propertiesOf(stack, LISTENER, 'ApiHttps');
const routeOf = (stack: Stack) => propertiesOf(stack, RULE, 'ApiRoute');
const targetsOf = (stack: Stack) => propertiesOf(stack, TARGETS);

describe('RB3a HTTPS', () => {
  test('is spoken on 443 with the certificate, and 80 leads the host there for good', () => {
    const stack = stackWith();

    expect(httpsOf(stack)).toMatchObject({
      Port: 443,
      Protocol: 'HTTPS',
      Certificates: [{ CertificateArn: { Ref: expect.stringMatching(/^ApiCertificate/) } }],
    });
    expect(propertiesOf(stack, RULE, 'ApiRedirect')).toMatchObject({
      ListenerArn: { Ref: expect.stringMatching(/^ApiHttp[^s]/) },
      Conditions: [HOST],
      Actions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } }],
    });
  });

  test('takes TLS 1.3, and 1.2 with forward secrecy and authenticated ciphers', () => {
    expect(httpsOf(stackWith()).SslPolicy).toBe('ELBSecurityPolicy-TLS13-1-2-Res-2021-06');
  });

  test('takes the policy that the team chooses', () => {
    expect(httpsOf(stackWith({ sslPolicy: SslPolicy.TLS13_13 })).SslPolicy).toBe('ELBSecurityPolicy-TLS13-1-3-2021-06');
  });

  test('has nothing else listen', () => {
    const listeners = resourcesOf(stackWith(), LISTENER).map(({ Properties }) => [
      Properties.Port,
      Properties.Protocol,
    ]);

    expect(listeners).toEqual([
      [443, 'HTTPS'],
      [80, 'HTTP'],
    ]);
  });
});

test.each(['ApiHttps', 'ApiHttp1'])(
  'a host that %s does not know gets 404, by the load balancer itself',
  (listener) => {
    expect(propertiesOf(stackWith(), LISTENER, listener).DefaultActions).toEqual(NOT_FOUND);
  },
);

test('RB3b the whole host reaches the tasks by default', () => {
  const stack = stackWith();

  expect(routeOf(stack)).toMatchObject({ Conditions: [HOST], Actions: FORWARD });
  expect(resourcesOf(stack, RULE)).toHaveLength(2);
});

test('RB3b the host is the one of the domain', () => {
  const stack = workloadStack();
  apiIn(stack, { domain: apiDomainIn(stack, 'API2.Bank.Example') });

  expect(routeOf(stack).Conditions).toEqual([
    { Field: 'host-header', HostHeaderConfig: { Values: ['api2.bank.example'] } },
  ]);
});

describe('RB3c by path', () => {
  const routing = ApiRouting.paths(['/api/*', '/api', '/api']);

  test('the paths of the host alone reach the tasks, and everything else, /health included, gets 404', () => {
    const stack = stackWith({ routing });
    const paths = { Field: 'path-pattern', PathPatternConfig: { Values: ['/api', '/api/*'] } };

    expect(routeOf(stack)).toMatchObject({ Conditions: [HOST, paths], Actions: FORWARD });
    expect(httpsOf(stack).DefaultActions).toEqual(NOT_FOUND);
    expect(resourcesOf(stack, RULE).filter(({ Properties }) => Properties.Actions[0].Type === 'forward')).toHaveLength(
      1,
    );
  });

  test('the check of the targets works all the same: it goes straight to the task', () => {
    expect(targetsOf(stackWith({ routing }))).toMatchObject({ HealthCheckPath: '/health', Port: 80 });
  });

  test('nothing but the rule is another than for the whole host', () => {
    const { Resources: whole } = templateOf(stackWith());
    const { Resources: byPath } = templateOf(stackWith({ routing }));
    const changed = Object.keys(byPath).filter((id) => JSON.stringify(byPath[id]) !== JSON.stringify(whole[id]));

    expect(changed).toEqual([expect.stringMatching(/^ApiRoute/)]);
    expect(Object.keys(whole)).toEqual(Object.keys(byPath));
  });
});

describe('RB3a targets', () => {
  test('are tasks by their address, asked for GET /health every 15 seconds with 5 to answer', () => {
    expect(targetsOf(stackWith())).toMatchObject({
      TargetType: 'ip',
      Protocol: 'HTTP',
      Port: 80,
      HealthCheckPath: '/health',
      HealthCheckIntervalSeconds: 15,
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 3,
      Matcher: { HttpCode: '200' },
    });
  });

  test('are asked as the team says', () => {
    const healthCheck = { path: '/ready', interval: Duration.seconds(30), timeout: Duration.seconds(10) };

    expect(targetsOf(stackWith({ healthCheck }))).toMatchObject({
      HealthCheckPath: '/ready',
      HealthCheckIntervalSeconds: 30,
      HealthCheckTimeoutSeconds: 10,
    });
  });

  test.each([
    [undefined, '60'],
    [Duration.seconds(300), '300'],
  ])('that leave may finish what they have: %s', (longestRequest, expected) => {
    expect(targetsOf(stackWith({ longestRequest })).TargetGroupAttributes).toContainEqual({
      Key: 'deregistration_delay.timeout_seconds',
      Value: expected,
    });
  });

  test('of a private load balancer are others than of a public one, since the old one stays for a while', () => {
    const idsWith = (exposure: ApiExposure) => {
      const { Resources } = templateOf(stackWith({ exposure }));
      return Object.keys(Resources).filter((id) => Resources[id].Type === TARGETS);
    };

    expect(idsWith(ApiExposure.internet())).toEqual([expect.stringMatching(/^ApiTargets/)]);
    expect(idsWith(ApiExposure.ranges(['203.0.113.0/24']))).toEqual(idsWith(ApiExposure.internet()));
    expect(idsWith(ApiExposure.withinVpc())).toEqual([expect.stringMatching(/^ApiPrivateTargets/)]);
  });
});
