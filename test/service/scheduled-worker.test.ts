import { Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { AlarmSeverity } from '../../src/core';
import {
  ImageRepository,
  ScheduledTarget,
  ScheduledWorker,
  ScheduledWorkerProps,
  StandaloneTask,
} from '../../src/service';
import { danglingIn, exportsIn, IMAGE, propertiesOf, watchIn } from '../support/api';
import { newApp, resourcesOf, workloadStack } from '../support/cloud';
import { functionIn } from '../support/function';
import { statementsOf } from '../support/queue';
import { networkIn } from '../support/scaffold';

const DAILY = ScheduleExpression.cron({ hour: '6', minute: '0', timeZone: TimeZone.EUROPE_BERLIN });
const ratesIn = (stack: Stack, props: Partial<ScheduledWorkerProps> = {}, id = 'DailyRates') => {
  const target = props.target ?? ScheduledTarget.lambdaFunction(functionIn(stack, {}, 'Rates'));
  return new ScheduledWorker(stack, id, { schedule: DAILY, target, ...props });
};
const stackWith = (props: Partial<ScheduledWorkerProps> = {}) => {
  const stack = workloadStack();
  return { stack, worker: ratesIn(stack, props) };
};
const taskIn = (stack: Stack) => {
  const { vpc } = networkIn(stack);
  const image = new ImageRepository(stack, 'Image', { image: IMAGE });
  return new StandaloneTask(stack, 'Report', { vpc, image, family: 'prd-report' });
};
const scheduleOf = (stack: Stack) => propertiesOf(stack, 'AWS::Scheduler::Schedule');
const roleStatementsOf = (stack: Stack) => statementsOf(stack, 'AWS::IAM::Policy', 'DailyRatesStartPolicy');

describe('ET3 a schedule with a Lambda function', () => {
  const { stack: plain, worker } = stackWith();

  test('runs at its time in its time zone, and is tried twice again', () => {
    expect(scheduleOf(plain)).toMatchObject({
      ...{ ScheduleExpression: 'cron(0 6 * * ? *)', ScheduleExpressionTimezone: 'Europe/Berlin', State: 'ENABLED' },
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Input: '{}', RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 3600 } },
    });
  });

  test('Lambda tries an invocation again that failed, and then hands it to the dead-letter queue', () => {
    const [statement] = statementsOf(plain, 'AWS::IAM::Policy', 'DailyRatesFailurePolicy');

    expect(propertiesOf(plain, 'AWS::Lambda::EventInvokeConfig')).toMatchObject({
      ...{ MaximumRetryAttempts: 2, Qualifier: '$LATEST' },
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringMatching(/DeadLetter/), 'Arn'] } } },
    });
    expect(statement.Action).toBe('sqs:SendMessage');
  });

  test('its role invokes the one function, for schedules of this account alone', () => {
    const { AssumeRolePolicyDocument } = propertiesOf(plain, 'AWS::IAM::Role', 'DailyRates');

    expect(roleStatementsOf(plain).map(({ Action }: any) => Action)).toEqual([
      'lambda:InvokeFunction',
      'sqs:SendMessage',
    ]);
    expect(resourcesOf(plain, 'AWS::Scheduler::Schedule')[0].DependsOn).toContainEqual(
      expect.stringMatching(/StartPolicy/),
    );
    expect(AssumeRolePolicyDocument.Statement[0].Condition.StringEquals).toMatchObject({
      ...{ 'aws:SourceAccount': '111111111111', 'aws:SourceArn': expect.anything() },
    });
  });

  test('alarms on a run that is missed for 26 hours, without any data too, and on one that failed', () => {
    const shown = worker.alarmDefinitions.map(({ id, metric, evaluationPeriods, treatMissingData, severity }) => {
      return [id, (metric as any).period.toMinutes(), evaluationPeriods, treatMissingData, severity];
    });

    expect(shown).toEqual([
      ['RunMissed', 60, 26, 'breaching', AlarmSeverity.TICKET],
      ['RunFailed', 5, 1, 'notBreaching', AlarmSeverity.TICKET],
    ]);
  });
});

