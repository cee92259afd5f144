import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** What was stopped, and the metric that counts the calls. */
export enum Stopped {
  TRAIL = 'TrailStopped',
  DETECTOR = 'DetectorStopped',
  RECORDER = 'RecorderStopped',
  HUB = 'HubStopped',
}

/** The calls that stop a service, as terms of a filter pattern of CloudTrail's events. */
export function callsThatStop(trailName: string): Record<Stopped, string> {
  const ofTrail = `($.requestParameters.name = "*${trailName}")`;
  const disabled = '($.eventName = "UpdateDetector") && ($.requestParameters.enable IS FALSE)';
  return {
    [Stopped.TRAIL]: `($.eventSource = "cloudtrail.amazonaws.com") && ${ofTrail} && ${named([
      'DeleteTrail',
      'PutEventSelectors',
      'StopLogging',
      'UpdateTrail',
    ])}`,
    [Stopped.DETECTOR]: `($.eventSource = "guardduty.amazonaws.com") && (${named([
      'DeleteDetector',
      'DeleteMembers',
      'DisableOrganizationAdminAccount',
      'DisassociateFromAdministratorAccount',
      'DisassociateFromMasterAccount',
      'DisassociateMembers',
      'StopMonitoringMembers',
    ])} || (${disabled}))`,
    [Stopped.RECORDER]: `($.eventSource = "config.amazonaws.com") && ${named([
      'DeleteConfigurationRecorder',
      'DeleteDeliveryChannel',
      'StopConfigurationRecorder',
    ])}`,
    [Stopped.HUB]: `($.eventSource = "securityhub.amazonaws.com") && ${named([
      'DeleteFindingAggregator',
      'DisableOrganizationAdminAccount',
      'DisableSecurityHub',
      'DisassociateFromAdministratorAccount',
      'DisassociateMembers',
    ])}`,
  };
}

function named(names: string[]): string {
  return `(${names.map((name) => `($.eventName = "${name}")`).join(' || ')})`;
}

/**
 * Counts the calls in the log group of the trail, where those of every account and region arrive. A rule of EventBridge would see those
 * of its own account and region alone. Calls that AWS refused stopped nothing.
 */
export function countStops(scope: Construct, trailName: string, logGroup: ILogGroup): void {
  Object.entries(callsThatStop(trailName)).forEach(([metricName, calls]) => {
    new MetricFilter(scope, metricName, {
      logGroup,
      filterPattern: FilterPattern.literal(`{ ${calls} && ($.errorCode NOT EXISTS) }`),
      metricNamespace: namespaceOf(trailName),
      metricName,
    });
  });
}

/** Calls that stopped something. */
export function stopMetric(trailName: string, metricName: Stopped, props?: MetricOptions): Metric {
  const fixed = { namespace: namespaceOf(trailName), metricName, dimensionsMap: {} };
  return new Metric({ statistic: Stats.SUM, ...props, ...fixed });
}

/** Events that reach the log group of the trail. */
export function trailEventsMetric(LogGroupName: string, props?: MetricOptions): Metric {
  const fixed = { namespace: 'AWS/Logs', metricName: 'IncomingLogEvents', dimensionsMap: { LogGroupName } };
  return new Metric({ statistic: Stats.SUM, ...props, ...fixed });
}

/** Namespace of the metrics, without dimensions: a metric filter takes these from the event alone. */
function namespaceOf(trailName: string): string {
  return `SecurityTooling/${trailName}`;
}
