import { AlarmDefinition, AlarmSeverity } from '../../../core';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import { ObservedSource } from '../sources/observed-source';

/**
 * CloudWatch takes 100 alarms in a rule, the alarm itself among them.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
const MOST_CONDITIONS = 99;

/** Problems of the alarms that suppress an alarm. */
export function suppressionProblems(
  definition: AlarmDefinition,
  source: ObservedSource,
  prop: string,
): Array<Problem | undefined> {
  const { id, suppressedBy = [], severity } = definition;
  return suppressedBy.flatMap((other) => {
    const cause = source.alarms.find((it) => it.id === other);
    const about = { prop: `${prop}.suppressedBy`, value: other };
    const isQuieter = cause?.severity !== severity && severity === AlarmSeverity.PAGE;
    return [
      ...otherAlarmProblems(definition, other, source, about.prop),
      problemIf(cause !== undefined && isQuieter, {
        ...about,
        code: 'observability/suppressed-by-quieter',
        allowed: 'cannot be a ticket, because it would suppress a page',
        fix: 'remove it, or make it a page',
      }),
      problemIf(
        cause?.actionsEnabled === false && !(severity === AlarmSeverity.TICKET && isConditionOfPage(cause, source)),
        {
          ...about,
          code: 'observability/suppressed-by-silent',
          allowed:
            'cannot be an alarm that does not notify, because then neither would: it may be the condition of a page, and this a ticket',
          fix: "remove it, or leave its 'actionsEnabled' out",
        },
      ),
      problemIf(cause !== undefined && other !== id && causesOf(cause, source).has(id), {
        ...about,
        code: 'observability/explained-in-a-circle',
        allowed: `cannot be suppressed by ${id} itself: with both in ALARM, neither would notify`,
        fix: 'remove one of the two',
      }),
    ];
  });
}

/** Problems of the conditions under which an alarm notifies, and of an alarm that is a condition alone. */
export function conditionProblems(
  definition: AlarmDefinition,
  source: ObservedSource,
  prop: string,
): Array<Problem | undefined> {
  const { id, onlyWith = [], alsoNotifiesFor = [], suppressedBy = [], suppressedAfter, actionsEnabled } = definition;
  const about = { prop: `${prop}.onlyWith`, value: onlyWith };
  const contradicting = onlyWith.find((other) => suppressedBy.includes(other));
  const twice = onlyWith.find((other, index) => onlyWith.indexOf(other) < index);
  const count = conditionsOf(definition, source).length;
  const ofNotification = Object.entries({
    onlyWith: isNotifiedFor(id, source) ? undefined : definition.onlyWith,
    alsoNotifiesFor: definition.alsoNotifiesFor,
    suppressedBy: definition.suppressedBy,
    suppressedAfter,
  });
  const [unused] = ofNotification.find(([, value]) => actionsEnabled === false && value !== undefined) ?? [];
  return [
    ...onlyWith.flatMap((other) => otherAlarmProblems(definition, other, source, about.prop)),
    ...alsoNotifiesFor.flatMap((other) => notifiedProblems(definition, other, source, `${prop}.alsoNotifiesFor`)),
    problemIf(definition.onlyWith?.length === 0, {
      ...about,
      code: 'observability/no-condition',
      allowed: 'must have the id of an alarm',
      fix: 'add one, or leave it out',
    }),
    problemIf(count > MOST_CONDITIONS, {
      ...about,
      value: `${count} alarms`,
      code: 'observability/too-many-conditions',
      allowed: 'CloudWatch takes 100 alarms in a rule, and this one is in it',
      fix: `name ${MOST_CONDITIONS} at most`,
    }),
    problemIf(contradicting !== undefined, {
      ...about,
      value: contradicting,
      code: 'observability/never-notifies',
      allowed: "cannot be in 'suppressedBy' too, because the alarm would never notify",
      fix: 'remove it from one of the two',
    }),
    problemIf(twice !== undefined, {
      ...about,
      value: twice,
      code: 'observability/condition-twice',
      allowed: 'must name each alarm once',
      fix: 'remove it once',
    }),
    problemIf(unused !== undefined, {
      prop: `${prop}.${unused}`,
      value: unused === 'suppressedAfter' ? 'a metric' : definition[unused as 'onlyWith' | 'suppressedBy'],
      code: 'observability/silent-with-conditions',
      allowed:
        "cannot be given beside 'actionsEnabled' false, because it is about notifications and this alarm sends none",
      fix: 'move it to the alarm that notifies',
    }),
    problemIf(actionsEnabled === false && !isCondition(definition, source), {
      prop: `${prop}.actionsEnabled`,
      value: false,
      code: 'observability/alarm-without-use',
      allowed: "must be of an alarm that another one, which notifies, has in 'onlyWith' or 'alsoNotifiesFor'",
      fix: 'leave it out, so that the alarm notifies',
    }),
  ];
}

