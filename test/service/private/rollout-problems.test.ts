import { CfnParameter, Stack } from 'aws-cdk-lib';
import { ApiReadiness, FailureThreshold, TaskScaling } from '../../../src/service';
import { apiIn, ApiProps } from '../../support/api';
import { workloadStack } from '../../support/cloud';
import { scaffoldIn } from '../../support/scaffold';

const attempt = (props: ApiProps, stack: Stack = workloadStack()) => expect(() => apiIn(stack, props));
const attemptScaling = (scaling: TaskScaling, props: ApiProps = {}) => attempt({ scaling, ...props });

const withLateNumber = (propsOf: (late: number) => ApiProps) => {
  const stack = workloadStack();
  const late = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
  return attempt(propsOf(late), stack);
};

test.each([-1, 1.5, 5001])('%s tasks are refused', (desiredCount) => {
  attempt({ desiredCount }).toThrow(
    `'desiredCount' is ${desiredCount}, but a service has a whole number of tasks, up to 5000: give a number such as 2 [api/not-a-count at Web/Api]`,
  );
});

test.each([0, 1, 5000])('%s tasks are possible', (desiredCount) => {
  attempt({ desiredCount, readiness: ApiReadiness.RUNNING }).not.toThrow();
});

test.each([0, -1, 1.5])('scaling down to %s tasks is refused', (minTasks) => {
  attemptScaling({ minTasks, maxTasks: 6 }).toThrow(
    `'scaling.minTasks' is ${minTasks}, but a service that scales has one task at least and 5000 at most: from 0 no metric leads back: give a number such as 2 [api/not-a-count at Web/Api]`,
  );
});

test('scaling down to more tasks than a service can have is refused', () => {
  attemptScaling({ minTasks: 5001, maxTasks: 5001 }).toThrow(
    `'scaling.minTasks' is 5001, but a service that scales has one task at least and 5000 at most`,
  );
});

test.each([
  [3, 2],
  [2, 5001],
  [2, 4.5],
])('scaling from %s to %s tasks is refused', (minTasks, maxTasks) => {
  attemptScaling({ minTasks, maxTasks }).toThrow(
    `'scaling.maxTasks' is ${maxTasks}, but it has to be a whole number from the fewest tasks, ${minTasks}, to 5000: raise it, or lower 'scaling.minTasks' [api/most-below-fewest at Web/Api]`,
  );
});

test('the fewest tasks are two where nothing is said: to scale up to one is refused', () => {
  attemptScaling({ maxTasks: 1 }).toThrow(
    `'scaling.maxTasks' is 1, but it has to be a whole number from the fewest tasks, 2, to 5000: raise it, or lower 'scaling.minTasks' [api/most-below-fewest at Web/Api]`,
  );
  attemptScaling({ maxTasks: 2 }).not.toThrow();
});

test.each([
  [1, 1],
  [1, 5000],
  [5000, 5000],
])('scaling from %s to %s tasks is possible', (minTasks, maxTasks) => {
  attemptScaling({ minTasks, maxTasks }, { readiness: ApiReadiness.RUNNING }).not.toThrow();
});

test.each([1, 7])('starting with %s tasks is refused where scaling keeps 2 to 6', (desiredCount) => {
  attemptScaling({ maxTasks: 6 }, { desiredCount, readiness: ApiReadiness.STARTING }).toThrow(
    `'desiredCount' is ${desiredCount}, but scaling keeps the number of tasks from 2 to 6: start with a number between, or leave it out to start with the fewest [api/count-outside-scaling at Web/Api]`,
  );
});

test.each([2, 6])('starting with %s tasks is possible where scaling keeps 2 to 6', (desiredCount) => {
  attemptScaling({ maxTasks: 6 }, { desiredCount, readiness: ApiReadiness.STARTING }).not.toThrow();
});

test('a number of tasks beside scaling is refused once the service runs, and not before', () => {
  const props = { desiredCount: 4 };

  attemptScaling({ maxTasks: 6 }, { ...props, readiness: ApiReadiness.RUNNING }).toThrow(
    `'desiredCount' is 4, but every deploy would set the number of tasks back, and 'scaling' has made it fit the load: leave it out, or leave 'scaling' out [api/count-against-scaling at Web/Api]`,
  );
  attemptScaling({ maxTasks: 6 }, { ...props, readiness: ApiReadiness.STARTING }).not.toThrow();
  attemptScaling({ maxTasks: 6 }, { ...props, readiness: ApiReadiness.WAITING }).not.toThrow();
  attemptScaling({ maxTasks: 6 }, props).not.toThrow();
  attempt({ ...props, readiness: ApiReadiness.RUNNING }).not.toThrow();
});

