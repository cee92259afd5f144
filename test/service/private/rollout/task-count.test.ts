import { LaunchPhase } from '../../../../src/service';
import { minTasksOf, isNotReady, taskCount } from '../../../../src/service/private/rollout/task-count';

const { NOT_READY, FIRST_START, RUNNING } = LaunchPhase;
const scaling = { maxTasks: 6 };

test('a service waits until somebody states that it can start', () => {
  expect([undefined, NOT_READY, FIRST_START, RUNNING].map((launchPhase) => isNotReady({ launchPhase }))).toEqual([
    ...[true, true, false, false],
  ]);
});

test('a service that scales has two tasks at least, unless another number is stated', () => {
  expect([minTasksOf(scaling), minTasksOf({ minTasks: 1, maxTasks: 6 })]).toEqual([2, 1]);
});

test.each([
  ['RB22 a service that waits has no tasks, whatever it shall have later', {}, [0, 0, 0]],
  ['RB22 a service that waits has no tasks, whatever it shall have later', { launchPhase: NOT_READY }, [0, 0, 0]],
  ['RB3a without scaling it has two tasks, or as many as are stated', { launchPhase: FIRST_START }, [2, 5, 0]],
  ['RB3a without scaling it has two tasks, or as many as are stated', { launchPhase: RUNNING }, [2, 5, 0]],
  ['a service that waits has none, scaling or not', { scaling }, [0, 0, 0]],
  [
    'with scaling it starts with the fewest, or as many as are stated',
    { launchPhase: FIRST_START, scaling },
    [2, 5, 0],
  ],
  [
    'with scaling it starts with the fewest, which are stated too',
    { launchPhase: FIRST_START, scaling: { ...scaling, minTasks: 3 } },
    [3, 5, 0],
  ],
  [
    'with scaling no template names a number once it runs',
    { launchPhase: RUNNING, scaling },
    [undefined, undefined, undefined],
  ],
])('%s: %j', (_, options, counts) => {
  expect([undefined, 5, 0].map((desiredCount) => taskCount({ ...options, desiredCount }))).toEqual(counts);
});
