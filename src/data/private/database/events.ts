import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { sendTo } from '../../../core/private/resources/event-log';
import { eventLogGroup } from '../../../core/private/resources/named-log-group';

/** Namespace of what is counted in the logs of a database. */
export function countedNamespace(identifier: string): string {
  return `Databases/${identifier}`;
}

/** Metrics that count events of RDS, by the category of the event. */
export const COUNTED_EVENTS: Record<string, string> = { failover: 'Failovers', 'low storage': 'LowStorageEvents' };

/** The metric that counts deadlocks in the log of a DB instance, which has no metric of them. */
export const DEADLOCKS = 'DeadlocksInLog';

/** Events of one DB instance or cluster. */
export interface DatabaseEvents {
  readonly identifier: string;
  readonly arn: string;
  readonly detailType: 'RDS DB Instance Event' | 'RDS DB Cluster Event';
  readonly categories: string[];
  /** That of the logs of the database. */
  readonly logRetention?: Duration;
}

/**
 * Counts events of RDS, without a topic of its own: EventBridge delivers them to a log group, and metric filters count them.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html
 */
export function countEvents(scope: Construct, events: DatabaseEvents): void {
  const { identifier, arn, detailType, categories, logRetention } = events;
  const log = eventLogGroup(scope, 'Events', `/aws/events/rds/${identifier}`, { logRetention });
  const rule = new Rule(log, 'Rule', {
    description: `Events of the database ${identifier}: ${categories.join(', ')}`,
    eventPattern: {
      source: ['aws.rds'],
      detailType: [detailType],
      resources: [arn],
      detail: { EventCategories: categories },
    },
  });
  sendTo(rule, log);
  for (const category of categories) {
    new MetricFilter(log, COUNTED_EVENTS[category], {
      logGroup: log,
      filterPattern: FilterPattern.all(
        FilterPattern.stringValue('$.source', '=', 'aws.rds'), // PutEvents refuses a source of AWS
        FilterPattern.stringValue('$.detail.EventCategories[0]', '=', category),
      ),
      metricNamespace: countedNamespace(identifier),
      metricName: COUNTED_EVENTS[category],
    });
  }
}

/** Counts deadlocks in the log of the database. */
export function countDeadlocks(log: LogGroup, identifier: string): void {
  new MetricFilter(log, 'Deadlocks', {
    logGroup: log,
    filterPattern: FilterPattern.literal('"deadlock detected"'),
    metricNamespace: countedNamespace(identifier),
    metricName: DEADLOCKS,
  });
}
