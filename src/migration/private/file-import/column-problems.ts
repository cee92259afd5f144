import { formatProblems } from './date-formats';
import { identifierProblem } from './identifiers';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { entryProblems } from '../../../core/private/checks/required-props';
import { entriesOf, TEXT } from '../../../core/private/checks/types';
import { isWhole } from '../../../core/private/checks/values';
import type {
  ImportAmountOptions,
  ImportBooleanOptions,
  ImportDecimalOptions,
  ImportIntegerOptions,
  ImportTextOptions,
  ImportTimestampOptions,
} from '../../import-column-options';

/** A text of PostgreSQL has 1 GiB at most, which no cell comes near. */
const LONGEST_TEXT = 10_485_760;

/** Character before decimals where none is given. */
export const DECIMAL_POINT = '.';

/** Problems of source and target of a column. */
export function mappedProblems({ source, target }: { source?: string; target: string }): Array<Problem | undefined> {
  return [
    source === undefined ? undefined : sourceProblem('source', source),
    identifierProblem('import-column/not-a-column', 'target', target),
  ];
}

/** Problems of the columns that a name-based UUID is made of. */
export function sourcesProblems(sources: string[]): Array<Problem | undefined> {
  const twice = sources.find((source, index) => sources.indexOf(source) < index);
  return [
    problemIf(sources.length === 0, {
      code: 'import-column/no-sources',
      prop: 'sources',
      value: sources,
      allowed: 'must be one column at least: the id follows from their values',
      fix: 'name the columns that no two rows have the same values in',
    }),
    problemIf(twice !== undefined, {
      code: 'import-column/source-twice',
      prop: 'sources',
      value: twice,
      allowed: 'must be different columns',
      fix: 'name it once',
    }),
    ...sources.map((source) => sourceProblem('sources', source)),
  ];
}

export function textProblems({ maxLength }: ImportTextOptions): Array<Problem | undefined> {
  return [
    problemIf(maxLength !== undefined && !isWhole(maxLength, 1, LONGEST_TEXT), {
      code: 'import-column/not-a-length',
      prop: 'maxLength',
      value: maxLength,
      allowed: `must be a whole number from 1 to ${LONGEST_TEXT}`,
      fix: 'give the length of the column, as in varchar(200)',
    }),
  ];
}

export function integerProblems({ thousandsSeparator }: ImportIntegerOptions): Array<Problem | undefined> {
  return [thousandsSeparator === undefined ? undefined : separatorProblem('thousandsSeparator', thousandsSeparator)];
}

export function decimalProblems(given: ImportDecimalOptions): Array<Problem | undefined> {
  const { decimalSeparator = DECIMAL_POINT, thousandsSeparator } = given;
  return [
    separatorProblem('decimalSeparator', decimalSeparator),
    ...integerProblems(given),
    problemIf(decimalSeparator === thousandsSeparator, {
      code: 'import-column/same-separators',
      prop: 'thousandsSeparator',
      value: thousandsSeparator,
      allowed: "must be another character than 'decimalSeparator': 1.234 would be two numbers",
      fix: 'give both as the file has them',
    }),
  ];
}

export function amountProblems({ currency }: ImportAmountOptions): Array<Problem | undefined> {
  return [
    problemIf(!Intl.supportedValuesOf('currency').includes(currency), {
      code: 'import-column/unknown-currency',
      prop: 'currency',
      value: currency,
      allowed: 'must be a code of ISO 4217, in capital letters',
      fix: 'write it like "EUR"',
    }),
  ];
}

export function dateProblems(formats: string[]): Array<Problem | undefined> {
  return formatProblems(formats, 'date');
}

export function timestampProblems({ formats, timeZone }: ImportTimestampOptions): Array<Problem | undefined> {
  return [
    ...formatProblems(formats, 'timestamp'),
    problemIf(!isTimeZone(timeZone), {
      code: 'import-column/unknown-time-zone',
      prop: 'timeZone',
      value: timeZone,
      allowed: 'must be a time zone of the IANA database: an offset or an abbreviation does not say when clocks change',
      fix: 'write it like "Europe/Berlin" or "UTC"',
    }),
  ];
}

export function booleanProblems({ trueValues, falseValues }: ImportBooleanOptions): Array<Problem | undefined> {
  const both = trueValues.find((value) => falseValues.includes(value));
  const missing = Object.entries({ trueValues, falseValues }).map(([prop, values]) =>
    problemIf(values.length === 0, {
      code: 'import-column/no-values',
      prop,
      value: values,
      allowed: 'must be one text at least',
      fix: 'name the texts that the file has',
    }),
  );
  return [
    ...missing,
    problemIf(both !== undefined, {
      code: 'import-column/true-and-false',
      prop: 'falseValues',
      value: both,
      allowed: "cannot be one of 'trueValues' too",
      fix: 'name it in one of the two',
    }),
  ];
}

export function codeProblems(values: Record<string, string>): Array<Problem | undefined> {
  return [
    ...entryProblems('values', values, TEXT),
    problemIf(entriesOf(values).length === 0, {
      code: 'import-column/no-codes',
      prop: 'values',
      value: values,
      allowed: 'must have one code at least, or each row would be rejected',
      fix: "add the codes and their values, or read the column by 'ImportColumn.text()'",
    }),
  ];
}

export function constantProblems(value: string): Array<Problem | undefined> {
  return [
    problemIf(value.includes('\0'), {
      code: 'import-column/not-a-text',
      prop: 'value',
      value,
      allowed: 'must be a text without the character U+0000, which PostgreSQL does not store',
      fix: 'leave the character out',
    }),
  ];
}

function sourceProblem(prop: string, source: string): Problem | undefined {
  return problemIf(source.trim() === '' || source !== source.trim(), {
    code: 'import-column/not-a-source',
    prop,
    value: source,
    allowed: 'must be the name of a column without spaces around it, or a path such as "address/city" or "@id"',
    fix: 'copy the name from the header of the file',
  });
}

function separatorProblem(prop: string, value: string): Problem | undefined {
  return problemIf([...value].length !== 1 || /[\p{L}\p{N}+-]/u.test(value), {
    code: 'import-column/not-a-separator',
    prop,
    value,
    allowed: 'must be one character that is no digit, no letter and no sign',
    fix: 'write it like "," or "."',
  });
}

function isTimeZone(timeZone: string): boolean {
  if (!/^[A-Za-z]+(\/[\w+-]+)*$/.test(timeZone)) {
    return false;
  }
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
