import { printable, Refused } from '../refused.mjs';
import { checkSize } from './bytes.mjs';
import { headerOf } from './header.mjs';
import { limits } from './limits.mjs';
import { kindOf } from './text.mjs';
import { dateText, numberText, unescaped } from './xlsx-values.mjs';
import { partText, sheetOf, stringItem } from './xlsx-workbook.mjs';
import { xmlEvents } from './xml-events.mjs';
import { openZip } from './zip.mjs';

const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;

/**
 * The rows of a sheet of an Excel workbook, by its stored values: no formula is run.
 *
 * @param {import('./rows.mjs').Reading} reading
 * @returns {AsyncGenerator<import('./rows.mjs').Row, void, void>}
 */
export async function* xlsxRows({ object, definition, columns }) {
  checkSize({ object, definition });
  const { sheet: wanted, headerRow = 1 } = /** @type {import('../definition.mjs').XlsxFormat} */ (definition.format);
  await checkStart(object);
  const zip = await openZip(object);
  try {
    const sheet = await sheetOf(zip, wanted);
    const where = `Row ${headerRow} of sheet "${printable(sheet.name)}"`;
    /** @type {string[] | undefined} */
    let header;
    for await (const { line, cells } of sheetRows(zip, sheet)) {
      if (line < headerRow || cells.length === 0) continue;
      if (header) {
        if (cells.some((cell) => cell && cell.text !== '')) yield rowOf(cells, { header, line });
      } else if (line === headerRow) {
        header = headerOf(
          Array.from(cells, (cell) => cell?.text ?? ''),
          { definition, where },
        );
        columns(header.filter((name) => name !== ''));
      } else {
        break;
      }
    }
    if (!header) throw new Refused(`${where} is empty: the names of the columns go there, or change headerRow.`);
  } finally {
    zip.close();
  }
}

async function checkStart(object) {
  const start = await object.read(0, Math.min(object.size, 1024));
  const kind = kindOf(start);
  if (kind?.format === 'xlsx') return;
  const found = kind ? kind.is : `a file that begins with "${printable(start.toString('latin1').trimStart(), 30)}"`;
  throw new Refused(
    `The file is ${found}, and the import reads xlsx: save it as XLSX without a password, and upload it again.`,
  );
}

/**
 * @param {(import('./rows.mjs').Cell | undefined)[]} found
 * @param {{ header: string[], line: number }} of
 * @returns {import('./rows.mjs').Row}
 */
function rowOf(found, { header, line }) {
  const cells = new Map();
  let fault;
  found.forEach((cell, index) => {
    if (!cell) return;
    const name = header[index];
    if (name) cells.set(name, cell);
    if (name === undefined && cell.text.trim() !== '') {
      fault = `the row has ${found.length} cells, and the header ${header.length}`;
    }
    if (cell.text.includes('\uFFFD')) fault ??= 'the row has characters that were lost when the file was saved';
  });
  return fault ? { line, cells, fault } : { line, cells };
}

/**
 * @param {import('./zip.mjs').Zip} zip
 * @param {import('./xlsx-workbook.mjs').Sheet} sheet
 */
async function* sheetRows(zip, sheet) {
  const rows = rowsOfSheet(sheet);
  const parser = xmlEvents(rows.handlers, { where: sheet.path });
  for await (const text of partText(zip, sheet.path)) {
    parser.write(text);
    yield* rows.take();
  }
  parser.close();
  yield* rows.take();
}