test('PC12d a schedule has a window, fewer retries, a payload, and pages', () => {
  const stack = workloadStack();
  const target = ScheduledTarget.lambdaFunction(functionIn(stack), { payload: { source: 'ECB' } });
  const worker = ratesIn(stack, {
    ...{ target, schedule: ScheduleExpression.rate(Duration.minutes(30)), retryAttempts: 0 },
    ...{ flexibleWindow: Duration.minutes(10), failureSeverity: AlarmSeverity.PAGE },
  });
  const [missed] = worker.alarmDefinitions;

  expect(scheduleOf(stack)).toMatchObject({
    ...{ ScheduleExpression: 'rate(30 minutes)', ScheduleExpressionTimezone: 'Etc/UTC' },
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 10 },
    Target: { Input: '{"source":"ECB"}', RetryPolicy: { MaximumRetryAttempts: 0 } },
  });
  expect([missed.id, missed.evaluationPeriods, missed.severity]).toEqual(['RunMissed', 11, AlarmSeverity.PAGE]);
});

test.each<[string, TimeZone | undefined, minutes: number]>([
  ['*', undefined, 75],
  ['*', TimeZone.ASIA_SINGAPORE, 75],
  ['*', TimeZone.EUROPE_BERLIN, 135], // 2:00 in October comes twice, and runs once
  ['*/4', TimeZone.EUROPE_BERLIN, 315],
  ['*/4', TimeZone.AUSTRALIA_LORD_HOWE, 285],
  ['6', TimeZone.AMERICA_NEW_YORK, 1560],
])('the end of summer time is no missed run: hour %s in %p', (hour, timeZone, minutes) => {
  const { worker } = stackWith({ schedule: ScheduleExpression.cron({ hour, minute: '0', timeZone }) });
  const [{ metric, evaluationPeriods }] = worker.alarmDefinitions;

  expect((metric as any).period.toMinutes() * evaluationPeriods).toBe(minutes);
});

test('a zone that is not known is taken for one with summer time, and a rate for time that passes', () => {
  const [odd, berlin] = [TimeZone.of('Moon/Base'), TimeZone.EUROPE_BERLIN];
  const periodsOf = (schedule: ScheduleExpression) =>
    stackWith({ schedule }).worker.alarmDefinitions[0].evaluationPeriods;

  expect(periodsOf(ScheduleExpression.cron({ minute: '0', timeZone: odd }))).toBe(27);
  expect(periodsOf(ScheduleExpression.expression('rate(1 hour)', berlin))).toBe(15);
});

test('a schedule that is disabled is not missed', () => {
  const { stack, worker } = stackWith({ disabled: true });

  expect(scheduleOf(stack).State).toBe('DISABLED');
  expect(worker.alarmDefinitions.map(({ id }) => id)).toEqual(['RunFailed']);
});

test('runs that are a week apart are noted, since no alarm looks back so far', () => {
  const { stack, worker } = stackWith({ schedule: ScheduleExpression.expression('cron(0 6 ? * MON *)') });

  Annotations.fromStack(stack).hasInfo('/Web/DailyRates', Match.stringLikeRegexp('No alarm tells of a missed run'));
  expect(worker.alarmDefinitions.map(({ id }) => id)).toEqual(['RunFailed']);
});

describe('PC12d a schedule with a task', () => {
  const stack = workloadStack();
  const worker = ratesIn(stack, { target: ScheduledTarget.task(taskIn(stack)) });

  test('runs the latest revision on Fargate, without a public address', () => {
    const { Target } = scheduleOf(stack);

    expect(JSON.stringify(Target.EcsParameters.TaskDefinitionArn)).toContain('task-definition/prd-report"');
    expect(resourcesOf(stack, 'AWS::Scheduler::Schedule')[0].DependsOn).toContainEqual(
      expect.stringMatching(/^ReportTaskDefinition/),
    );
    expect(Target.EcsParameters).toMatchObject({
      ...{ LaunchType: 'FARGATE', TaskCount: 1 },
      NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED', Subnets: expect.any(Array) } },
    });
    expect(Target.RetryPolicy.MaximumRetryAttempts).toBe(2);
  });

  test('its role runs that task in its cluster and passes its two roles, and nothing else', () => {
    const statements = roleStatementsOf(stack);

    expect(statements.map(({ Action }: any) => Action)).toEqual(['ecs:RunTask', 'iam:PassRole', 'sqs:SendMessage']);
    expect(JSON.stringify(statements[1].Resource)).toContain('role/ecs-tasks/ap-southeast-1/prd-report/*');
    expect(statements[0].Condition).toMatchObject({ ArnEquals: { 'ecs:cluster': expect.anything() } });
  });

  test('success and failure of its container are counted, of any number of containers', () => {
    const details = resourcesOf(stack, 'AWS::Events::Rule').map(({ Properties }) => Properties.EventPattern.detail);

    expect(details).toEqual([
      expect.objectContaining({ group: ['family:prd-report'], containers: { name: ['task'], exitCode: [0] } }),
      expect.objectContaining({
        lastStatus: ['STOPPED'],
        $or: [
          { containers: { name: ['task'], exitCode: [{ 'anything-but': [0] }] } },
          { stopCode: ['TaskFailedToStart'] },
        ],
      }),
    ]);
    expect(resourcesOf(stack, 'AWS::Logs::MetricFilter')).toHaveLength(2);
  });

  test('alarms on a run that is missed, that failed, and that ECS did not take', () => {
    expect(worker.alarmDefinitions.map(({ id }) => id)).toEqual(['RunMissed', 'RunFailed', 'RunNotStarted']);
    expect(worker.alarmDefinitions[1].logGroupName).toBe('/aws/events/prd-report/failed');
  });
});

