import { Duration, Stack } from 'aws-cdk-lib';
import { ApplicationProtocol, SslPolicy } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ApiDomain, ApiExposure, ApiRouting } from '../../../../src/service';
import {
  apiDomainIn,
  apiStack,
  changesBetween,
  propertiesOf,
  rulesOf,
  runningApi,
  watchIn,
} from '../../../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../../../support/cloud';
import { behind, sharedIn } from '../../../support/shared';

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

const plain = apiStack();
const routing = ApiRouting.paths(['/api/*', '/api', '/api']);
const byPath = apiStack({ routing });
const routeOf = (stack: Stack) => propertiesOf(stack, RULE, 'ApiRoute');
const drainOf = (stack: Stack) => {
  const attributes: any[] = propertiesOf(stack, TARGETS).TargetGroupAttributes;
  return attributes.find(({ Key }) => Key === 'deregistration_delay.timeout_seconds').Value;
};

test('RB3a HTTPS is spoken on 443 with the certificate, by TLS 1.3, and 1.2 with forward secrecy and authenticated ciphers', () => {
  expect(propertiesOf(plain, LISTENER, 'ApiHttps')).toMatchObject({
    Port: 443,
    Protocol: 'HTTPS',
    SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
    Certificates: [{ CertificateArn: { Ref: expect.stringMatching(/^ApiCertificate/) } }],
    DefaultActions: NOT_FOUND, // to a host that it does not know
  });
});

test('RB3a port 80 leads the host to HTTPS for good, and nothing else listens', () => {
  expect(propertiesOf(plain, LISTENER, 'ApiHttp1')).toMatchObject({ Port: 80, DefaultActions: NOT_FOUND });
  expect(propertiesOf(plain, RULE, 'ApiRedirect')).toMatchObject({
    ListenerArn: { Ref: expect.stringMatching(/^ApiHttp[^s]/) },
    Conditions: [HOST],
    Actions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } }],
  });
  expect(resourcesOf(plain, LISTENER)).toHaveLength(2);
});

test('RB3b the whole host reaches the tasks by default', () => {
  expect(routeOf(plain)).toMatchObject({ Conditions: [HOST], Actions: FORWARD });
  expect(resourcesOf(plain, RULE)).toHaveLength(2);
});

test('RB3c by path the paths of the host alone reach the tasks, and everything else, /health included, gets 404', () => {
  const paths = { Field: 'path-pattern', PathPatternConfig: { Values: ['/api', '/api/*'] } };

  expect(routeOf(byPath)).toMatchObject({ Conditions: [HOST, paths], Actions: FORWARD });
});

test('RB3c by path nothing but the rule is another than for the whole host: health checks go straight to the task', () => {
  expect(changesBetween(plain, byPath)).toEqual([expect.stringMatching(/^ApiRoute/)]);
});

