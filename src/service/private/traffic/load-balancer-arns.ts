import { Fn, Stack, Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isElsewhere } from '../../../core/private/stacks/stack-of';
import type { SharedLoadBalancerAttributes } from '../../i-shared-load-balancer';

const OF_SERVICE = 'arn:aws[\\w-]*:elasticloadbalancing:([\\w-]+):(\\d{12})';
const LOAD_BALANCER = new RegExp(`^${OF_SERVICE}:loadbalancer/(app/[\\w-]+/\\w+)$`);
const LISTENER = new RegExp(`^${OF_SERVICE}:listener/(app/[\\w-]+/\\w+)/\\w+$`);

/** Name of the load balancer in metrics, such as `app/shared/50dc6c495c0c9188`: what follows the first slash of its ARN. */
export function fullNameOf(loadBalancerArn: string): string {
  const parts = Fn.split('/', loadBalancerArn); // of a late ARN, too, since Fn.select chooses by number
  return [1, 2, 3].map((n) => Fn.select(n, parts)).join('/');
}

/** Problems of the ARNs of a load balancer of another app, of which metrics, rules and alarms are made. */
export function balancerArnProblems(
  stack: Stack,
  { loadBalancerArn, listenerArn }: SharedLoadBalancerAttributes,
): Array<Problem | undefined> {
  const owner = LOAD_BALANCER.exec(loadBalancerArn)?.[3];
  const listenerOf = LISTENER.exec(listenerArn)?.[3];
  return [
    arnProblem(stack, 'loadBalancerArn', loadBalancerArn, LOAD_BALANCER, 'an Application Load Balancer'),
    arnProblem(stack, 'listenerArn', listenerArn, LISTENER, 'a listener of an Application Load Balancer'),
    problemIf(owner !== undefined && listenerOf !== undefined && owner !== listenerOf, {
      code: 'load-balancer/listener-of-another',
      prop: 'listenerArn',
      value: listenerArn,
      allowed: `must be a listener of the load balancer ${owner}`,
      fix: "pass the ARN of its HTTPS listener, or the 'loadBalancerArn' of the other one",
    }),
  ];
}

function arnProblem(stack: Stack, prop: string, arn: string, pattern: RegExp, noun: string): Problem | undefined {
  if (Token.isUnresolved(arn)) {
    return undefined;
  }
  const [, region, account] = pattern.exec(arn) ?? [];
  if (region === undefined) {
    return {
      code: 'load-balancer/not-an-arn',
      prop,
      value: arn,
      allowed: `must be the ARN of ${noun}`,
      fix: 'copy it from `aws elbv2 describe-load-balancers` or `aws elbv2 describe-listeners`',
    };
  }
  return problemIf(isElsewhere({ account, region }, stack), {
    code: 'load-balancer/arn-elsewhere',
    prop,
    value: arn,
    allowed: `must be of account ${stack.account} and region ${stack.region}: a listener forwards to targets of its own region`,
    fix: 'pass one of this account and region, or make a SharedLoadBalancer here',
  });
}
