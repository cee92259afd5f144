import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { Connections, Port } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationTargetGroup,
  IApplicationListener,
  IApplicationLoadBalancer,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { RecordSet } from 'aws-cdk-lib/aws-route53';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { accessLogsOf, LoadBalancerOptions, loadBalancerFor, securityGroupFor } from './load-balancer';
import { loadBalancerNames } from './load-balancer-references';
import { listenerFor, targetGroupFor } from './routes';
import { sharedDoor } from './shared-door';
import { Timeouts } from './timeouts';
import { certificateFor } from '../../../core/private/resources/certificate-of-domain';
import { ServerGroup } from '../../../core/private/stacks/server-group';
import { AliasTarget } from '../../../network';
import { ApiExposure } from '../../api-exposure';
import type { ApiRolloutOptions } from '../../api-rollout-options';
import type { ApiTrafficOptions } from '../../api-traffic-options';
import { balancerOrigin, identityOf } from '../cloudfront/balancer-origin';
import { requireExposure } from '../cloudfront/origin-problems';
import type { ObservedApi } from '../observed/observed-api';
import { isNotReady } from '../rollout/task-count';

/** Options of an API that shape its way to the tasks. */
export type FrontDoorOptions = LoadBalancerOptions & ApiTrafficOptions & Pick<ApiRolloutOptions, 'launchPhase'>;

/** Resources that a request passes on its way to a task. */
export interface FrontDoor {
  readonly loadBalancer: IApplicationLoadBalancer;
  /** Connections of the load balancer, as clients use them. */
  readonly connections: Connections;
  readonly isPublic: boolean;
  /** Bucket of a load balancer of its own. */
  readonly accessLogBucket?: IBucket;
  /** Certificate, unless that of a shared load balancer covers the names. */
  readonly certificate?: ICertificate;
  readonly targetGroup: ApplicationTargetGroup;
  readonly listener: IApplicationListener;
  /** Alias records that wait for the tasks, as they may lead to another load balancer until then. */
  readonly records: RecordSet[];
  /** The VPC origin, which throws where CloudFront is not admitted. */
  readonly origin: () => IOrigin;
  /** What metrics and alarms have to know of it. */
  readonly observed: ObservedDoor;
}

/** The part of an observed API that differs between a load balancer of its own and a shared one. */
export type ObservedDoor = Pick<ObservedApi, 'ownsCertificate' | 'sharedLoadBalancer' | 'certificateNames'>;

/** Creates the load balancer, its certificate and alias record, and the routes to the tasks; or shares a load balancer. */
export function frontDoor(scope: Construct, options: FrontDoorOptions, timeouts: Timeouts): FrontDoor {
  return options.loadBalancer
    ? sharedDoor(scope, options, options.loadBalancer, timeouts)
    : ownDoor(scope, options, timeouts);
}

function ownDoor(scope: Construct, options: FrontDoorOptions, timeouts: Timeouts): FrontDoor {
  const { domain, vpc, healthCheck, targetProtocol, exposure = ApiExposure.internet() } = options;
  const { isPublic } = exposure;
  const group = securityGroupFor(scope, options);
  // Not before the first start: a first deployment that fails has to delete it again.
  const deletionProtection = (options.deletionProtection ?? true) && !isNotReady(options);
  const loadBalancer = loadBalancerFor(scope, group, { ...options, deletionProtection }, timeouts.idle);
  const accessLogBucket = accessLogsOf(scope, loadBalancer, options);
  const certificate = certificateFor(scope, domain);
  const targetGroup = targetGroupFor(scope, { vpc, healthCheck, targetProtocol, isPublic }, timeouts);
  const listener = listenerFor(scope, loadBalancer, certificate, targetGroup, options);
  domain.recordNames.forEach((name) => domain.dns?.addAlias(name, AliasTarget.loadBalancer(loadBalancer)));
  const { connections } = new ServerGroup(scope, 'Clients', {
    group,
    port: Port.tcp(443),
    code: 'api/not-a-client',
    fix: 'pass `api.service`, the tasks',
  });
  const origin = () => {
    requireExposure(scope, exposure.isCloudFront);
    const names = { ...loadBalancerNames(loadBalancer, listener, isPublic), idleTimeout: timeouts.idle };
    return balancerOrigin(scope, names, { identity: identityOf(loadBalancer), name: domain.name });
  };
  const observed = { ownsCertificate: !domain.certificate, certificateNames: domain.redirectFrom };
  return {
    loadBalancer,
    connections,
    isPublic,
    accessLogBucket,
    certificate,
    targetGroup,
    listener,
    records: [],
    origin,
    observed,
  };
}
