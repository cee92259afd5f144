import { CfnOutput, Duration, NestedStack, Stack, Token } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { LOG_RETENTIONS, logGroupNameAnywhere } from '../../../src/service/private/log-group';
import { apiIn, ApiProps, containerOf, danglingIn, exportsIn } from '../../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../../support/cloud';

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

test('FE4f how long it is kept is a setting: 30 days where the team says so, and 90 where it says nothing', () => {
  expect(groupWith({ logRetention: Duration.days(30) }).Properties.RetentionInDays).toBe(30);
  expect(groupWith({}).Properties.RetentionInDays).toBe(90);
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

describe('the name of the group, for those who watch', () => {
  /** The group in one stack, and what another reads as its name. */
  const readFrom = (groupIn: (home: Stack) => LogGroup) => {
    const app = newApp();
    const [home, reader] = [workloadStack(app, 'Home'), workloadStack(app, 'Reader')];
    const value = logGroupNameAnywhere('prd-rl-bank-api', groupIn(home));
    new CfnOutput(reader, 'Read', { value });
    const { Read } = templateOf(reader).Outputs;
    return { app, home, reader, value, call: Read.Value['Fn::GetStackOutput'] };
  };

  test('is known where it is the own group, and where a group is imported by its name', () => {
    const stack = workloadStack();
    const shared = LogGroup.fromLogGroupName(stack, 'Shared', '/shared/api');

    expect(logGroupNameAnywhere('prd-rl-bank-api')).toBe('/ecs/prd-rl-bank-api');
    expect(logGroupNameAnywhere('prd-rl-bank-api', shared)).toBe('/shared/api');
    expect(apiIn(stack, { logGroup: shared }).logQueries[0].logGroupName).toBe('/shared/api');
  });

  test('of the own group is the name that the group has', () => {
    const stack = workloadStack();
    const [{ logGroupName }] = apiIn(stack).logQueries;

    expect(Token.isUnresolved(logGroupName)).toBe(false);
    expect(resourcesOf(stack, GROUP)[0].Properties.LogGroupName).toBe(logGroupName);
  });

  test('of a group of another stack is read weakly: nothing is exported, nothing dangles, the reader comes after', () => {
    const { app, home, reader, call } = readFrom((stack) => new LogGroup(stack, 'Logs'));

    expect(call).toEqual({ StackName: 'Home', OutputName: expect.stringMatching(/^LogGroupName[0-9a-f]{8}$/) });
    expect(templateOf(home).Outputs[call.OutputName]).toEqual({ Value: { Ref: expect.stringMatching(/^Logs/) } });
    expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
    expect(reader.dependencies).toEqual([home]);
  });

  test('of a group in a nested stack is read from the stack around it', () => {
    const { app, call } = readFrom((stack) => new LogGroup(new NestedStack(stack, 'Nested'), 'Logs'));

    expect(call.StackName).toBe('Home');
    expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
  });

  test('of another group is read under another name', () => {
    const outputFor = (id: string) => readFrom((stack) => new LogGroup(stack, id)).call.OutputName;

    expect(outputFor('Logs')).toBe(outputFor('Logs'));
    expect(outputFor('Logs')).not.toBe(outputFor('Others'));
  });

  test('of a group that is given another name, and is replaced for it, is read under another name', () => {
    const outputFor = (logGroupName: string) => {
      return readFrom((stack) => new LogGroup(stack, 'Logs', { logGroupName })).call.OutputName;
    };

    expect(outputFor('/a')).not.toBe(outputFor('/b'));
  });

  test('in a stack that watches an API adds nothing to what holds the group in its place', () => {
    const appWith = (isWatched: boolean) => {
      const app = newApp();
      const logGroup = new LogGroup(workloadStack(app, 'Logs'), 'Logs');
      const [{ logGroupName }] = apiIn(workloadStack(app), { logGroup }).logQueries;
      const watch = isWatched ? workloadStack(app, 'Watch') : undefined;
      watch && new CfnOutput(watch, 'Read', { value: logGroupName });
      return { app, watch };
    };
    const { app, watch } = appWith(true);

    expect(templateOf(watch!).Outputs.Read.Value['Fn::GetStackOutput'].StackName).toBe('Logs');
    expect(danglingIn(app)).toEqual([]);
    expect(exportsIn(app)).toEqual(exportsIn(appWith(false).app));
  });
});
