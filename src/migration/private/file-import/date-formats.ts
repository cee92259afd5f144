import { Problem, problemIf } from '../../../core/private/checks/problems';

const DATE = ['yyyy', 'MM', 'M', 'dd', 'd'];
const TIME = ['HH', 'mm', 'ss'];

/** A text in quotes, a run of one letter, or another character. */
const PARTS = /'[^']*'|([A-Za-z])\1*|[^A-Za-z']/g;

/** Problems of formats of dates, or of moments, which have a time of day too. */
export function formatProblems(formats: string[], kind: 'date' | 'timestamp'): Array<Problem | undefined> {
  const allowed = kind === 'date' ? DATE : [...DATE, ...TIME];
  return [
    problemIf(formats.length === 0, {
      code: 'import-column/no-formats',
      prop: 'formats',
      value: formats,
      allowed: 'must be one format at least',
      fix: `give that of the file, such as ${kind === 'date' ? '"dd.MM.yyyy"' : '"dd.MM.yyyy HH:mm"'}`,
    }),
    ...formats.map((format) =>
      problemIf(!isFormat(format, kind), {
        code: 'import-column/not-a-format',
        prop: 'formats',
        value: format,
        allowed: `must be made of ${allowed.join(', ')}, each of year, month and day once${kind === 'date' ? '' : ', HH and mm'}, and of text without letters or in single quotes`,
        fix: kind === 'date' ? 'write it like "dd.MM.yyyy"' : `write it like "yyyy-MM-dd'T'HH:mm:ss"`,
      }),
    ),
  ];
}

function isFormat(format: string, kind: 'date' | 'timestamp'): boolean {
  const parts = format.match(PARTS) ?? [];
  const letters = parts.filter((part) => /^[A-Za-z]/.test(part));
  const count = (...names: string[]) => letters.filter((part) => names.includes(part)).length;
  const hasDate = count('yyyy') === 1 && count('MM', 'M') === 1 && count('dd', 'd') === 1;
  const hasTime = count('HH') === 1 && count('mm') === 1 && count('ss') <= 1;
  const known = kind === 'date' ? DATE : [...DATE, ...TIME];
  const isKnown = parts.join('') === format && letters.every((part) => known.includes(part));
  return isKnown && hasDate && (kind === 'date' || hasTime);
}
