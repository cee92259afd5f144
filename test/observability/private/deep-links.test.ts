import { linkToAlarm, linkToAlarms, linkToDashboard, linkToLogs } from '../../../src/observability/private/deep-links';
import { workloadStack } from '../../support/cloud';

const [SINGAPORE, IRELAND] = ['ap-southeast-1', 'eu-west-1'].map((region) => {
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;
});

test('an alarm is shown in the region of its stack', () => {
  expect(linkToAlarm(workloadStack(), 'prd-queue Long')).toBe(`${SINGAPORE}#alarmsV2:alarm/prd-queue%20Long`);
});

test('alarms are found by how their names begin', () => {
  expect(linkToAlarms('eu-west-1', 'prd-rl bank')).toBe(`${IRELAND}#alarmsV2:?search=prd-rl%20bank`);
});

test.each([
  ['plain', 'plain'],
  ['/ecs/prd-rl-bank-api', '$252Fecs$252Fprd-rl-bank-api'],
  ['/aws/lambda/a b#1', '$252Faws$252Flambda$252Fa$2520b$25231'],
])('the log group %s is spelled as the console spells it', (name, spelled) => {
  expect(linkToLogs('eu-west-1', name)).toBe(`${IRELAND}#logsV2:log-groups/log-group/${spelled}`);
});

test('a dashboard is shown by its name', () => {
  expect(linkToDashboard('eu-west-1', 'prd-rl-bank')).toBe(`${IRELAND}#dashboards/dashboard/prd-rl-bank`);
});
