import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Connections, Port } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { certificateFor } from './certificate';
import { accessLogsOf, LoadBalancerOptions, loadBalancerFor, securityGroupFor } from './load-balancer';
import { listenerFor, targetGroupFor } from './routes';
import { Timeouts } from './timeouts';
import { ServerGroup } from '../../../core/private/stacks/server-group';
import { AliasTarget } from '../../../network';

/** Resources that a request passes on its way to a task. */
export interface FrontDoor {
  readonly loadBalancer: ApplicationLoadBalancer;
  /** Connections of the load balancer, as clients use them. */
  readonly connections: Connections;
  readonly accessLogBucket: IBucket;
  readonly certificate: ICertificate;
  readonly targetGroup: ApplicationTargetGroup;
  readonly listener: ApplicationListener;
}

/** Creates the load balancer, its certificate and alias record, and the routes to the tasks. */
export function frontDoor(scope: Construct, options: LoadBalancerOptions, timeouts: Timeouts): FrontDoor {
  const { domain, vpc } = options;
  const group = securityGroupFor(scope, options);
  const loadBalancer = loadBalancerFor(scope, group, options, timeouts);
  const accessLogBucket = accessLogsOf(scope, loadBalancer, options);
  const certificate = certificateFor(scope, domain);
  const targetGroup = targetGroupFor(scope, vpc, options, timeouts);
  const listener = listenerFor(scope, loadBalancer, certificate, targetGroup, options);
  domain.dns?.addAlias(domain.name, AliasTarget.loadBalancer(loadBalancer));
  const { connections } = new ServerGroup(scope, 'Clients', {
    group,
    port: Port.tcp(443),
    code: 'api/not-a-client',
    fix: 'pass `api.service`, the tasks',
  });
  return { loadBalancer, connections, accessLogBucket, certificate, targetGroup, listener };
}
