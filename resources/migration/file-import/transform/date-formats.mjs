const PARTS = /'(?<quoted>[^']*)'|(?<letters>([A-Za-z])\3*)|(?<other>[^A-Za-z'])/g;
const PATTERNS = {
  yyyy: String.raw`(?<year>\d{4})`,
  MM: String.raw`(?<month>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  dd: String.raw`(?<day>\d{2})`,
  d: String.raw`(?<day>\d{1,2})`,
  HH: String.raw`(?<hour>\d{2})`,
  mm: String.raw`(?<minute>\d{2})`,
  ss: String.raw`(?<second>\d{2})`,
};
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The pattern of a format such as `dd.MM.yyyy HH:mm`.
 *
 * @param {string} format
 */
function patternOf(format) {
  const pattern = [...format.matchAll(PARTS)].map(({ groups }) => {
    const { quoted, letters, other } = /** @type {Record<string, string | undefined>} */ (groups);
    if (letters === undefined) return escaped(quoted ?? other ?? '');
    if (!PATTERNS[letters]) throw new Error(`IMPORT_DEFINITION has the format ${format}: ${letters} is unknown.`);
    return PATTERNS[letters];
  });
  return new RegExp(`^${pattern.join('')}$`);
}

const escaped = (text) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);

/**
 * Reads local times as `2026-01-31T13:45:00`, in each of the formats that fits: two answers are an ambiguous text.
 *
 * @param {string[]} formats
 * @returns {(text: string) => string[]}
 */
export function localTimes(formats) {
  const patterns = formats.map(patternOf);
  return (text) => {
    /** @type {string[]} */
    const found = [];
    for (const pattern of patterns) {
      const groups = pattern.exec(text)?.groups;
      const time = groups && timeOf(groups);
      if (time && !found.includes(time)) found.push(time);
    }
    return found;
  };
}

/**
 * A time that the calendar and the clock have.
 *
 * @param {Record<string, string>} groups
 */
function timeOf({ year, month, day, hour = '00', minute = '00', second = '00' }) {
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour}:${minute}:${second}`;
}

/** Whether the Gregorian calendar has the day. */
export function isDay(year, month, day) {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= DAYS[month - 1] + (month === 2 && isLeapYear ? 1 : 0);
}
