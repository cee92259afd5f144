import { alarmNamed, definitionOf, queueApp } from '../../../support/observability';

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

const NO_ALARM = 'must be the name of an alarm: use one of queue-QueueTooLong, queue-Empty, queue-Late';
const NO_NUMBER = 'must be a number: pass a number in the unit of the alarm';

test.each<[code: string, thresholds: object, what: string, reason: string]>([
  ['unknown-alarm', { 'queue-Latency': 1 }, `'thresholds' is "queue-Latency"`, NO_ALARM],
  ['unknown-alarm', { 'queue-': 1 }, `'thresholds' is "queue-"`, NO_ALARM],
  ['threshold', { 'queue-Empty': NaN }, `'thresholds.queue-Empty' is null`, NO_NUMBER],
  ['threshold', { 'queue-Empty': '5' }, `'thresholds.queue-Empty' is "5"`, NO_NUMBER],
])('%s is refused: %j', (code, thresholds, what, reason) => {
  expect(messageOf(() => queueApp({ alarms: ALARMS }, { thresholds: { ...thresholds } }))).toBe(
    `${what}, but ${reason} [observability/${code} at Web/Observability]`,
  );
});
