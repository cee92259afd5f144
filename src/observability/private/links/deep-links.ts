import { Stack } from 'aws-cdk-lib';

/** Console page of an alarm, with its metric and its history. */
export function linkToAlarm(stack: Stack, alarmName: string): string {
  return `${consoleOf(stack.region)}#alarmsV2:alarm/${encodeURIComponent(alarmName)}`;
}

/** Console page of the alarms of a region with a name prefix. */
export function linkToAlarms(region: string, namePrefix: string): string {
  return `${consoleOf(region)}#alarmsV2:?search=${encodeURIComponent(namePrefix)}`;
}

/** Console page of a log group. */
export function linkToLogs(region: string, logGroupName: string): string {
  const twice = encodeURIComponent(encodeURIComponent(logGroupName)).replace(/%/g, '$'); // as the console encodes it
  return `${consoleOf(region)}#logsV2:log-groups/log-group/${twice}`;
}

/** Console page of a dashboard. */
export function linkToDashboard(region: string, dashboardName: string): string {
  return `${consoleOf(region)}#dashboards/dashboard/${dashboardName}`;
}

function consoleOf(region: string): string {
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;
}
