import { Duration, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApiDomain, ApiExposure, ApiRouting, ImageRepository } from '../../../../src/service';
import { propertiesOf } from '../../../support/api';
import { ACCOUNT, workloadStack } from '../../../support/cloud';
import { behind, serviceIn, Shared, sharedIn } from '../../../support/shared';

describe('a service is refused', () => {
  let shared: Shared;
  beforeAll(() => {
    shared = sharedIn(undefined, { idleTimeout: Duration.seconds(30) });
  });

  test('with props that the load balancer has for all', () => {
    const props = { exposure: ApiExposure.internet(), deletionProtection: false, sslPolicy: 'x-TLS13-1-2-' as any };
    expect(() => behind(shared, 'props.bank.example', props)).toThrowProblems([
      ['api/prop-of-shared-load-balancer', 'exposure', 'an object'],
      ['api/prop-of-shared-load-balancer', 'sslPolicy', 'x-TLS13-1-2-'],
      ['api/prop-of-shared-load-balancer', 'deletionProtection', false],
    ]);
  });

  test('whose requests may last longer than the load balancer waits, and one without a time takes its', () => {
    const props = { requestTimeout: Duration.seconds(31) };
    expect(() => behind(shared, 'long.bank.example', props)).toThrowProblem(
      'api/longer-than-idle-timeout',
      'requestTimeout',
      '31 seconds',
    );
    const stack = Stack.of(behind(shared, 'short.bank.example'));
    expect(propertiesOf(stack, 'AWS::ElasticLoadBalancingV2::TargetGroup').TargetGroupAttributes).toContainEqual({
      Key: 'deregistration_delay.timeout_seconds',
      Value: '30',
    });
  });

  test('in another region, account or VPC', () => {
    const env = { account: '222222222222', region: 'ap-southeast-1' };
    const elsewhere = new Stack(shared.app, 'Elsewhere', { env });
    const west = new Stack(shared.app, 'West', { env: { account: ACCOUNT, region: 'eu-west-1' } });
    const imageIn = (stack: Stack) =>
      ImageRepository.fromImageUri(stack, 'Image', `${stack.account}.dkr.ecr.${stack.region}.amazonaws.com/a:live`);
    const vpcIn = (stack: Stack, vpcId: string) =>
      Vpc.fromVpcAttributes(stack, 'Vpc', {
        ...{ vpcId, availabilityZones: ['a', 'b'] },
        ...{ publicSubnetIds: ['subnet-a', 'subnet-b'], privateSubnetIds: ['subnet-c', 'subnet-d'] },
      });
    const other = workloadStack(shared.app, 'OtherVpc');
    const at = (stack: Stack, vpcId: string) => {
      const vpc = vpcIn(stack, vpcId);
      const props = { vpc, taskSubnets: undefined, image: imageIn(stack) };
      return () => serviceIn(stack, shared, 'far.bank.example', props);
    };

    expect(at(other, 'vpc-2')).toThrowProblem('api/load-balancer-in-other-vpc', 'vpc', 'OtherVpc/Vpc');
    expect(at(elsewhere, 'vpc-0123456789abcdef0')).toThrow('api/load-balancer-elsewhere');
    expect(at(west, 'vpc-0123456789abcdef0')).toThrow('api/load-balancer-elsewhere');
  });

  test('whose host and paths another one has', () => {
    behind(shared, 'once.bank.example');
    expect(() => behind(shared, 'once.bank.example', {}, 'twice')).toThrowProblem(
      'api/route-taken',
      'routing',
      'once.bank.example',
    );
  });

  test('whose name another one has, for other paths of it', () => {
    behind(shared, 'name.bank.example', { routing: ApiRouting.paths(['/v1/*']) });
    expect(() =>
      behind(shared, 'name.bank.example', { routing: ApiRouting.paths(['/v2/*']) }, 'second'),
    ).toThrowProblem('api/name-of-another', 'domain', 'name.bank.example');
  });

  test('of an own load balancer with what only a shared one has', () => {
    const stack = workloadStack(shared.app, 'Own');
    const domain = ApiDomain.withSameName(ApiDomain.inZone(shared.dns, 'x.bank.example'));
    const act = () => serviceIn(stack, shared, '', { loadBalancer: undefined, rulePriority: 5, domain });

    expect(act).toThrow('api/priority-without-shared, api/same-name-without-shared');
  });
});
