import { pipeline, Readable } from 'node:stream';
import { Parser } from 'csv-parse';
import { Refused } from '../refused.mjs';
import { checkSize } from './bytes.mjs';
import { headerOf } from './header.mjs';
import { limits } from './limits.mjs';
import { textOf } from './text.mjs';

const UNREADABLE = /[\0\uFFFD]/;
const LINE_ENDS = /\r\n?|\n/g;

/** Rows with their lines: csv-parse has a line only in an option that costs a quarter of the time. */
class RowParser extends Parser {
  line = 1; // of the row that is being parsed
  #hasTextBehindQuote = false;

  /** @param {import('csv-parse').Options} options */
  constructor(options) {
    super({ ...options, relax_quotes: true }); // a quote within a cell, as in 37'36", is a character
    // csv-parse calls it only for text behind a closing quote. Where such a row ends would be a guess.
    /** @type {any} */ (this).state.field.prepend = () => {
      this.#hasTextBehindQuote = true;
    };
  }

  /** @override */
  push(record) {
    if (record === null) return super.push(null);
    if (this.#hasTextBehindQuote) {
      this.destroy(Object.assign(new Error('text behind a quote'), { code: 'CSV_INVALID_CLOSING_QUOTE' }));
      return false;
    }
    const { line } = this;
    this.line += 1 + linesWithin(record);
    return (record.length === 1 && record[0].trim() === '') || super.push({ record, line });
  }
}

/**
 * The rows of a CSV file (RFC 4180), in constant memory.
 *
 * @param {import('./rows.mjs').Reading} reading
 * @returns {AsyncGenerator<import('./rows.mjs').Row, void, void>}
 */
export async function* csvRows({ object, definition, columns }) {
  checkSize({ object, definition });
  const {
    delimiter = ',',
    quote = '"',
    encoding,
  } = /** @type {import('../definition.mjs').CsvFormat} */ (definition.format);
  const parser = new RowParser({
    delimiter,
    quote: quote === '' ? null : quote,
    escape: quote === '' ? null : quote,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: limits.rowBytes,
  });
  const text = withinRows(textOf(object, { encoding, format: 'csv' }), parser);
  pipeline(Readable.from(text, { objectMode: false }), parser, () => {}); // what failed is thrown by the loop
  let header;
  try {
    for await (const { record, line } of parser) {
      if (record.length > limits.rowCells) throw new Refused(`Line ${line} has more than ${limits.rowCells} cells.`);
      if (header) {
        yield rowOf(record, { header, line });
      } else {
        header = headerOf(record, { definition, where: `Line ${line}` });
        columns(header);
      }
    }
  } catch (error) {
    throw sentenceOf(error, { line: parser.line, quote });
  }
  if (!header) throw new Refused('The file has only blank lines: upload it again.');
}

/** Refuses one row without an end: an unclosed quote would be held in memory, however large the file is. */
async function* withinRows(texts, parser) {
  let records = 0;
  let characters = 0;
  for await (const text of texts) {
    if (text !== '') yield text;
    if (parser.info.records !== records) characters = 0;
    records = parser.info.records;
    characters += text.length;
    if (characters > 2 * limits.rowBytes) throw rowTooLong();
  }
}

const rowTooLong = () => Object.assign(new Error(), { code: 'CSV_MAX_RECORD_SIZE' });

/**
 * @param {string[]} record
 * @param {{ header: string[], line: number }} of
 * @returns {import('./rows.mjs').Row}
 */
function rowOf(record, { header, line }) {
  const cells = new Map();
  let isReadable = true;
  for (let index = 0; index < header.length && index < record.length; index += 1) {
    const text = record[index];
    if (UNREADABLE.test(text)) isReadable = false;
    if (header[index] !== '') cells.set(header[index], { text, kind: 'text' });
  }
  if (record.length !== header.length) {
    return {
      line,
      cells,
      fault: `the row has ${record.length === 1 ? 'one cell' : `${record.length} cells`}, and the header ${header.length}`,
    };
  }
  return isReadable ? { line, cells } : { line, cells, fault: 'the row has bytes that are not of the encoding' };
}

function linesWithin(record) {
  let lines = 0;
  for (const cell of record) {
    if (cell.includes('\n') || cell.includes('\r')) lines += cell.match(LINE_ENDS).length;
  }
  return lines;
}

/** What csv-parse found, in words of the file. */
function sentenceOf(error, { line, quote }) {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new Refused(
        `The row at line ${line} has a quote (${quote}) that is not closed: close it, or change quote.`,
      );
    case 'CSV_MAX_RECORD_SIZE':
      return new Refused(
        `The row at line ${line} is longer than ${limits.rowBytes} bytes: close its quote (${quote}), or shorten it.`,
      );
    case 'CSV_INVALID_CLOSING_QUOTE':
      return new Refused(
        `The row at line ${line} has text behind a cell in quotes (${quote}): write a quote within it twice, or change quote.`,
      );
    default:
      return error;
  }
}