/** @param {import('./xlsx-workbook.mjs').Sheet} sheet */
function rowsOfSheet(sheet) {
  /** @type {{ line: number, cells: (import('./rows.mjs').Cell | undefined)[] }[]} */
  let ready = [];
  let line = 0;
  let next = 0;
  let characters = 0;
  /** @type {(import('./rows.mjs').Cell | undefined)[] | undefined} */
  let cells;
  let cell = newCell({}, 0);
  let within = '';
  const inline = stringItem();

  /** @type {import('./xml-events.mjs').Handlers} */
  const handlers = {
    open: (name, attributes) => {
      if (name === 'row') {
        line = attributes.r === undefined ? line + 1 : Number(attributes.r);
        if (!(line >= 1 && line <= MOST_ROWS)) throw new Refused(`Sheet "${printable(sheet.name)}" has a row ${line}.`);
        cells = [];
        next = 0;
        characters = 0;
      } else if (name === 'c') {
        cell = newCell(attributes, next);
        if (!(cell.index < MOST_COLUMNS)) throw new Refused(`Row ${line} has a cell ${printable(attributes.r)}.`);
        next = cell.index + 1;
      } else if (name === 'v' || name === 'f') {
        within = name;
        if (name === 'f') cell.hasFormula = true;
      } else {
        inline.open(name);
      }
    },
    text: (text) => {
      characters += text.length;
      if (characters > limits.rowBytes) throw new Refused(`Row ${line} has more than ${limits.rowBytes} characters.`);
      if (within === 'v') cell.value += text;
      else if (within === 'f') cell.formula += text;
      else if (cells) inline.text(text);
    },
    close: (name) => {
      if (name === 'v' || name === 'f') {
        within = '';
      } else if (name === 'c') {
        const made = cellOf(cell, sheet, inline.take());
        if (cells && made) cells[cell.index] = made;
      } else if (name === 'row') {
        if (cells) ready.push({ line, cells });
        cells = undefined;
      } else {
        inline.close(name);
      }
    },
  };
  return {
    handlers,
    take: () => {
      const taken = ready;
      ready = [];
      return taken;
    },
  };
}

/**
 * @param {Record<string, string>} attributes
 * @param {number} next index of the cell after the one before, for a cell that does not say where it stands
 */
function newCell({ r, s, t = 'n' }, next) {
  const index = r === undefined ? next : indexOf(r);
  return { index, type: t, style: Number(s ?? 0), value: '', formula: '', hasFormula: false };
}

/** 27 of `AB12`: its column, from 0. */
function indexOf(reference) {
  let index = 0;
  for (const letter of reference) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    index = index * 26 + value;
  }
  return index === 0 ? Number.NaN : index - 1;
}

/**
 * @param {ReturnType<typeof newCell>} cell
 * @param {import('./xlsx-workbook.mjs').Sheet} sheet
 * @param {string} inline
 * @returns {import('./rows.mjs').Cell | undefined}
 */
function cellOf({ type, style, value, formula, hasFormula }, { strings, styles, is1904 }, inline) {
  if (hasFormula) return { text: `=${formula}`, kind: 'formula' };
  if (type === 'inlineStr') return { text: inline, kind: 'text' };
  if (value === '') return undefined;
  switch (type) {
    case 's': {
      const text = strings[Number(value)];
      return text === undefined ? { text: `text ${value} of the workbook`, kind: 'error' } : { text, kind: 'text' };
    }
    case 'b':
      return { text: value === '1' ? 'true' : 'false', kind: 'boolean' };
    case 'e':
      return { text: value, kind: 'error' };
    case 'd':
      return { text: value.replace(/T00:00:00(\.0+)?Z?$/, ''), kind: 'date' };
    case 'str':
      return { text: unescaped(value), kind: 'text' };
    default:
      return numberCell(value, { format: styles[style], is1904 });
  }
}

/**
 * @param {string} value
 * @param {{ format: import('./xlsx-values.mjs').Style | undefined, is1904: boolean }} of
 * @returns {import('./rows.mjs').Cell}
 */
function numberCell(value, { format, is1904 }) {
  if (format?.isDate) return { text: dateText(value, is1904) ?? value, kind: 'date' };
  const text = numberText(value);
  const padded = format && format.digits > 0 && /^\d+$/.test(text) ? text.padStart(format.digits, '0') : text;
  return { text: padded, kind: 'number' };
}
