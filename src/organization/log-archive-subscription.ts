import { IRole } from 'aws-cdk-lib/aws-iam';
import { FilterPattern, IFilterPattern, ILogGroup } from 'aws-cdk-lib/aws-logs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { ILogArchive } from './i-log-archive';
import { lateFilterProblems, subscriptionProblems, SUBSCRIPTION_TYPES } from './private/archive/subscription-problems';
import { subscribe, subscriptionRole } from './private/archive/subscriptions';
import { formatProblem, throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { typeProblems } from '../core/private/checks/types';

/** Properties for defining a `LogArchiveSubscription`. */
export interface LogArchiveSubscriptionProps {
  /** The archive, with a destination in the region of the log groups. */
  readonly archive: ILogArchive;

  /** Log groups of the account and region of the stack, such as the access log of a `MachineApi`. */
  readonly logGroups: ILogGroup[];

  /**
   * Pattern of the log events that reach the archive.
   * @default FilterPattern.allEvents()
   */
  readonly filterPattern?: IFilterPattern;
}

/**
 * Sends log groups to the log archive of the organization, in the account that has them.
 *
 * A log group takes two subscription filters: a third one is refused at synthesis. The role is what CloudWatch Logs needs where the
 * destination lets in an organization, and not single accounts.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CrossAccountSubscriptions-Firehose.html
 * @example
 * import { LogArchive, LogArchiveSubscription } from 'rl-bank-constructs/organization';
 * import { MachineApi } from 'rl-bank-constructs/access';
 *
 * declare const api: MachineApi;
 *
 * const archive = LogArchive.fromLogArchiveAttributes(this, 'Archive', {
 *   accountId: '100000000002',
 *   region: 'us-east-1',
 *   bucketName: 'acme-log-archive',
 *   regions: ['ap-southeast-1'],
 * });
 * new LogArchiveSubscription(this, 'ToArchive', { archive, logGroups: [api.logGroup] });
 */
@propertyInjectable
export class LogArchiveSubscription extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.organization.LogArchiveSubscription';

  /** Role that CloudWatch Logs sends log events with. */
  public readonly role: IRole;

  constructor(scope: Construct, id: string, props: LogArchiveSubscriptionProps) {
    super(scope, id);
    requireProps(this, props, { archive: true, logGroups: true });
    throwOnProblems(this, ...typeProblems(props, SUBSCRIPTION_TYPES));
    throwOnProblems(this, ...subscriptionProblems(this, props));
    const { archive, logGroups, filterPattern = FilterPattern.allEvents() } = props;
    const sender = subscriptionRole(this, logGroups);
    this.role = sender.role;
    const filters = logGroups.map((logGroup, index) =>
      subscribe(this, index, { sender, archive, logGroup, filterPattern }),
    );
    this.node.addValidation({ validate: () => lateFilterProblems(filters).map(formatProblem) });
  }
}
