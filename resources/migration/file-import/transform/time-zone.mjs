const DAY = 86_400_000;
const MOST_DAYS = 20_000;

/**
 * Answers the moments, in milliseconds, at which clocks of a time zone show a local time: none, one or two.
 *
 * @param {string} timeZone
 * @returns {(local: string) => number[]}
 */
export function instants(timeZone) {
  const offsetAt = offsets(timeZone);
  return (local) => {
    const asUtc = Date.parse(`${local}Z`);
    const around = new Set([offsetAt(asUtc - DAY), offsetAt(asUtc + DAY)]);
    return [...around].map((offset) => asUtc - offset).filter((instant) => offsetAt(instant) === asUtc - instant);
  };
}

/** The offset of local time to UTC at a moment. A day without a change of it is asked for once. */
function offsets(timeZone) {
  const numeric = /** @type {const} */ ('numeric');
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
  });
  /** @type {Map<number, number | undefined>} */
  const days = new Map();
  return (instant) => {
    const day = Math.floor(instant / DAY);
    if (!days.has(day)) {
      if (days.size >= MOST_DAYS) days.clear();
      const start = exactOffset(format, day * DAY);
      days.set(day, start === exactOffset(format, (day + 1) * DAY) ? start : undefined);
    }
    return days.get(day) ?? exactOffset(format, instant);
  };
}

function exactOffset(format, instant) {
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const year = parts.era.startsWith('B') ? 1 - Number(parts.year) : Number(parts.year);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day));
  local.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second));
  return local.getTime() - Math.floor(instant / 1000) * 1000;
}
