import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ApplicationLoadBalancer, ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AlarmDefinition } from '../../../core';

/** What metrics, alarms and graphs need to know of an API. */
export interface ObservedApi {
  readonly serviceName: string;
  readonly clusterName: string;
  readonly url: string;
  readonly loadBalancer: ApplicationLoadBalancer;
  readonly targetGroup: ApplicationTargetGroup;
  readonly certificate: ICertificate;
  /** Whether the load balancer is internet-facing. */
  readonly isPublic: boolean;
  /** Whether tasks should run. */
  readonly hasTasks: boolean;
  /** Whether the API creates its own certificate. */
  readonly ownsCertificate: boolean;
  /** Name of the log group of the tasks, for any stack. */
  readonly logGroupName: string;
  /** Alarm on rolls that fail, where changed secrets roll the service. */
  readonly secretRollAlarm?: AlarmDefinition;
}
