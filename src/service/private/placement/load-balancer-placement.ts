import { inWrongSubnets, TASKS_IN_PUBLIC, tasksOf, tooFewSubnets } from './subnets';
import { Problem } from '../../../core/private/checks/problems';
import { privateSubnets } from '../../../core/private/resources/private-subnets';
import { ApiExposure } from '../../api-exposure';
import type { ApiPlacementOptions } from '../../api-placement-options';
import type { ApiTrafficOptions } from '../../api-traffic-options';

/** Problems of the subnets of a load balancer, and of tasks beside it. */
export function loadBalancerPlacementProblems(
  options: ApiPlacementOptions & Pick<ApiTrafficOptions, 'exposure'>,
): Array<Problem | undefined> {
  const { vpc, loadBalancerSubnets, exposure = ApiExposure.internet() } = options;
  const { isPublic } = exposure;
  const subnets = vpc.selectSubnets(
    loadBalancerSubnets ?? (isPublic ? { subnets: vpc.publicSubnets } : privateSubnets(vpc)),
  );
  const publicOnes = new Set(vpc.publicSubnets.map(({ subnetId }) => subnetId)); // the service refuses tasks in these itself
  return [
    tooFewSubnets('loadBalancerSubnets', subnets, 'Elastic Load Balancing requires two'),
    ...inWrongSubnets(
      'taskSubnets',
      tasksOf(options),
      isPublic ? subnets.subnets.filter(({ subnetId }) => !publicOnes.has(subnetId)) : [],
      TASKS_IN_PUBLIC,
    ),
    ...inWrongSubnets('loadBalancerSubnets', subnets, isPublic ? [...vpc.privateSubnets, ...vpc.isolatedSubnets] : [], {
      code: 'api/callers-in-private',
      allowed: 'must be public: a load balancer in a private subnet cannot be reached from the internet',
      fix: 'give it public subnets, or use ApiExposure.withinVpc()',
    }),
  ];
}
