import { Stack } from 'aws-cdk-lib';

/** The page of an alarm: its metric beside the threshold, and what happened when. */
export function linkToAlarm(stack: Stack, alarmName: string): string {
  return `${consoleOf(stack.region)}#alarmsV2:alarm/${encodeURIComponent(alarmName)}`;
}

/** The alarms of a region whose names begin so. */
export function linkToAlarms(region: string, namePrefix: string): string {
  return `${consoleOf(region)}#alarmsV2:?search=${encodeURIComponent(namePrefix)}`;
}

/** The group with the logs. */
export function linkToLogs(region: string, logGroupName: string): string {
  const twice = encodeURIComponent(encodeURIComponent(logGroupName)).replace(/%/g, '$'); // as the console spells it
  return `${consoleOf(region)}#logsV2:log-groups/log-group/${twice}`;
}

/** The dashboard, which the console shows from any region. */
export function linkToDashboard(region: string, dashboardName: string): string {
  return `${consoleOf(region)}#dashboards/dashboard/${dashboardName}`;
}

function consoleOf(region: string): string {
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;
}