describe.each(['cpuPercent', 'memoryPercent'])('the target %s', (name) => {
  test.each([9, 91, 9.9, 90.1, 0])('is not %s', (percent) => {
    attemptScaling({ maxTasks: 6, [name]: percent }).toThrow(
      `'scaling.${name}' is ${percent}, but it has to be from 10 to 90: below, tasks never leave, and above, they come too late: give a number such as 60 [api/not-a-target at Web/Api]`,
    );
  });

  test.each([10, 62.5, 90])('may be %s', (percent) => {
    attemptScaling({ maxTasks: 6, [name]: percent }, { readiness: ApiReadiness.RUNNING }).not.toThrow();
  });
});

test.each([0, -1, 0.5])('%s requests a minute are refused', (requestsPerMinute) => {
  attemptScaling({ maxTasks: 6, requestsPerMinute }).toThrow(
    `'scaling.requestsPerMinute' is ${requestsPerMinute}, but it has to be a whole number of requests, one at least: measure what one task can answer in a minute, and give two thirds of it [api/not-a-target at Web/Api]`,
  );
});

test.each([1, 100_000])('%s requests a minute are possible', (requestsPerMinute) => {
  attemptScaling({ maxTasks: 6, requestsPerMinute }, { readiness: ApiReadiness.RUNNING }).not.toThrow();
});

test.each([0, 1.5, 5001])('a threshold of %s tasks is refused', (count) => {
  attempt({ failureThreshold: FailureThreshold.tasks(count) }).toThrow(
    `'failureThreshold' is ${count}, but it counts tasks, from 1 to 5000: give such a number, or leave it out for what ECS does by itself [api/not-a-threshold at Web/Api]`,
  );
});

test.each([
  FailureThreshold.percent(0),
  FailureThreshold.percent(101),
  FailureThreshold.percent(12.5),
  FailureThreshold.percentBetween3And200(0),
  FailureThreshold.percentBetween3And200(101),
])('a threshold of %j is refused', (failureThreshold) => {
  attempt({ failureThreshold }).toThrow(
    `'failureThreshold' is ${failureThreshold.value}, but it is a whole percentage, from 1 to 100: give such a number, or leave it out for what ECS does by itself [api/not-a-threshold at Web/Api]`,
  );
});

test.each([
  FailureThreshold.tasks(1),
  FailureThreshold.tasks(5000),
  FailureThreshold.percent(1),
  FailureThreshold.percent(100),
  FailureThreshold.percentBetween3And200(1),
  FailureThreshold.percentBetween3And200(100),
])('a threshold of %j is possible', (failureThreshold) => {
  attempt({ failureThreshold }).not.toThrow();
});

test('a roll on secrets is refused where there are none', () => {
  attempt({ rollOnSecretChange: true, settings: undefined }).toThrow(
    `'rollOnSecretChange' is true, but the service has no secrets that could change: pass 'settings' with secrets, or leave it out [api/nothing-to-roll-on at Web/Api]`,
  );
  attempt({ rollOnSecretChange: false, settings: undefined }).not.toThrow();
  attempt({ rollOnSecretChange: true }).not.toThrow();
});

test('numbers that only CloudFormation knows are not refused', () => {
  withLateNumber((desiredCount) => ({ desiredCount, readiness: ApiReadiness.RUNNING })).not.toThrow();
  withLateNumber((late) => ({ failureThreshold: FailureThreshold.tasks(late) })).not.toThrow();
  withLateNumber((late) => ({ scaling: { maxTasks: late } })).not.toThrow();
  withLateNumber((late) => ({ scaling: { minTasks: late, maxTasks: 6, requestsPerMinute: late } })).not.toThrow();
  withLateNumber((late) => ({ scaling: { maxTasks: 6, cpuPercent: late, memoryPercent: late } })).not.toThrow();
});

test('the address of a database is a secret to roll on', () => {
  const stack = workloadStack();
  const database = { uriSecret: scaffoldIn(stack).secrets.DB_URI, ports: [5432], addressRanges: [] };

  expect(() => apiIn(stack, { settings: undefined, database, rollOnSecretChange: true })).not.toThrow();
});

test('limits that only CloudFormation knows are not judged', () => {
  const stack = workloadStack();
  const maxTasks = new CfnParameter(stack, 'Late', { type: 'Number' }).valueAsNumber;

  expect(() =>
    apiIn(stack, { scaling: { maxTasks }, desiredCount: 3, readiness: ApiReadiness.STARTING }),
  ).not.toThrow();
});
