import { Rule } from 'aws-cdk-lib/aws-events';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { sendTo } from '../../../core/private/resources/event-log';
import type { ServiceTaskOptions } from '../../service-task-options';
import { deploymentNamespace, FAILED, STARTED } from '../observed/deployment-metrics';
import { deploymentEventsFor } from '../task/log-group';

/** Service whose deployments are counted. */
export interface DeployedService {
  readonly serviceName: string;
  readonly serviceArn: string;
}

/** Events of one kind: the rule that matches them, and the metric that counts them. */
interface DeploymentEvents {
  readonly id: string;
  readonly description: string;
  readonly eventName: string;
  readonly metricName: string;
}

/** In the order in which the rules have always been created. */
const KINDS: DeploymentEvents[] = [
  {
    id: 'DeploymentStarted',
    description: 'A deployment of the service began: its metric mutes what a deployment stirs up',
    eventName: 'SERVICE_DEPLOYMENT_IN_PROGRESS',
    metricName: STARTED,
  },
  {
    id: 'DeploymentFailed',
    description: 'A deployment of the service failed, and the circuit breaker took it back',
    eventName: 'SERVICE_DEPLOYMENT_FAILED',
    metricName: FAILED,
  },
];

/**
 * Counts deployments that start, which suppress alarms on what a deployment causes, and those that the circuit breaker
 * rolled back: after it everything looks as before.
 *
 * EventBridge delivers the events of ECS to a log group, and metric filters count them there. EventBridge's own metrics
 * are best effort, and no document says that a rule without targets is counted.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
export function countDeployments(scope: Construct, service: DeployedService, options: ServiceTaskOptions): void {
  const log = deploymentEventsFor(scope, service.serviceName, options);
  for (const kind of KINDS) {
    ruleFor(scope, service.serviceArn, kind, log);
    new MetricFilter(log, kind.id, {
      logGroup: log,
      // PutEvents refuses a source of AWS: an event that another rule of the account brings is not counted.
      filterPattern: FilterPattern.all(
        FilterPattern.stringValue('$.source', '=', 'aws.ecs'),
        FilterPattern.stringValue('$.detail.eventName', '=', kind.eventName),
      ),
      metricNamespace: deploymentNamespace(service.serviceName),
      metricName: kind.metricName,
    });
  }
}

function ruleFor(scope: Construct, serviceArn: string, kind: DeploymentEvents, log: LogGroup): void {
  const rule = new Rule(scope, kind.id, {
    description: kind.description,
    eventPattern: {
      source: ['aws.ecs'],
      detailType: ['ECS Deployment State Change'],
      resources: [serviceArn],
      detail: { eventName: [kind.eventName] },
    },
  });
  sendTo(rule, log);
}
