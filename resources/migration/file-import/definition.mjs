/**
 * The variable IMPORT_DEFINITION, as the FileImport construct writes it.
 *
 * @typedef {{ type: 'csv', delimiter?: string, quote?: string, encoding?: string }} CsvFormat
 * @typedef {{ type: 'xlsx', sheet?: string, headerRow?: number }} XlsxFormat
 * @typedef {{ type: 'xml', rowElement: string, encoding?: string }} XmlFormat
 *
 * @typedef {object} Column
 * @property {string} type
 * @property {string} target
 * @property {string} [source]
 * @property {string[]} [sources]
 * @property {boolean} [required]
 * @property {number} [maxLength]
 * @property {string[]} [formats]
 * @property {string} [timeZone]
 * @property {string} [currency]
 * @property {string} [decimalSeparator]
 * @property {string} [thousandsSeparator]
 * @property {boolean} [minorUnits]
 * @property {number} [scale]
 * @property {string[]} [trueValues]
 * @property {string[]} [falseValues]
 * @property {Record<string, string>} [values]
 * @property {string} [value]
 *
 * @typedef {object} Definition
 * @property {string} name
 * @property {string} [keyPrefix]
 * @property {CsvFormat | XlsxFormat | XmlFormat} format
 * @property {{ schema: string, name: string }} table
 * @property {Column[]} columns
 * @property {string[]} keyColumns
 * @property {{ column: string, setting: string }} [tenant]
 * @property {string} [importIdColumn]
 * @property {number} maxRejectedPercent
 * @property {number} maxFileBytes
 */

/**
 * The names in the file that columns read.
 *
 * @param {Definition} definition
 */
export function sourcesOf({ columns }) {
  return new Set(columns.flatMap(({ source, sources }) => sources ?? (source === undefined ? [] : [source])));
}
