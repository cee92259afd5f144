import { Stack } from 'aws-cdk-lib';
import { IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import { ApiExposure } from '../../api-exposure';

const FROM_INTERNET = 'or pass the distribution `new HttpOrigin(…)` with the name of the API';

/** Throws if a load balancer of this app does not admit CloudFront. */
export function requireExposure(loadBalancer: Construct, isCloudFront: boolean): void {
  const problem = {
    code: 'api/no-vpc-origin',
    prop: 'exposure',
    value: 'another exposure',
    allowed: "must be ApiExposure.cloudFront() for 'vpcOrigin': an internal load balancer that admits CloudFront",
    fix: `use that exposure, ${FROM_INTERNET}`,
  };
  throwOnProblems(loadBalancer, problemIf(!isCloudFront, problem));
}

/** Throws if a load balancer of another app is not known to be internal. */
export function requireInternal(loadBalancer: Construct, isInternal: boolean): void {
  const problem = {
    code: 'api/no-internal-vpc-origin',
    prop: 'isInternal',
    value: isInternal,
    allowed: "must be true for 'vpcOrigin', and the security group must admit CloudFront on port 443",
    fix: `set it if the load balancer is internal, ${FROM_INTERNET}`,
  };
  throwOnProblems(loadBalancer, problemIf(!isInternal, problem));
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