test.each(['function', 'task'])('a schedule runs a %s of another stack without an export', (kind) => {
  const app = newApp();
  const [code, stack] = [workloadStack(app, 'Code'), workloadStack(app)];
  const target =
    kind === 'task' ? ScheduledTarget.task(taskIn(code)) : ScheduledTarget.lambdaFunction(functionIn(code));
  const worker = ratesIn(stack, { target });
  watchIn(app, worker.alarmDefinitions);

  expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
  expect([stack.dependencies, code.dependencies]).toEqual([[code], []]);
});

test.each<[Partial<ScheduledWorkerProps>, code: string, prop: string, value: unknown]>([
  [
    { schedule: ScheduleExpression.cron({ hour: '6' }) },
    ...(['scheduled-worker/every-minute', 'schedule', 'cron(* 6 * * ? *)'] as const),
  ],
  [
    { schedule: ScheduleExpression.expression('at(2030-01-01T00:00:00)') },
    ...(['scheduled-worker/only-once', 'schedule', 'at(2030-01-01T00:00:00)'] as const),
  ],
  [
    { schedule: ScheduleExpression.expression('daily') },
    ...(['scheduled-worker/not-a-schedule', 'schedule', 'daily'] as const),
  ],
  [{ flexibleWindow: Duration.days(2) }, 'scheduled-worker/not-a-window', 'flexibleWindow', '2880 minutes'],
  [{ retryAttempts: 3 }, 'scheduled-worker/not-a-retry-count', 'retryAttempts', 3],
  [{ target: 'rates' as any }, 'props/wrong-type', 'target', 'rates'],
])('%p is refused', (props, code, prop, value) => {
  const schedule = props.flexibleWindow && ScheduleExpression.rate(Duration.days(3));

  expect(() => stackWith({ ...(schedule && { schedule }), ...props })).toThrowProblem(code, prop, value);
});

test('a window as long as the time between two runs is refused', () => {
  const props = { schedule: ScheduleExpression.rate(Duration.minutes(5)), flexibleWindow: Duration.minutes(5) };

  expect(() => stackWith(props)).toThrowProblem('scheduled-worker/window-beyond-gap', 'flexibleWindow', '5 minutes');
});

test('a function is the target of one schedule', () => {
  const stack = workloadStack();
  const target = ScheduledTarget.lambdaFunction(functionIn(stack));
  ratesIn(stack, { target });

  expect(() => ratesIn(stack, { target }, 'HourlyRates')).toThrowProblem(
    ...(['scheduled-worker/target-twice', 'target', 'Web/Mailer'] as const),
  );
});

test.each([
  ['region', { account: '111111111111', region: 'eu-central-1' }],
  ['account', { account: '222222222222', region: 'ap-southeast-1' }],
])('a target of another %s is refused', (_, env) => {
  const app = newApp();
  const far = new Stack(app, 'Far', { env });

  expect(() => ratesIn(workloadStack(app), { target: ScheduledTarget.lambdaFunction(functionIn(far)) })).toThrowProblem(
    ...(['scheduled-worker/target-elsewhere', 'target', 'Far/Mailer'] as const),
  );
});

test('schedule and target have to be given', () => {
  expect(() => new ScheduledWorker(workloadStack(), 'Rates', {} as any)).toThrowProblems([
    ['props/missing', 'schedule', undefined],
    ['props/missing', 'target', undefined],
  ]);
});
