import { Duration, Fn, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AlarmSeverity } from '../../src/core';
import {
  ApiDomain,
  ApiExposure,
  ExternalEdge,
  SharedLoadBalancer,
  SharedLoadBalancerAttributes,
} from '../../src/service';
import { certificateIn, propertiesOf } from '../support/api';
import { newApp, resourcesOf, workloadStack } from '../support/cloud';
import { networkIn } from '../support/scaffold';
import { serviceIn, Shared, sharedIn } from '../support/shared';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

describe('alarms and graphs', () => {
  const { stack, loadBalancer } = sharedIn();
  const ours = certificateIn(stack);
  const withOurs = sharedIn(undefined, { domain: ApiDomain.outsideRoute53('*.bank.example', ours) }).loadBalancer;

  test('errors of its own page, rejected connections and its own certificate open a ticket', () => {
    const said = loadBalancer.alarmDefinitions.map(({ id, severity, threshold }) => [id, severity, threshold]);

    expect(said).toEqual([
      ['LoadBalancerErrors', AlarmSeverity.PAGE, 1],
      ['ConnectionsRejected', AlarmSeverity.TICKET, 0],
      ['CertificateExpires', AlarmSeverity.TICKET, 30],
    ]);
    expect(withOurs.alarmDefinitions.map(({ id }) => id)).toEqual(['LoadBalancerErrors', 'ConnectionsRejected']);
  });

  test('its own errors are a share of all requests, without those for services that have no tasks', () => {
    const { expression, usingMetrics } = loadBalancer.metricErrorRate();

    expect(expression).toBe('IF(errors >= 5, 100 * errors / MAX([FILL(requests, 0), errors]), 0)');
    expect(usingMetrics).toMatchObject({
      errors: {
        expression: 'FILL(own, 0) - FILL(withoutTasks, 0)',
        usingMetrics: {
          own: { metricName: 'HTTPCode_ELB_5XX_Count', statistic: 'Sum' },
          withoutTasks: { metricName: 'HTTPCode_ELB_503_Count', statistic: 'Sum' },
        },
      },
      requests: { metricName: 'RequestCount', statistic: 'Sum' },
    });
  });

  test('requests for unknown hosts are drawn, and it has no log group', () => {
    const drawn = loadBalancer.graphDefinitions.flatMap(({ metrics }) => metrics as Metric[]);

    expect(drawn.map(({ metricName }) => metricName)).toContain('HTTP_Fixed_Response_Count');
    expect(loadBalancer.logQueries).toEqual([]);
  });
});

describe('the load balancer', () => {
  test('is internet-facing and protected by default, with access logs', () => {
    const { stack, loadBalancer } = sharedIn();
    const { Scheme, LoadBalancerAttributes } = propertiesOf(stack, 'AWS::ElasticLoadBalancingV2::LoadBalancer');

    expect(Scheme).toBe('internet-facing');
    expect(loadBalancer).toMatchObject({ isPublic: true, certificateNames: ['*.bank.example'] });
    expect(LoadBalancerAttributes).toEqual(
      expect.arrayContaining([
        { Key: 'deletion_protection.enabled', Value: 'true' },
        { Key: 'idle_timeout.timeout_seconds', Value: '60' },
        { Key: 'access_logs.s3.enabled', Value: 'true' },
      ]),
    );
  });

  test('CM1b admits CloudFront alone on 443, and does not listen on 80', () => {
    const network = { loadBalancerSubnets: undefined, exposure: ApiExposure.cloudFront() };
    const { stack, loadBalancer } = sharedIn(undefined, network);

    expect(loadBalancer.isPublic).toBe(false);
    expect(resourcesOf(stack, LISTENER).map(({ Properties }) => Properties.Port)).toEqual([443]);
    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroup')).not.toHaveProperty('SecurityGroupIngress');
    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({
      ...{ SourcePrefixListId: 'pl-31a34658', FromPort: 443, ToPort: 443 },
    });
  });

  test.each<[prop: string, value: unknown]>([
    ['vpc', 'vpc-1'],
    ['domain', '*.bank.example'],
    ['exposure', 'internet'],
    ['idleTimeout', 60],
    ['deletionProtection', 'no'],
    ['accessLogBucket', 'logs'],
    ['certificates', 'arn'],
  ])('%s refuses %j', (prop, value) => {
    expect(() => sharedIn(undefined, { [prop]: value })).toThrowProblem('props/wrong-type', prop, value);
  });

  test('the edge of a CDN is no exposure', () => {
    const exposure = ExternalEdge.cloudflare() as any;
    expect(() => sharedIn(undefined, { exposure })).toThrowProblem('props/wrong-type', 'exposure', 'an object');
  });

  test('refuses a certificate that its listener cannot have', () => {
    const stack = workloadStack();
    const certificates = [certificateIn(stack, 'us-east-1:111111111111')];
    expect(() => sharedIn(stack, { certificates })).toThrowProblem(
      'api/certificate-elsewhere',
      'certificates',
      certificates[0].node.path,
    );
  });

  test('refuses times and names that are not its own', () => {
    const stack = workloadStack();
    const domain = ApiDomain.outsideRoute53('*.bank.example', certificateIn(stack));
    expect(() => sharedIn(stack, { domain, idleTimeout: Duration.seconds(4001) })).toThrowProblem(
      'api/not-a-time',
      'idleTimeout',
      '4001 seconds',
    );
    const redirecting = (from: string) =>
      ApiDomain.outsideRoute53('app.bank.example', certificateIn(workloadStack()), { redirectFrom: [from] });
    expect(() => sharedIn(workloadStack(), { domain: redirecting('bank.example') })).toThrowProblem(
      'load-balancer/domain-of-service',
      'domain',
      ['app.bank.example', 'bank.example'],
    );
  });

  test('stays with its listeners when an exposure of the other kind replaces it', () => {
    const { stack } = sharedIn();
    const policies = ['AWS::ElasticLoadBalancingV2::LoadBalancer', LISTENER].flatMap((type) =>
      resourcesOf(stack, type).map(({ UpdateReplacePolicy, DeletionPolicy }) => [UpdateReplacePolicy, DeletionPolicy]),
    );

    expect(policies).toEqual([1, 2, 3].map(() => ['Retain', 'Delete']));
  });

  test('opens no connection', () => {
    const { stack, loadBalancer } = sharedIn();
    const server = new SecurityGroup(stack, 'Server', { vpc: networkIn(new Stack(stack, 'Nested')).vpc });

    expect(() => loadBalancer.connections.allowTo(server, loadBalancer.connections.defaultPort!)).toThrow(
      'load-balancer/not-a-client',
    );
  });
});

