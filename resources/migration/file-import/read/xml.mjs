import { sourcesOf } from '../definition.mjs';
import { listed, printable, Refused } from '../refused.mjs';
import { checkSize } from './bytes.mjs';
import { limits } from './limits.mjs';
import { encodingOfXml, textOf } from './text.mjs';
import { xmlEvents } from './xml-events.mjs';

const MOST_NAMES = 20;
const LONGEST_PATH = 1_000;

/**
 * The rows of an XML file: each is an element, wherever it stands. Cells are its elements (`name`, `address/city`), their
 * attributes (`@id`, `address/@type`) and its own text (`.`).
 *
 * @param {import('./rows.mjs').Reading} reading
 * @returns {AsyncGenerator<import('./rows.mjs').Row, void, void>}
 */
export async function* xmlRows({ object, definition, columns }) {
  checkSize({ object, definition });
  const { rowElement, encoding: given } = /** @type {import('../definition.mjs').XmlFormat} */ (definition.format);
  const sources = sourcesOf(definition);
  const prefixes = [rowElement, ...sources].some((name) => name.includes(':'));
  const encoding = encodingOfXml(await object.read(0, Math.min(object.size, 1024)), given);
  const rows = rowsWithin({ rowElement, sources });
  const parser = xmlEvents(rows.handlers, { where: 'the file', prefixes });
  rows.at(() => parser.line);
  let hasRows = false;
  for await (const text of textOf(object, { encoding, format: 'xml' })) {
    parser.write(text);
    const ready = rows.take();
    hasRows ||= ready.length > 0;
    if (ready.length > 0) columns(rows.names);
    yield* ready;
  }
  parser.close();
  if (!hasRows) {
    throw new Refused(
      `The file has no element <${printable(rowElement)}>: it has ${listed(rows.others)}. Export it again, or check rowElement.`,
    );
  }
}

/**
 * Collects rows from the elements within each row element.
 *
 * @param {{ rowElement: string, sources: Set<string> }} of
 */
function rowsWithin({ rowElement, sources }) {
  /** @type {import('./rows.mjs').Row[]} */
  let ready = [];
  /** @type {ReturnType<typeof startOf> | undefined} */
  let row;
  let line = () => 0;
  const names = new Set();
  const others = new Set();

  const add = (path, text, of) => {
    const isMapped = sources.has(path);
    of.characters += path.length + text.length;
    if (of.characters > limits.rowBytes || of.cells.size >= limits.rowCells || path.length > LONGEST_PATH) {
      throw new Refused(`The row at line ${of.line} has more text or elements than a row may have: check rowElement.`);
    }
    if (of.cells.has(path)) {
      if (isMapped) of.fault ??= `the row has the element ${printable(path)} twice`;
      return;
    }
    if (text.includes('\uFFFD')) of.fault ??= 'the row has bytes that are not of the encoding';
    if (names.size < limits.rowCells) names.add(path);
    of.cells.set(path, { text, kind: 'text' });
  };

  /** @type {import('./xml-events.mjs').Handlers} */
  const handlers = {
    open: (name, attributes) => {
      if (row) {
        row.path.push({ name: `${prefixOf(row)}${name}`, text: '', isLeaf: true });
      } else if (name === rowElement) {
        row = startOf(line());
      } else {
        if (others.size < MOST_NAMES) others.add(name);
        return;
      }
      for (const attribute of Object.keys(attributes)) add(`${prefixOf(row)}@${attribute}`, attributes[attribute], row);
    },
    text: (text) => {
      if (!row) return;
      const element = row.path.at(-1) ?? row;
      element.text += text;
      if (element.text.length > limits.rowBytes) {
        throw new Refused(`The row at line ${row.line} has a text longer than ${limits.rowBytes} characters.`);
      }
    },
    close: () => {
      if (!row) return;
      const element = row.path.pop();
      if (element) {
        const parent = row.path.at(-1);
        if (parent) parent.isLeaf = false;
        if (element.isLeaf || element.text.trim() !== '') add(element.name, element.text, row);
        return;
      }
      if (row.text.trim() !== '') add('.', row.text, row);
      const { cells, fault } = row;
      ready.push(fault ? { line: row.line, cells, fault } : { line: row.line, cells });
      row = undefined;
    },
  };
  return {
    handlers,
    names,
    others,
    at: (found) => {
      line = found;
    },
    take: () => {
      const taken = ready;
      ready = [];
      return taken;
    },
  };
}

/** @param {number} line */
function startOf(line) {
  return {
    line,
    text: '',
    characters: 0,
    /** @type {import('./rows.mjs').Row['cells']} */
    cells: new Map(),
    /** @type {{ name: string, text: string, isLeaf: boolean }[]} */
    path: [],
    /** @type {string | undefined} */
    fault: undefined,
  };
}

const prefixOf = ({ path }) => (path.length === 0 ? '' : `${path.at(-1).name}/`);
