import { Duration } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { LOG_RETENTIONS } from '../../../src/service/private/log-group';
import { apiIn, ApiProps, containerOf } from '../../support/api';
import { newApp, resourcesOf, workloadStack } from '../../support/cloud';

const GROUP = 'AWS::Logs::LogGroup';

const groupWith = (props: ApiProps = {}, app = newApp()) => {
  const stack = workloadStack(app);
  apiIn(stack, props);
  const groups = resourcesOf(stack, GROUP);
  expect(groups).toHaveLength(1);
  return groups[0];
};

test('RB12a what the API says goes to a group under the name of the service, and is kept for 90 days', () => {
  expect(groupWith().Properties).toEqual({ LogGroupName: '/ecs/prd-rl-bank-api', RetentionInDays: 90 });
});

test.each([1, 30, 3653])('RB12a it is kept for %d days where the team says so', (days) => {
  expect(groupWith({ logRetention: Duration.days(days) }).Properties.RetentionInDays).toBe(days);
});

test('RB12a it stays when the stack goes, and goes with it only by two keys', () => {
  const armed = newApp({ context: { 'rl-bank-constructs:destroyData': true } });

  expect(groupWith().DeletionPolicy).toBe('RetainExceptOnCreate');
  expect(() => groupWith({ destroyLogs: true })).toThrow(
    "'destroyLogs' is true, but destroying data takes a second key",
  );
  expect(groupWith({ destroyLogs: true }, armed).DeletionPolicy).toBe('Delete');
});

test('RB12a a group that exists is used, and none is made', () => {
  const stack = workloadStack();
  const logGroup = LogGroup.fromLogGroupName(stack, 'Shared', '/shared/api');
  const api = apiIn(stack, { logGroup });

  expect(api.logGroup).toBe(logGroup);
  expect(resourcesOf(stack, GROUP)).toEqual([]);
  expect(containerOf(stack).LogConfiguration.Options['awslogs-group']).toBe('/shared/api');
});

test('the retentions are those of CloudWatch Logs, and "for ever" is none of them', () => {
  expect(LOG_RETENTIONS).toHaveLength(22);
  expect(LOG_RETENTIONS).toEqual(expect.arrayContaining([1, 7, 30, 90, 365, 3653]));
  expect(LOG_RETENTIONS).not.toContain(9999);
  expect(LOG_RETENTIONS.every((days) => typeof days === 'number')).toBe(true);
});
