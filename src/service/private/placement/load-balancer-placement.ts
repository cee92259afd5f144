import { Stack } from 'aws-cdk-lib';
import { IVpc, SelectedSubnets, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { inWrongSubnets, TASKS_IN_PUBLIC, tasksOf, tooFewSubnets, vpcProblem } from './subnets';
import { Problem } from '../../../core/private/checks/problems';
import { privateSubnets } from '../../../core/private/resources/private-subnets';
import { ApiExposure } from '../../api-exposure';
import type { ApiPlacementOptions } from '../../api-placement-options';
import type { ApiTrafficOptions } from '../../api-traffic-options';

/** Problems of the subnets of an API's own load balancer, and of tasks beside it. */
export function loadBalancerPlacementProblems(
  options: ApiPlacementOptions & Pick<ApiTrafficOptions, 'exposure' | 'loadBalancer'>,
): Array<Problem | undefined> {
  const { vpc, loadBalancerSubnets, loadBalancer, exposure: { isPublic } = ApiExposure.internet() } = options;
  if (loadBalancer) {
    return [];
  }
  const subnets = subnetsOf(vpc, loadBalancerSubnets, isPublic);
  const publicOnes = new Set(vpc.publicSubnets.map(({ subnetId }) => subnetId)); // the service refuses tasks in these itself
  const others = isPublic ? subnets.subnets.filter(({ subnetId }) => !publicOnes.has(subnetId)) : [];
  return [
    ...subnetProblems(vpc, subnets, isPublic),
    ...inWrongSubnets('taskSubnets', tasksOf(options), others, TASKS_IN_PUBLIC),
  ];
}

/** Problems of VPC and subnets of a load balancer that services share. */
export function loadBalancerSubnetProblems(
  stack: Stack,
  vpc: IVpc,
  subnets: SubnetSelection | undefined,
  isPublic: boolean,
): Array<Problem | undefined> {
  return [vpcProblem(stack, vpc), ...subnetProblems(vpc, subnetsOf(vpc, subnets, isPublic), isPublic)];
}

function subnetsOf(vpc: IVpc, subnets: SubnetSelection | undefined, isPublic: boolean): SelectedSubnets {
  return vpc.selectSubnets(subnets ?? (isPublic ? { subnets: vpc.publicSubnets } : privateSubnets(vpc)));
}

function subnetProblems(vpc: IVpc, subnets: SelectedSubnets, isPublic: boolean): Array<Problem | undefined> {
  const wrong = isPublic ? [...vpc.privateSubnets, ...vpc.isolatedSubnets] : [];
  return [
    tooFewSubnets(
      'loadBalancerSubnets',
      subnets,
      'Elastic Load Balancing requires two',
      isPublic ? 'public' : 'private',
    ),
    ...inWrongSubnets('loadBalancerSubnets', subnets, wrong, {
      code: 'api/callers-in-private',
      allowed: 'must be public: a load balancer in a private subnet cannot be reached from the internet',
      fix: 'give it public subnets, or use ApiExposure.withinVpc()',
    }),
  ];
}