/** Problems of an alarm for which another one notifies. */
function notifiedProblems(
  definition: AlarmDefinition,
  value: string,
  source: ObservedSource,
  prop: string,
): Array<Problem | undefined> {
  const other = source.alarms.find((it) => it.id === value);
  return [
    ...otherAlarmProblems(definition, value, source, prop),
    problemIf(other !== undefined && other !== definition && other.actionsEnabled !== false, {
      prop,
      value,
      code: 'observability/notifies-twice',
      allowed: "must be an alarm with 'actionsEnabled' false, because one cause would notify twice",
      fix: `set 'actionsEnabled' of ${value} to false`,
    }),
  ];
}

/** An alarm that another one names: of its source and region. */
function otherAlarmProblems(
  definition: AlarmDefinition,
  value: string,
  source: ObservedSource,
  prop: string,
): Array<Problem | undefined> {
  const other = source.alarms.find((it) => it.id === value);
  const regionOf = (it: AlarmDefinition) => it.region ?? source.stack.region;
  const others = source.alarms.map(({ id }) => id).filter((id) => id !== definition.id);
  return [
    problemIf(other === undefined || value === definition.id, {
      prop,
      value,
      code: 'observability/unknown-cause',
      allowed: 'must be the id of another alarm of the source',
      fix: `use ${others.length > 0 ? `one of ${others.join(', ')}` : 'an alarm that the source has beside it'}`,
    }),
    problemIf(other !== undefined && areDifferent(regionOf(other), regionOf(definition)), {
      prop,
      value,
      code: 'observability/cause-elsewhere',
      allowed: 'cannot be an alarm of another region, because a composite alarm is regional',
      fix: 'leave it out',
    }),
  ];
}

/** Whether an alarm that notifies needs this one to be in ALARM, or notifies for it. */
function isCondition({ id }: AlarmDefinition, source: ObservedSource): boolean {
  return source.alarms.some((it) => it.actionsEnabled !== false && conditionsOf(it, source).includes(id));
}

/** Whether a page needs this one to be in ALARM: it comes with the page, and goes after it. */
function isConditionOfPage({ id }: AlarmDefinition, source: ObservedSource): boolean {
  const pages = source.alarms.filter(({ severity }) => severity === AlarmSeverity.PAGE);
  return pages.some((it) => it.actionsEnabled !== false && conditionsOf(it, source).includes(id));
}

/** Whether an alarm that notifies does so for this one as well. */
function isNotifiedFor(id: string, source: ObservedSource): boolean {
  return source.alarms.some((it) => it.actionsEnabled !== false && it.alsoNotifiesFor?.includes(id));
}

/** The alarms in the rule of an alarm's composite, besides itself and those that suppress it. */
function conditionsOf({ onlyWith = [], alsoNotifiesFor = [] }: AlarmDefinition, source: ObservedSource): string[] {
  const others = alsoNotifiesFor.flatMap((id) => source.alarms.find((it) => it.id === id)?.onlyWith ?? []);
  return [...onlyWith, ...alsoNotifiesFor, ...others];
}

/** Alarms that suppress an alarm, directly or through others. */
function causesOf(definition: AlarmDefinition, source: ObservedSource, known = new Set<string>()): Set<string> {
  for (const id of definition.suppressedBy ?? []) {
    const cause = source.alarms.find((it) => it.id === id);
    if (cause && !known.has(id)) {
      known.add(id);
      causesOf(cause, source, known);
    }
  }
  return known;
}
