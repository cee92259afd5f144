import { ApiReadiness } from '../../../src/service';
import { fewest, isWaiting, taskCount } from '../../../src/service/private/task-count';

const { WAITING, STARTING, RUNNING } = ApiReadiness;

test('a service waits until somebody states that it can start', () => {
  expect(isWaiting({})).toBe(true);
  expect(isWaiting({ readiness: WAITING })).toBe(true);
  expect(isWaiting({ readiness: STARTING })).toBe(false);
  expect(isWaiting({ readiness: RUNNING })).toBe(false);
});

test('a service that scales has two tasks at least, unless another number is stated', () => {
  expect(fewest({ maxTasks: 6 })).toBe(2);
  expect(fewest({ minTasks: 1, maxTasks: 6 })).toBe(1);
});

test.each([{}, { desiredCount: 4 }, { scaling: { maxTasks: 6 } }, { scaling: { maxTasks: 6 }, desiredCount: 4 }])(
  'a service that waits has no tasks, whatever it shall have later: %j',
  (options) => {
    expect(taskCount(options)).toBe(0);
    expect(taskCount({ ...options, readiness: WAITING })).toBe(0);
  },
);

test.each([STARTING, RUNNING])(
  'without scaling a service that is %s has two tasks, or as many as are stated',
  (readiness) => {
    expect(taskCount({ readiness })).toBe(2);
    expect(taskCount({ readiness, desiredCount: 5 })).toBe(5);
    expect(taskCount({ readiness, desiredCount: 0 })).toBe(0);
  },
);

test('with scaling a service starts with the fewest tasks, or as many as are stated', () => {
  expect(taskCount({ readiness: STARTING, scaling: { maxTasks: 6 } })).toBe(2);
  expect(taskCount({ readiness: STARTING, scaling: { minTasks: 3, maxTasks: 6 } })).toBe(3);
  expect(taskCount({ readiness: STARTING, scaling: { minTasks: 3, maxTasks: 6 }, desiredCount: 4 })).toBe(4);
});

test('with scaling no template names a number once the service runs', () => {
  expect(taskCount({ readiness: RUNNING, scaling: { maxTasks: 6 } })).toBeUndefined();
});
