import { ScheduledTarget } from '../../src/service';
import { functionIn } from '../support/function';

test('what a schedule starts has to be given, and of its type', () => {
  expect(() => ScheduledTarget.lambdaFunction(undefined as any)).toThrowProblem(
    'props/missing',
    'lambdaFunction',
    undefined,
  );
  expect(() => ScheduledTarget.task({} as any)).toThrowProblem('props/wrong-type', 'task', 'an object');
});

test('a payload has texts by their names', () => {
  expect(() => ScheduledTarget.lambdaFunction(functionIn(), { payload: { days: 1 } as any })).toThrowProblem(
    ...(['props/wrong-type', 'payload.days', 1] as const),
  );
});
