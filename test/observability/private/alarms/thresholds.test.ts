import { ServiceLevel, ServiceLevelObjective } from '../../../../src/observability';
import { workloadStack } from '../../../support/cloud';
import { alarmNamed, countOf, definitionOf, observe, queueApp } from '../../../support/observability';

const symptom = 's'.repeat(524); // the longest that is taken
const ALARMS = [
  definitionOf({ symptom }),
  definitionOf({ id: 'Empty' }),
  definitionOf({ id: 'Late', suppressedBy: ['Empty'] }),
];

test("the team's own thresholds, 0 too, are in the alarms and in their texts, and in no other alarm", () => {
  const thresholds = { 'queue-QueueTooLong': 0, 'queue-Late': 25 };
  const { app } = queueApp({ alarms: ALARMS }, { thresholds });
  const texts = ['QueueTooLong', 'Empty', 'Late', 'Late-Call'].map((id) => {
    const { Threshold, AlarmDescription } = alarmNamed(app, `queue-${id}`).properties;
    return [Threshold, AlarmDescription.split('\n')[0]];
  });

  expect(texts).toEqual([
    [0, `${symptom} (Here it calls at 0, and not at 10.)`],
    [10, 'Payments come late.'],
    [25, 'Payments come late. (Here it calls at 25, and not at 10.)'],
    [undefined, 'Payments come late. (Here it calls at 25, and not at 10.)'], // of a composite
  ]);
});

test.each<[code: string, prop: string, value: unknown, thresholds: object]>([
  ['unknown-alarm', 'thresholds', 'queue-Latency', { 'queue-Latency': 1 }],
  ['unknown-alarm', 'thresholds', 'queue-', { 'queue-': 1 }],
  ['threshold', 'thresholds.queue-Empty', NaN, { 'queue-Empty': NaN }],
  ['threshold', 'thresholds.queue-Empty', '5', { 'queue-Empty': '5' }],
])('%s: `%s` refuses %j', (code, prop, value, thresholds) => {
  expect(() => queueApp({ alarms: ALARMS }, { thresholds: { ...thresholds } })).toThrowProblem(
    `observability/${code}`,
    prop,
    value,
    'Web/Observability',
  );
});

test('the threshold of a burn rate is in its math expression, too: the objective has it', () => {
  const stack = workloadStack();
  const metrics = { requests: countOf('Orders'), failed: countOf('Declined') };
  const orders = new ServiceLevelObjective(stack, 'Orders', { metrics, level: ServiceLevel.AVAILABILITY_99_9 });
  const observed = (thresholds: Record<string, number>) => () =>
    observe(stack, { orders }, { thresholds }, Object.keys(thresholds)[0]);

  expect(observed({ 'orders-FastBurnLong': 10 })).toThrowProblem(
    'service-level/threshold',
    'thresholds.orders-FastBurnLong',
    10,
  );
  expect(observed({ 'orders-SlowBurn': 2 })).toThrow("pass 'slowBurn' to the ServiceLevelObjective");
  expect(observed({ 'orders-Silence': 5 })).not.toThrow();
});
