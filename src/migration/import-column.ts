import * as columnOptions from './import-column-options';
import {
  amountProblems,
  booleanProblems,
  codeProblems,
  constantProblems,
  dateProblems,
  DECIMAL_POINT,
  decimalProblems,
  integerProblems,
  mappedProblems,
  sourcesProblems,
  textProblems,
  timestampProblems,
} from './private/file-import/column-problems';
import { Problem, throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { BOOLEAN, entriesOf, NUMBER, OPTIONS, requireTypes, TEXT, TEXTS } from '../core/private/checks/types';

const REQUIRED = { required: BOOLEAN };
const SEPARATORS = { decimalSeparator: TEXT, thousandsSeparator: TEXT };

/**
 * Column of the table of a `FileImport`, and what it is filled from: a source is the name of a column of a CSV file or a
 * sheet, or a path within the row element of XML.
 *
 * A cell that is empty is `NULL`, and rejects its row where the column is `required`; one that is not of the type rejects its
 * row with a reason.
 *
 * @example
 * import { ImportColumn } from 'rl-bank-constructs/migration';
 *
 * const columns = [
 *   ImportColumn.nameBasedUuid('contact_id', ['E-Mail']),
 *   ImportColumn.text('E-Mail', 'email', { required: true, maxLength: 320 }),
 *   ImportColumn.date('Geburtsdatum', 'born_on', { formats: ['dd.MM.yyyy'] }),
 *   ImportColumn.amount('Umsatz', 'revenue_cents', { currency: 'EUR', decimalSeparator: ',', minorUnits: true }),
 *   ImportColumn.code('Status', 'status', { Aktiv: 'active', Ruhend: 'paused' }),
 *   ImportColumn.constant('origin', 'legacy'),
 * ];
 */
export class ImportColumn {
  /**
   * Text without the spaces around it.
   * @param source column or path in the file
   * @param target column of the table
   * @param options longest text, and whether each row must have one
   */
  public static text(source: string, target: string, options: columnOptions.ImportTextOptions = {}): ImportColumn {
    const place = mapped('text', source, target);
    requireTypes(place, options, { ...REQUIRED, maxLength: NUMBER });
    return made('text', place, source, target, options, ['maxLength'], textProblems(options));
  }

  /**
   * Whole number.
   * @param source column or path in the file
   * @param target column of the table
   * @param options separator of thousands, and whether each row must have a number
   */
  public static integer(
    source: string,
    target: string,
    options: columnOptions.ImportIntegerOptions = {},
  ): ImportColumn {
    const place = mapped('integer', source, target);
    requireTypes(place, options, { ...REQUIRED, thousandsSeparator: TEXT });
    return made('integer', place, source, target, options, ['thousandsSeparator'], integerProblems(options));
  }

  /**
   * Number with decimals, for a column of type `numeric`.
   * @param source column or path in the file
   * @param target column of the table
   * @param options separators, and whether each row must have a number
   */
  public static decimalNumber(
    source: string,
    target: string,
    options: columnOptions.ImportDecimalOptions = {},
  ): ImportColumn {
    const place = mapped('decimalNumber', source, target);
    requireTypes(place, options, { ...REQUIRED, ...SEPARATORS });
    return made(
      'decimal',
      place,
      source,
      target,
      withPoint(options),
      Object.keys(SEPARATORS),
      decimalProblems(options),
    );
  }

  /**
   * Amount of money in one currency, with or without its code or symbol. An amount in another currency rejects its row.
   * @param source column or path in the file
   * @param target column of the table
   * @param options currency, separators, and whether cents are stored
   */
  public static amount(source: string, target: string, options: columnOptions.ImportAmountOptions): ImportColumn {
    const place = mapped('amount', source, target);
    requireProps(place, options, { currency: true });
    requireTypes<columnOptions.ImportAmountOptions>(place, options, {
      ...{ ...REQUIRED, ...SEPARATORS, currency: TEXT, minorUnits: BOOLEAN },
    });
    const names = ['currency', ...Object.keys(SEPARATORS), 'minorUnits'];
    const problems = [...amountProblems(options), ...decimalProblems(options)];
    return made('amount', place, source, target, withPoint(options), names, problems);
  }

  /**
   * Calendar date, for a column of type `date`.
   * @param source column or path in the file
   * @param target column of the table
   * @param options formats of the file, and whether each row must have a date
   */
  public static date(source: string, target: string, options: columnOptions.ImportDateOptions): ImportColumn {
    const place = mapped('date', source, target);
    requireProps(place, options, { formats: true });
    requireTypes<columnOptions.ImportDateOptions>(place, options, { ...REQUIRED, formats: TEXTS });
    return made('date', place, source, target, options, ['formats'], dateProblems(options.formats));
  }

  /**
   * Moment, for a column of type `timestamptz`. A time that the zone skips or has twice, when clocks change, rejects its row.
   * @param source column or path in the file
   * @param target column of the table
   * @param options formats and time zone of the file, and whether each row must have one
   */
  public static timestamp(source: string, target: string, options: columnOptions.ImportTimestampOptions): ImportColumn {
    const place = mapped('timestamp', source, target);
    requireProps(place, options, { formats: true, timeZone: true });
    requireTypes<columnOptions.ImportTimestampOptions>(place, options, { ...REQUIRED, formats: TEXTS, timeZone: TEXT });
    return made('timestamp', place, source, target, options, ['formats', 'timeZone'], timestampProblems(options));
  }

  /**
   * True or false, for a column of type `boolean`.
   * @param source column or path in the file
   * @param target column of the table
   * @param options texts for true and for false, and whether each row must have one
   */
  public static trueOrFalse(source: string, target: string, options: columnOptions.ImportBooleanOptions): ImportColumn {
    const place = mapped('trueOrFalse', source, target);
    requireProps(place, options, { trueValues: true, falseValues: true });
    requireTypes<columnOptions.ImportBooleanOptions>(place, options, {
      ...REQUIRED,
      trueValues: TEXTS,
      falseValues: TEXTS,
    });
    return made('boolean', place, source, target, options, ['trueValues', 'falseValues'], booleanProblems(options));
  }

  /**
   * Code of the file, stored as that of the product. Any other code rejects its row.
   * @param source column or path in the file
   * @param target column of the table
   * @param values codes of the table by those of the file, such as `{ Aktiv: 'active' }`
   * @param options whether each row must have one
   */
  public static code(
    source: string,
    target: string,
    values: Record<string, string>,
    options: columnOptions.ImportColumnOptions = {},
  ): ImportColumn {
    const place = mapped('code', source, target);
    requireArgument(place, 'values', values, OPTIONS);
    requireTypes(place, options, REQUIRED);
    const all = { ...options, values: Object.fromEntries(entriesOf(values)) };
    return made('code', place, source, target, all, ['values'], codeProblems(values));
  }

  /**
   * UUID as the file has it.
   * @param source column or path in the file
   * @param target column of the table
   * @param options whether each row must have one
   */
  public static uuid(source: string, target: string, options: columnOptions.ImportColumnOptions = {}): ImportColumn {
    const place = mapped('uuid', source, target);
    requireTypes(place, options, REQUIRED);
    return made('uuid', place, source, target, options);
  }

  /**
   * UUID of version 5 that follows from the values of columns: the same values have the same id in each import.
   * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5
   * @param target column of the table
   * @param sources columns or paths in the file that identify a row
   */
  public static nameBasedUuid(target: string, sources: string[]): ImportColumn {
    const place = 'ImportColumn.nameBasedUuid';
    requireArgument(place, 'target', target, TEXT);
    requireArgument(place, 'sources', sources, TEXTS);
    throwOnProblems(place, ...mappedProblems({ target }), ...sourcesProblems(sources));
    return new ImportColumn(target, { type: 'nameBasedUuid', target, sources });
  }

  /**
   * The same value in each row.
   * @param target column of the table
   * @param value value, as PostgreSQL reads it
   */
  public static constant(target: string, value: string): ImportColumn {
    const place = 'ImportColumn.constant';
    requireArgument(place, 'target', target, TEXT);
    requireArgument(place, 'value', value, TEXT);
    throwOnProblems(place, ...mappedProblems({ target }), ...constantProblems(value));
    return new ImportColumn(target, { type: 'constant', target, value });
  }

  /** @internal */
  public static _of(target: string, definition: object): ImportColumn {
    return new ImportColumn(target, definition);
  }

  private constructor(
    /** Column of the table. */
    public readonly target: string,
    /** @internal */
    public readonly _definition: object,
  ) {}
}

/** The name of the factory for messages, once it has a source and a target. */
function mapped(factory: string, source: string, target: string): string {
  const place = `ImportColumn.${factory}`;
  requireArgument(place, 'source', source, TEXT);
  requireArgument(place, 'target', target, TEXT);
  return place;
}

/** The options with the separator that holds where none is given. */
function withPoint(options: columnOptions.ImportDecimalOptions): object {
  return { ...options, decimalSeparator: options.decimalSeparator ?? DECIMAL_POINT };
}

/** A column with the named options in their order: the program tells two definitions apart by their text. */
function made(
  type: string,
  place: string,
  source: string,
  target: string,
  options: object,
  names: string[] = [],
  problems: Array<Problem | undefined> = [],
): ImportColumn {
  throwOnProblems(place, ...mappedProblems({ source, target }), ...problems);
  const values = options as Record<string, unknown>;
  const own = Object.fromEntries([...names, 'required'].map((name) => [name, values[name]]));
  return ImportColumn._of(target, { type, source, target, ...own });
}
