import { Duration } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ApplicationTargetGroup, IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ObservedService } from './observed-service';

/** What metrics, alarms and graphs need to know of an API: the service, and its load balancer. */
export interface ObservedApi extends ObservedService {
  readonly url: string;
  readonly loadBalancer: IApplicationLoadBalancer & { readonly loadBalancerFullName?: string };
  readonly targetGroup: ApplicationTargetGroup;
  readonly certificate?: ICertificate;
  /** Names of the certificate, where they do not follow from the URL. */
  readonly certificateNames?: string[];
  /** Name in metrics of a load balancer that other services share, whose own errors are not the API's. */
  readonly sharedLoadBalancer?: string;
  /** Time after which the load balancer aborts a request. */
  readonly requestTimeout?: Duration;
  /** Whether the load balancer is internet-facing. */
  readonly isPublic: boolean;
  /** Whether the API creates its own certificate. */
  readonly ownsCertificate: boolean;
}
