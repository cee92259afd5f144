import type { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';

/** Minutes of a day. */
const DAY = 1440;

const UNITS: Record<string, number> = { minute: 1, hour: 60, day: DAY };

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * The longest time between two runs of a schedule, in minutes. Undefined for an expression whose days depend on the calendar
 * more than names, numbers, ranges and steps say, such as `L`, `W` and `#`, or on the year.
 */
export function longestGapOf(expression: string): number | undefined {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (count !== undefined) {
    return Number(count) * UNITS[unit];
  }
  const [, fields] = /^cron\((.*)\)$/.exec(expression) ?? [];
  const parts = fields?.trim().split(/\s+/) ?? [];
  return parts.length === 6 ? longestGapOfCron(parts) : undefined;
}

/**
 * Minutes that the end of summer time adds to the time between two runs: EventBridge Scheduler runs once what the clock shows
 * twice. An hour for a zone that is not known. A rate is a time that passes, whatever the clock shows.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
export function clockChangeOf({ expressionString, timeZone }: ScheduleExpression): number {
  if (timeZone === undefined || !expressionString.startsWith('cron(')) {
    return 0;
  }
  const clock = clockOf(timeZone.timezoneName);
  if (clock === undefined) {
    return 60;
  }
  const offsets = Array.from({ length: 12 }, (_, month) => offsetIn(clock, Date.UTC(2027, month, 1)));
  return Math.max(...offsets) - Math.min(...offsets);
}

/** Undefined for a time zone that is not known here, or at the deployment alone. */
function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  } catch {
    return undefined;
  }
}

/** Minutes by which a clock is ahead of UTC, from a text such as `1/1/2027, GMT-05:00`. */
function offsetIn(clock: Intl.DateTimeFormat, time: number): number {
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(clock.format(time)) ?? [];
  return sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
}

function longestGapOfCron([minute, hour, day, month, weekday, year]: string[]): number | undefined {
  const minutes = numbersIn(minute, 0, 59);
  const hours = numbersIn(hour, 0, 23);
  const days = numbersIn(day, 1, 31);
  const months = numbersIn(month, 1, 12, MONTHS);
  const weekdays = numbersIn(weekday, 1, 7, WEEKDAYS);
  if (!minutes || !hours || !days || !months || !weekdays || year !== '*') {
    return undefined;
  }
  const times = [...hours].flatMap((it) => [...minutes].map((one) => it * 60 + one)).sort((one, other) => one - other);
  const runDays = daysWhere((date) => {
    return months.has(date.getUTCMonth() + 1) && days.has(date.getUTCDate()) && weekdays.has(date.getUTCDay() + 1);
  });
  const overnight = gapsOf(runDays).map((gap) => gap * DAY + times[0] - times.at(-1)!);
  return overnight.length === 0 ? undefined : Math.max(...gapsOf(times), ...overnight);
}

/** Days of four years, a leap year among them, by their number. */
function daysWhere(isRunOn: (date: Date) => boolean): number[] {
  const days = Array.from({ length: 4 * 365 + 1 }, (_, index) => index);
  return days.filter((index) => isRunOn(new Date(Date.UTC(2027, 0, 1 + index))));
}

function gapsOf(times: number[]): number[] {
  return times.slice(1).map((time, index) => time - times[index]);
}

/** Numbers of a field: lists of numbers, ranges and steps. Undefined for anything else. */
function numbersIn(field: string, from: number, to: number, names: string[] = []): Set<number> | undefined {
  const numberOf = (text: string) => (names.includes(text) ? names.indexOf(text) + from : Number(text));
  const parts = field.split(',').map((part) => {
    const [range, step = '1'] = part.split('/');
    const [first, last] = ['*', '?'].includes(range) ? [from, to] : range.split('-').map(numberOf);
    const end = last ?? (part.includes('/') ? to : first);
    const isValid =
      [first, end, Number(step)].every(Number.isInteger) && Number(step) > 0 && first >= from && end <= to;
    return isValid ? numbersFrom(first, end, Number(step)) : undefined;
  });
  return parts.some((part) => part === undefined) ? undefined : new Set(parts.flatMap((part) => part!));
}

function numbersFrom(first: number, last: number, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor((last - first) / step) + 1) }, (_, index) => first + index * step);
}
