/** What holds for each column that is read from the file. */
export interface ImportColumnOptions {
  /**
   * Whether a row in which the cell is empty is rejected.
   * @default false
   */
  readonly required?: boolean;
}

/** Text of a column. */
export interface ImportTextOptions extends ImportColumnOptions {
  /**
   * Length of the longest text, in characters. A longer one rejects its row.
   * @default - any length
   */
  readonly maxLength?: number;
}

/** How whole numbers are written. */
export interface ImportIntegerOptions extends ImportColumnOptions {
  /**
   * Character between groups of three digits.
   * @default - none: a number with such a character rejects its row
   */
  readonly thousandsSeparator?: string;
}

/** How numbers with decimals are written. */
export interface ImportDecimalOptions extends ImportIntegerOptions {
  /**
   * Character before the decimals.
   * @default '.'
   */
  readonly decimalSeparator?: string;
}

/** How amounts are written. */
export interface ImportAmountOptions extends ImportDecimalOptions {
  /** Currency of all amounts, by its code of ISO 4217, such as `EUR`. */
  readonly currency: string;

  /**
   * Whether the table has whole minor units of the currency, such as cents.
   * @default false
   */
  readonly minorUnits?: boolean;
}

/** How dates are written. */
export interface ImportDateOptions extends ImportColumnOptions {
  /**
   * Formats of the dates: of `yyyy`, `MM`, `M`, `dd`, `d` and what stands between them, such as
   * `dd.MM.yyyy`. Other letters stand in single quotes. A text that two of them read differently rejects its row.
   */
  readonly formats: string[];
}

/** How moments are written. */
export interface ImportTimestampOptions extends ImportColumnOptions {
  /**
   * Formats of the moments: those of dates, with `HH`, `mm` and `ss`, such as `yyyy-MM-dd HH:mm`.
   */
  readonly formats: string[];

  /** Time zone that the file was written in, such as `Europe/Berlin`. */
  readonly timeZone: string;
}

/** How true and false are written. */
export interface ImportBooleanOptions extends ImportColumnOptions {
  /** Texts for true, such as `['ja', 'x']`. */
  readonly trueValues: string[];

  /** Texts for false, such as `['nein']`. */
  readonly falseValues: string[];
}