describe('a load balancer of another app', () => {
  const ARN = 'arn:aws:elasticloadbalancing:ap-southeast-1:111111111111';
  const LOAD_BALANCER = `${ARN}:loadbalancer/app/shared/50dc6c495c0c9188`;
  const HTTPS = `${ARN}:listener/app/shared/50dc6c495c0c9188/f2f7dc8efc522ab2`;
  const importedIn = (stack: Stack, attrs: Partial<SharedLoadBalancerAttributes> = {}) =>
    SharedLoadBalancer.fromSharedLoadBalancerAttributes(stack, 'Theirs', {
      vpc: networkIn(stack).vpc,
      loadBalancerArn: LOAD_BALANCER,
      listenerArn: HTTPS,
      loadBalancerDnsName: 'shared-1.elb.amazonaws.com',
      loadBalancerCanonicalHostedZoneId: 'Z1LMS91P8CMLE5',
      securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1'),
      certificateNames: ['*.bank.example'],
      ...attrs,
    });

  test('is shared by its attributes', () => {
    const stack = workloadStack();
    const shared = sharedIn(workloadStack(newApp(), 'Unused'));
    const loadBalancer = importedIn(stack);
    const { vpc } = loadBalancer;
    const api = serviceIn(stack, { ...shared, loadBalancer: loadBalancer as SharedLoadBalancer }, 'app.bank.example', {
      vpc,
    });

    expect(propertiesOf(stack, RULE)).toMatchObject({ ListenerArn: HTTPS });
    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroupEgress').GroupId).toBe('sg-1');
    expect(api.metricRequests().dimensions).toMatchObject({ LoadBalancer: 'app/shared/50dc6c495c0c9188' });
    expect(api.isPublic).toBe(true);
  });

  test('has the certificates that are named, and a service with one of them adds none', () => {
    const stack = workloadStack();
    const certificate = certificateIn(stack);
    const loadBalancer = importedIn(stack, { certificateArns: [certificate.certificateArn] }) as SharedLoadBalancer;
    const shared = { ...sharedIn(workloadStack(newApp(), 'Unused')), loadBalancer };
    const domain = ApiDomain.outsideRoute53('app.a.example', certificate);
    serviceIn(stack, shared, '', { vpc: loadBalancer.vpc, domain });

    expect(resourcesOf(stack, 'AWS::ElasticLoadBalancingV2::ListenerCertificate')).toEqual([]);
  });

  test('has its full name in metrics where only CloudFormation knows the ARN', () => {
    const stack = workloadStack();
    const { loadBalancerFullName } = importedIn(stack, { loadBalancerArn: Fn.importValue('Arn') });
    const part = (n: number) => ({ 'Fn::Select': [n, { 'Fn::Split': ['/', { 'Fn::ImportValue': 'Arn' }] }] });

    expect(stack.resolve(loadBalancerFullName)).toEqual({ 'Fn::Join': ['', [part(1), '/', part(2), '/', part(3)]] });
  });

  test.each<[prop: 'loadBalancerArn' | 'listenerArn', value: string, code: string]>([
    ['loadBalancerArn', LOAD_BALANCER.replace('/app/', '/net/'), 'load-balancer/not-an-arn'],
    ['loadBalancerArn', LOAD_BALANCER.replace(/[^/]+$/, ''), 'load-balancer/not-an-arn'],
    ['loadBalancerArn', HTTPS, 'load-balancer/not-an-arn'],
    ['loadBalancerArn', LOAD_BALANCER.replace('ap-southeast-1', 'eu-west-1'), 'load-balancer/arn-elsewhere'],
    ['loadBalancerArn', LOAD_BALANCER.replace('111111111111', '222222222222'), 'load-balancer/arn-elsewhere'],
    ['listenerArn', LOAD_BALANCER, 'load-balancer/not-an-arn'],
    ['listenerArn', HTTPS.replace('111111111111', '222222222222'), 'load-balancer/arn-elsewhere'],
    ['listenerArn', HTTPS.replace('/shared/', '/other/'), 'load-balancer/listener-of-another'],
  ])('%s refuses %s', (prop, value, code) => {
    expect(() => importedIn(workloadStack(), { [prop]: value })).toThrowProblem(code, prop, value);
  });
});
