import {
  linkToAlarm,
  linkToAlarms,
  linkToDashboard,
  linkToLogs,
} from '../../../../src/observability/private/links/deep-links';
import { workloadStack } from '../../../support/cloud';

const consoleOf = (region: string) => `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;

test.each([
  ['an alarm', linkToAlarm(workloadStack(), 'a b'), 'ap-southeast-1', 'alarmsV2:alarm/a%20b'],
  ['alarms', linkToAlarms('eu-west-1', 'a b'), 'eu-west-1', 'alarmsV2:?search=a%20b'],
  ['logs', linkToLogs('eu-west-1', '/a b#1'), 'eu-west-1', 'logsV2:log-groups/log-group/$252Fa$2520b$25231'],
  ['a dashboard', linkToDashboard('eu-west-1', 'prd'), 'eu-west-1', 'dashboards/dashboard/prd'],
])('the console shows %s in a region, and spells names as itself does', (_, link, region, place) => {
  expect(link).toBe(`${consoleOf(region)}#${place}`);
});
