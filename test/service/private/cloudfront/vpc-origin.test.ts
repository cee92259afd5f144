import { App, CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { Distribution, IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { IpAddresses, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { needsViewerHost } from '../../../../src/core/private/resources/viewer-host';
import { ApiDomain, ApiExposure, BankApiService, SharedLoadBalancer } from '../../../../src/service';
import { gatewayProblem } from '../../../../src/service/private/cloudfront/origin-problems';
import { apiDomainIn, apiIn } from '../../../support/api';
import { newApp, templateOf, workloadStack } from '../../../support/cloud';
import { networkIn } from '../../../support/scaffold';
import { serviceIn, sharedIn } from '../../../support/shared';

const exposure = ApiExposure.cloudFront();
const inPrivate = { exposure, loadBalancerSubnets: undefined };
const LOAD_BALANCER =
  'arn:aws:elasticloadbalancing:ap-southeast-1:111111111111:loadbalancer/app/shared/50dc6c495c0c9188';

const edgeStack = (app: App, account = '111111111111') =>
  new Stack(app, 'Edge', { env: { account, region: 'us-east-1' } });

/** A distribution with the origin, and what its template says of it. */
function served(origin: IOrigin, stack: Stack) {
  new Distribution(stack, 'Distribution', { defaultBehavior: { origin } });
  return read(stack);
}

function read(stack: Stack) {
  const resources = Object.entries<any>(templateOf(stack).Resources);
  const [[id, { Properties }]] = resources.filter(([, { Type }]) => Type === 'AWS::CloudFront::VpcOrigin');
  const [, distribution] = resources.find(([, { Type }]) => Type === 'AWS::CloudFront::Distribution')!;
  const [used] = distribution.Properties.DistributionConfig.Origins;
  return { id, name: Properties.VpcOriginEndpointConfig.Name as string, properties: Properties, used };
}

function apiBehindCloudFront(app: App, props = {}): BankApiService {
  const stack = workloadStack(app, 'Api');
  const { vpc } = networkIn(stack);
  return apiIn(stack, { vpc, exposure, domain: apiDomainIn(stack), ...props });
}

describe('CM1b the VPC origin of a service', () => {
  const app = newApp();
  const api = apiBehindCloudFront(app);
  const { id, name, properties, used } = served(api.vpcOrigin, edgeStack(app));

  test('is one, however often it is asked for', () => {
    expect(api.vpcOrigin).toBe(api.vpcOrigin);
  });

  test('leads to its load balancer in another region, by a name that its certificate has', () => {
    expect(properties.VpcOriginEndpointConfig.Arn).toEqual({
      'Fn::GetStackOutput': { StackName: 'Api', Region: 'ap-southeast-1', OutputName: expect.any(String) },
    });
    expect(used).toMatchObject({
      DomainName: 'api.bank.example',
      VpcOriginConfig: { VpcOriginId: { 'Fn::GetAtt': [id, 'Id'] }, OriginReadTimeout: 60 },
    });
    expect(needsViewerHost(api.vpcOrigin)).toBe(false);
  });

  test('has a name of the characters and the length that CloudFront takes, with the region', () => {
    expect(name).toMatch(/^[\w-]{1,64}$/);
    expect(name).toContain('us-east-1');
  });

  test('waits for an answer as long as the load balancer does, and no longer than the quota of CloudFront', () => {
    const timeoutWith = (seconds: number) => {
      const other = newApp();
      const { vpcOrigin } = apiBehindCloudFront(other, { requestTimeout: Duration.seconds(seconds) });
      return served(vpcOrigin, edgeStack(other)).used.VpcOriginConfig.OriginReadTimeout;
    };
    expect([timeoutWith(20), timeoutWith(300)]).toEqual([20, 60]);
  });

  test('does not exist without that exposure', () => {
    expect(() => apiIn(workloadStack()).vpcOrigin).toThrowProblem('api/no-vpc-origin', 'exposure', 'another exposure');
    expect(() => sharedIn().loadBalancer.vpcOrigin).toThrowProblem('api/no-vpc-origin', 'exposure', 'another exposure');
  });

  test('is refused in another account', () => {
    const other = newApp();
    const { vpcOrigin } = apiBehindCloudFront(other);
    expect(() => served(vpcOrigin, edgeStack(other, '222222222222'))).toThrowProblem(
      ...['api/vpc-origin-elsewhere', 'vpcOrigin', 'Edge'],
    );
  });
});

describe('what would change a VPC origin, which CloudFront refuses, makes another', () => {
  const made = (change: (stack: Stack, api: BankApiService) => void) => {
    const app = newApp();
    const [api, stack] = [apiBehindCloudFront(app), edgeStack(app)];
    change(stack, api);
    return served(api.vpcOrigin, stack);
  };
  const before = made(() => {});

  test.each<[string, (stack: Stack, api: BankApiService) => void]>([
    ['a tag of its stack, which CloudFormation hands on', (stack) => stack.tags.setTag('team', 'web')],
    [
      'another load balancer',
      ({}, api) => (api.loadBalancer.node.defaultChild as CfnResource).overrideLogicalId('Other'),
    ],
  ])('%s', (_, change) => {
    const after = made(change);

    expect(after.id).not.toBe(before.id);
    expect(after.name).not.toBe(before.name);
  });

  test('and it has no tags of its own', () => {
    expect(before.properties).toEqual({ VpcOriginEndpointConfig: expect.any(Object) });
  });
});

describe('behind a shared load balancer', () => {
  const shared = sharedIn(undefined, inPrivate);
  const service = serviceIn(workloadStack(shared.app, 'Web'), shared, 'app.bank.example');

  test('a service has an origin by its name, and a wildcard needs the Host of the viewer', () => {
    const { used } = served(service.vpcOrigin, edgeStack(shared.app));

    expect(used.DomainName).toBe('app.bank.example');
    expect(needsViewerHost(shared.loadBalancer.vpcOrigin)).toBe(true);
  });

  test('a service of a wildcard has the origin of all', () => {
    const other = sharedIn(undefined, inPrivate);
    const domain = ApiDomain.behindCloudFront(other.dns, '*.bank.example');
    const tenants = serviceIn(workloadStack(other.app, 'Web'), other, 'tenants', { domain });

    expect(tenants.vpcOrigin).toBe(other.loadBalancer.vpcOrigin);
  });

  const importedIn = (stack: Stack, isInternal?: boolean) =>
    SharedLoadBalancer.fromSharedLoadBalancerAttributes(stack, 'Theirs', {
      vpc: networkIn(stack).vpc,
      loadBalancerArn: LOAD_BALANCER,
      listenerArn: `${LOAD_BALANCER.replace('loadbalancer', 'listener')}/f2f7dc8efc522ab2`,
      loadBalancerDnsName: 'internal-shared-1.elb.amazonaws.com',
      loadBalancerCanonicalHostedZoneId: 'Z1LMS91P8CMLE5',
      securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1'),
      isInternal,
    });

  test('one of another app is reached by its ARN', () => {
    const stack = workloadStack();
    const { properties, used } = served(importedIn(stack, true).vpcOrigin, stack);

    expect(properties.VpcOriginEndpointConfig.Arn).toBe(LOAD_BALANCER);
    expect(used.DomainName).toBe('internal-shared-1.elb.amazonaws.com');
    expect(() => importedIn(workloadStack()).vpcOrigin).toThrowProblem(
      'api/no-internal-vpc-origin',
      'isInternal',
      false,
    );
  });
});

test('a VPC that has no internet gateway is refused, since CloudFront takes none of its load balancers', () => {
  const vpcWith = (subnetType: SubnetType) =>
    new Vpc(workloadStack(), 'Vpc', {
      ...{ ipAddresses: IpAddresses.cidr('10.0.0.0/16'), restrictDefaultSecurityGroup: false, natGateways: 0 },
      subnetConfiguration: [{ name: 'only', subnetType }],
    });
  const closed = vpcWith(SubnetType.PRIVATE_ISOLATED);

  expect(gatewayProblem(closed, exposure)).toMatchObject({ code: 'api/no-internet-gateway', prop: 'vpc' });
  expect(gatewayProblem(closed, ApiExposure.withinVpc())).toBeUndefined();
  expect(gatewayProblem(vpcWith(SubnetType.PUBLIC), exposure)).toBeUndefined();
  expect(gatewayProblem(networkIn(workloadStack()).vpc, exposure)).toBeUndefined();
});
