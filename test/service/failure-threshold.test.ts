import { FailureThreshold } from '../../src/service';

test.each([
  [FailureThreshold.tasks(4), 'COUNT', 4],
  [FailureThreshold.boundedPercent(50), 'BOUNDED_PERCENT', 50],
  [FailureThreshold.percent(25), 'UNBOUNDED_PERCENT', 25],
])("%j has the kind in ECS's own word, and its number", (threshold, kind, value) => {
  expect(threshold).toEqual({ _kind: kind, _value: value });
});
