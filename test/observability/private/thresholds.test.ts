import { BankObservabilityProps } from '../../../src/observability';
import { newApp, workloadStack } from '../../support/cloud';
import { alarmNamed, bankIn, definitionOf, messageOf, observe, Queue } from '../../support/observability';

const queueWith = (thresholds: BankObservabilityProps['thresholds']) => {
  const app = newApp();
  const stack = workloadStack(app);
  const queue = new Queue(stack, 'Queue', { alarms: [definitionOf(), definitionOf({ id: 'Empty' })] });
  observe(stack, { queue }, { thresholds });
  return app;
};

test('by default thresholds are those of the constructs', () => {
  expect(alarmNamed(queueWith(undefined), 'prd-rl-bank-queue-QueueTooLong').properties.Threshold).toBe(10);
});

test.each([0, 25])(
  "the team's own threshold %d is in the alarm and in its text, and in no other alarm",
  (threshold) => {
    const app = queueWith({ 'queue-QueueTooLong': threshold });
    const [changed, other] = ['QueueTooLong', 'Empty'].map(
      (id) => alarmNamed(app, `prd-rl-bank-queue-${id}`).properties,
    );

    expect([changed.Threshold, other.Threshold]).toEqual([threshold, 10]);
    expect(changed.AlarmDescription).toMatch(
      new RegExp(`^Payments come late\\. \\(Here it calls at ${threshold}, and not at 10\\.\\)\n`),
    );
    expect(other.AlarmDescription).toMatch(/^Payments come late\.\n/);
  },
);

test('an alarm under a composite takes one too', () => {
  const { app, stack, sources } = bankIn();
  observe(stack, sources, { thresholds: { 'api-Latency': 1 } });

  expect(alarmNamed(app, 'prd-rl-bank-api-Latency').properties.Threshold).toBe(1);
  expect(alarmNamed(app, 'prd-rl-bank-api-Latency-Call').properties.AlarmDescription).toContain(
    '(Here it calls at 1, and not at 2.)',
  );
});

test.each<[code: string, thresholds: Record<string, number>, sentence: string]>([
  [
    'unknown-alarm',
    { 'queue-Latency': 1 },
    `'thresholds' is "queue-Latency", but there is no alarm of that name: take some of queue-QueueTooLong, queue-Empty`,
  ],
  [
    'threshold',
    { 'queue-Empty': NaN },
    `'thresholds.queue-Empty' is null, but it is no number: pass a number in the unit of the alarm`,
  ],
  [
    'threshold',
    { 'queue-Empty': '5' as unknown as number },
    `'thresholds.queue-Empty' is "5", but it is no number: pass a number in the unit of the alarm`,
  ],
  [
    'unknown-alarm',
    { 'queue-': 1 },
    `'thresholds' is "queue-", but there is no alarm of that name: take some of queue-QueueTooLong, queue-Empty`,
  ],
])('%s is refused: %j', (code, thresholds, sentence) => {
  expect(messageOf(() => queueWith(thresholds))).toBe(`${sentence} [observability/${code} at Web/Observability]`);
});

test('the longest symptom is not refused for what a threshold adds to it', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const symptom = 's'.repeat(524);
  const queue = new Queue(stack, 'Queue', { alarms: [definitionOf({ symptom })] });
  observe(stack, { queue }, { thresholds: { 'queue-QueueTooLong': 7 } });
  const { AlarmDescription, Threshold } = alarmNamed(app, 'prd-rl-bank-queue-QueueTooLong').properties;

  expect(Threshold).toBe(7);
  expect(AlarmDescription.split('\n')[0]).toBe(`${symptom} (Here it calls at 7, and not at 10.)`);
  expect(AlarmDescription.length).toBeLessThanOrEqual(1024);
});
