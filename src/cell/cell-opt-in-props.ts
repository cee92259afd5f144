import { CellMachineApiOptions } from './cell-machine-api-options';
import { CellSearchOptions } from './cell-search-options';

/** What a `ProductCell` has on request alone: each is billed for itself, whether the product needs it or not. */
export interface CellOptInProps {
  /**
   * An OpenSearch domain in the stack `data`, which API and workers use; `{}` for the defaults of the environment.
   * @default - no search domain
   */
  readonly search?: CellSearchOptions;

  /**
   * An API for programs at `machine.<domain>`, in a stack `machine`: API Gateway with an authorizer, keys and quotas in front of the
   * versions of the API.
   * @default - no API for programs
   */
  readonly machineApi?: CellMachineApiOptions;

  /**
   * Whether AWS Shield Advanced protects the distribution and the hosted zone. The account has to be subscribed to it: 3,000 USD a
   * month for the organization, for a year.
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/ddos-advanced-summary.html
   * @default false
   */
  readonly shieldProtection?: boolean;

  /**
   * ARN of the sink of a monitoring account, in the region of the cell, that gets to see metrics, logs and traces of this account.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Unified-Cross-Account.html
   * @default - the account is observed by itself alone
   */
  readonly monitoringSinkArn?: string;
}
