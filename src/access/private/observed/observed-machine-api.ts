import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { MeteredApi } from './machine-metrics';

/** What alarms, graphs and log queries have to know of an API. */
export interface ObservedMachineApi extends MeteredApi {
  readonly url: string;
  readonly logGroupName: string;
  /** Name of the function that authorizes; undefined with a user pool. */
  readonly authorizerName: string | undefined;
  /** Certificates that the API creates, with the ids of their alarms. */
  readonly certificates: ReadonlyArray<{ readonly id: string; readonly daysToExpiry: IMetric; readonly name: string }>;
  readonly routes: ReadonlyArray<{ readonly id: string; readonly metered: MeteredApi; readonly hasAlarm: boolean }>;
}
