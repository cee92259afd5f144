import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { certificateFor } from './certificate';
import { accessLogsOf, loadBalancerFor } from './load-balancer';
import { listenerFor, targetGroupFor } from './routes';
import { Timeouts } from './timeouts';
import { AliasTarget } from '../../../network';
import type { BankApiServiceProps } from '../../bank-api-service';

/** What a request passes on its way to a task. */
export interface FrontDoor {
  readonly loadBalancer: ApplicationLoadBalancer;
  readonly accessLogBucket: IBucket;
  readonly certificate: ICertificate;
  readonly targetGroup: ApplicationTargetGroup;
  readonly listener: ApplicationListener;
}

/** The name, the load balancer behind it, and the routes to the tasks. */
export function frontDoor(scope: Construct, props: BankApiServiceProps, timeouts: Timeouts): FrontDoor {
  const { domain, vpc } = props;
  const loadBalancer = loadBalancerFor(scope, props, timeouts);
  const accessLogBucket = accessLogsOf(scope, loadBalancer, props);
  const certificate = certificateFor(scope, domain);
  const targetGroup = targetGroupFor(scope, vpc, props, timeouts);
  const listener = listenerFor(scope, loadBalancer, certificate, targetGroup, props);
  domain.dns?.addAlias(domain.name, AliasTarget.loadBalancer(loadBalancer));
  return { loadBalancer, accessLogBucket, certificate, targetGroup, listener };
}
