import { Stack } from 'aws-cdk-lib';
import { IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import { ApiExposure } from '../../api-exposure';

/** Throws if the load balancer does not admit CloudFront, as the prop says. */
export function requireAdmitted(loadBalancer: Construct, prop: string, isAdmitted: boolean): void {
  const problem = {
    code: 'api/no-vpc-origin',
    prop,
    value: 'that of a load balancer that does not admit CloudFront',
    allowed: 'must make it internal and admit CloudFront, as ApiExposure.cloudFront() does: a VPC origin leads there',
    fix: 'use that exposure, or pass a distribution `new HttpOrigin(…)` with the name of the API',
  };
  throwOnProblems(loadBalancer, problemIf(!isAdmitted, problem));
}

/** Problem of a distribution in another account: the VPC origin would be the other account's. */
export function originPlaceProblem(distribution: Stack, loadBalancer: Stack): Problem | undefined {
  return problemIf(areDifferent(distribution.account, loadBalancer.account), {
    code: 'api/vpc-origin-elsewhere',
    prop: 'vpcOrigin',
    value: distribution.node.path,
    allowed: `must be used in account ${loadBalancer.account} of the load balancer, and not in ${distribution.account}`,
    fix: 'define the distribution in that account',
  });
}

/** CloudFront takes only load balancers of a VPC with an internet gateway, which it does not use. */
export function gatewayProblem(vpc: IVpc, exposure: ApiExposure | undefined): Problem | undefined {
  const isMade = vpc.node.defaultChild !== undefined && 'internetConnectivityEstablished' in vpc;
  return problemIf(exposure?.isCloudFront === true && isMade && (vpc as Vpc).internetGatewayId === undefined, {
    code: 'api/no-internet-gateway',
    prop: 'vpc',
    value: vpc.node.path,
    allowed:
      'must have an internet gateway beside ApiExposure.cloudFront(): CloudFront takes no VPC origin without one',
    fix: 'give the VPC a public subnet, which may be empty',
  });
}
