import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ApplicationLoadBalancer, ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ObservedService } from './observed-service';

/** What metrics, alarms and graphs need to know of an API: the service, and its load balancer. */
export interface ObservedApi extends ObservedService {
  readonly url: string;
  readonly loadBalancer: ApplicationLoadBalancer;
  readonly targetGroup: ApplicationTargetGroup;
  readonly certificate: ICertificate;
  /** Whether the load balancer is internet-facing. */
  readonly isPublic: boolean;
  /** Whether the API creates its own certificate. */
  readonly ownsCertificate: boolean;
}