test('RB3a targets are tasks by their address, asked for GET /health every 15 seconds with 5 to answer', () => {
  expect(propertiesOf(plain, TARGETS)).toMatchObject({
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
  expect(drainOf(plain)).toBe('60');
});

test('RB3b host, TLS, health check and time to finish are those that the team names', () => {
  const stack = workloadStack();
  const healthCheck = { path: '/ready', interval: Duration.seconds(30), timeout: Duration.seconds(10) };
  const domain = apiDomainIn(stack, 'API2.Bank.Example');
  apiStack({ domain, healthCheck, sslPolicy: SslPolicy.TLS13_13, requestTimeout: Duration.seconds(300) }, stack);

  expect(routeOf(stack).Conditions).toEqual([
    { Field: 'host-header', HostHeaderConfig: { Values: ['api2.bank.example'] } },
  ]);
  expect(propertiesOf(stack, LISTENER, 'ApiHttps').SslPolicy).toBe('ELBSecurityPolicy-TLS13-1-3-2021-06');
  expect(propertiesOf(stack, TARGETS)).toMatchObject({
    HealthCheckPath: '/ready',
    HealthCheckIntervalSeconds: 30,
    HealthCheckTimeoutSeconds: 10,
  });
  expect(drainOf(stack)).toBe('300');
});

test('RB3a targets of a private load balancer are others than of a public one, since the old one stays for a while', () => {
  const idsIn = (stack: Stack) => {
    const { Resources } = templateOf(stack);
    return Object.keys(Resources).filter((id) => Resources[id].Type === TARGETS);
  };

  expect(idsIn(plain)).toEqual([expect.stringMatching(/^ApiTargets/)]);
  expect(idsIn(apiStack({ exposure: ApiExposure.ranges(['203.0.113.0/24']) }))).toEqual(idsIn(plain));
  expect(idsIn(apiStack({ exposure: ApiExposure.withinVpc() }))).toEqual([expect.stringMatching(/^ApiPrivateTargets/)]);
});

describe('names that redirect', () => {
  const stack = workloadStack();
  const dns = apiDomainIn(stack).dns!;
  const domain = ApiDomain.inZone(dns, 'app.bank.example', { redirectFrom: ['www.bank.example', 'bank.example'] });
  apiStack({ domain }, stack);
  const rules = resourcesOf(stack, RULE).map(({ Properties }) => Properties);

  test('ET5 each is led to the name by HTTPS and HTTP, path and query kept, with a priority that follows from it', () => {
    const redirects = rules.filter(({ Actions }) => Actions[0].RedirectConfig?.Host === 'app.bank.example');

    expect(redirects.map(({ Conditions }) => Conditions[0].HostHeaderConfig.Values)).toEqual([
      ['bank.example'],
      ['www.bank.example'],
      ['bank.example'],
      ['www.bank.example'],
    ]);
    expect(redirects[0].Actions).toEqual([
      {
        Type: 'redirect',
        RedirectConfig: { Host: 'app.bank.example', Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
      },
    ]);
    expect(redirects[0].Priority).toBe(redirects[2].Priority);
    expect(redirects[0].Priority).not.toBe(redirects[1].Priority);
  });

  test('each has an alias record, and is in the certificate', () => {
    const certificate = propertiesOf(stack, 'AWS::CertificateManager::Certificate');
    const records = resourcesOf(stack, 'AWS::Route53::RecordSet').map(({ Properties }) => Properties.Name);

    expect(records).toEqual(['app.bank.example.', 'bank.example.', 'www.bank.example.']);
    expect(certificate).toMatchObject({
      DomainName: 'app.bank.example',
      SubjectAlternativeNames: ['bank.example', 'www.bank.example'],
    });
  });
});

test('a load balancer that CloudFront alone reaches does not listen on port 80', () => {
  const stack = apiStack({ exposure: ApiExposure.cloudFront(), loadBalancerSubnets: undefined });

  expect(resourcesOf(stack, LISTENER).map(({ Properties }) => Properties.Port)).toEqual([443]);
});

describe('PC23 TLS to the targets', () => {
  const targetProtocol = ApplicationProtocol.HTTPS;
  const own = apiStack({ targetProtocol });
  const shared = sharedIn();
  const behindShared = Stack.of(behind(shared, 'app.bank.example', { targetProtocol }));

  test.each([
    ['own', own],
    ['shared', behindShared],
  ])('is spoken for requests and health checks behind a load balancer of its %s', (_, stack) => {
    const { Protocol, Port, HealthCheckProtocol } = propertiesOf(stack, TARGETS);
    expect([Protocol, Port, HealthCheckProtocol]).toEqual(['HTTPS', 443, 'HTTPS']);
  });

  test('reaches the tasks on their port, and changes nothing but the target group', () => {
    expect(rulesOf(own, 'Ingress')).toEqual([[9000, 9000]]);
    expect(changesBetween(plain, own)).toEqual([expect.stringMatching(/^ApiTargets/)]);
  });

  test('is another target group in the metrics that other stacks watch', () => {
    const namesOf = (protocol: ApplicationProtocol) => {
      const app = newApp();
      const api = runningApi({ targetProtocol: protocol }, workloadStack(app));
      const watching = templateOf(watchIn(app, api.alarmDefinitions));
      return JSON.stringify(watching).match(/TargetGroupFullName\w+/)![0];
    };
    expect(namesOf(ApplicationProtocol.HTTPS)).not.toBe(namesOf(ApplicationProtocol.HTTP));
  });
});
