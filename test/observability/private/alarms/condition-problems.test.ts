import { AlarmDefinition, AlarmSeverity } from '../../../../src/core';
import { alarmProblems } from '../../../../src/observability/private/alarms/alarm-problems';
import { workloadStack } from '../../../support/cloud';
import { ANY_RUNBOOK, definitionOf, sourceOf } from '../../../support/observability';
import { saidOf } from '../../../support/problems';

type Props = Partial<AlarmDefinition>;

const SILENT = { actionsEnabled: false };
const problemsOf = (...props: Props[]) =>
  saidOf(alarmProblems(sourceOf(workloadStack(), { alarms: props.map(definitionOf) }), ANY_RUNBOOK));
const propOf = (id: string, prop: string) => `sources.queue.alarmDefinitions.${id}.${prop}`;

/** A page for a short window or a longer one, each with a condition, and a ticket that the longest window suppresses. */
const PAIRS: Props[] = [
  { id: 'Fast', onlyWith: ['FastLong'], alsoNotifiesFor: ['Medium'] },
  { ...SILENT, id: 'FastLong' },
  { ...SILENT, id: 'Medium', onlyWith: ['MediumLong'] },
  { ...SILENT, id: 'MediumLong' },
  { id: 'Slow', severity: AlarmSeverity.TICKET, suppressedBy: ['MediumLong'] },
];

test('an alarm may notify for another one that has a condition, and a ticket be suppressed by the condition of a page', () => {
  expect(problemsOf(...PAIRS)).toEqual([]);
});

test.each<[what: string, replaced: Props, code: string, prop: string, value: unknown]>([
  [
    'an alarm that does not exist',
    { id: 'Fast', alsoNotifiesFor: ['Other'] },
    'unknown-cause',
    'alsoNotifiesFor',
    'Other',
  ],
  ['itself', { id: 'Fast', alsoNotifiesFor: ['Fast'] }, 'unknown-cause', 'alsoNotifiesFor', 'Fast'],
  [
    'one that notifies by itself',
    { id: 'Fast', alsoNotifiesFor: ['Slow'] },
    'notifies-twice',
    'alsoNotifiesFor',
    'Slow',
  ],
])('an alarm cannot notify for %s', (_, fast, code, prop, value) => {
  const [, , , , slow] = PAIRS;

  expect(problemsOf(fast, slow, { id: 'MediumLong' })).toEqual([
    [`observability/${code}`, propOf('Fast', prop), value],
  ]);
});

test('an alarm that does not notify cannot notify for another one', () => {
  expect(
    problemsOf(
      { ...SILENT, id: 'Fast', alsoNotifiesFor: ['Medium'] },
      { ...SILENT, id: 'Medium' },
      { onlyWith: ['Fast', 'Medium'] },
    ),
  ).toEqual([['observability/silent-with-conditions', propOf('Fast', 'alsoNotifiesFor'), ['Medium']]]);
});

test('a page cannot be suppressed by the condition of another page, which may be on while that one is not', () => {
  const page = { id: 'Slow', suppressedBy: ['MediumLong'] };

  expect(problemsOf(...PAIRS.slice(0, 4), page)).toEqual([
    ['observability/suppressed-by-silent', propOf('Slow', 'suppressedBy'), 'MediumLong'],
  ]);
});
