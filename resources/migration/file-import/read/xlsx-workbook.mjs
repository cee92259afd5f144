import { listed, printable, Refused } from '../refused.mjs';
import { limits } from './limits.mjs';
import { styleOf, unescaped } from './xlsx-values.mjs';
import { xmlEvents } from './xml-events.mjs';

const WORKBOOK = 'xl/workbook.xml';

/**
 * What the parts of a workbook say of its cells.
 *
 * @typedef {{ path: string, name: string, is1904: boolean, strings: string[], styles: import('./xlsx-values.mjs').Style[] }} Sheet
 */

/**
 * Finds a sheet, or the first one that is shown, with the texts and formats of its workbook.
 *
 * @param {import('./zip.mjs').Zip} zip
 * @param {string} [wanted]
 * @returns {Promise<Sheet>}
 */
export async function sheetOf(zip, wanted) {
  if ([...zip.entries.keys()].some((name) => /vbaProject\.bin$/i.test(name))) {
    throw new Refused('The file has macros: save it as XLSX, which has none.');
  }
  const main =
    [...(await relationsOf(zip, '')).values()].find(({ type }) => type === 'officeDocument')?.path ?? WORKBOOK;
  if (!zip.entries.has(main) || !main.endsWith('.xml')) {
    throw new Refused('The file is a ZIP file without an Excel workbook: save it as XLSX and upload it again.');
  }
  const { sheets, is1904 } = await workbookOf(zip, main);
  const sheet = sheets.find(({ name, isHidden }) => (wanted === undefined ? !isHidden : name === wanted));
  if (!sheet) {
    const found = listed(sheets.map(({ name }) => name));
    throw new Refused(
      `The workbook has no sheet "${printable(wanted ?? '')}": it has ${found}. Rename one, or change sheet.`,
    );
  }
  const relations = await relationsOf(zip, main);
  const path = relations.get(sheet.id)?.path;
  if (path === undefined || !zip.entries.has(path)) {
    throw new Refused(
      `The XLSX file is damaged (sheet "${printable(sheet.name)}" is not in it): save it again in Excel.`,
    );
  }
  const partOf = (type) => [...relations.values()].find((relation) => relation.type === type)?.path;
  return {
    path,
    name: sheet.name,
    is1904,
    strings: await sharedStrings(zip, partOf('sharedStrings')),
    styles: await stylesOf(zip, partOf('styles')),
  };
}

/**
 * Reads a part of the workbook by its elements.
 *
 * @param {import('./zip.mjs').Zip} zip
 * @param {string} path
 * @param {Partial<import('./xml-events.mjs').Handlers>} handlers
 */
async function readPart(zip, path, handlers) {
  const parser = xmlEvents({ open: () => {}, close: () => {}, text: () => {}, ...handlers }, { where: path });
  for await (const text of partText(zip, path)) parser.write(text);
  parser.close();
}

/**
 * The text of a part, which is in UTF-8, or in UTF-16 with its byte order mark.
 *
 * @param {import('./zip.mjs').Zip} zip
 * @param {string} path
 */
export async function* partText(zip, path) {
  /** @type {TextDecoder | undefined} */
  let decoder;
  for await (const bytes of zip.bytesOf(path)) {
    decoder ??= new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8');
    for (let at = 0; at < bytes.length; at += limits.sliceBytes) {
      yield decoder.decode(bytes.subarray(at, at + limits.sliceBytes), { stream: true });
    }
  }
  if (decoder) yield decoder.decode();
}

/** Parts that a part refers to, by the ids that it has for them. */
async function relationsOf(zip, of) {
  const folder = of.slice(0, of.lastIndexOf('/') + 1);
  const path = `${folder}_rels/${of.slice(folder.length)}.rels`;
  /** @type {Map<string, { type: string, path: string }>} */
  const relations = new Map();
  if (!zip.entries.has(path)) return relations;
  await readPart(zip, path, {
    open: (name, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship' || TargetMode === 'External' || relations.size >= limits.zipEntries) return;
      const target = Target.startsWith('/') ? Target.slice(1) : folder + Target.replace(/^\.\//, '');
      relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), path: target });
    },
  });
  return relations;
}

async function workbookOf(zip, path) {
  /** @type {{ name: string, id: string, isHidden: boolean }[]} */
  const sheets = [];
  let is1904 = false;
  await readPart(zip, path, {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904);
      if (name !== 'sheet' || sheets.length >= limits.zipEntries) return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      sheets.push({ name: attributes.name ?? '', id, isHidden: (attributes.state ?? 'visible') !== 'visible' });
    },
  });
  return { sheets, is1904 };
}

async function stylesOf(zip, path) {
  /** @type {import('./xlsx-values.mjs').Style[]} */
  const styles = [];
  if (path === undefined || !zip.entries.has(path)) return styles;
  const codes = new Map();
  let isWithinCells = false;
  await readPart(zip, path, {
    open: (name, { numFmtId, formatCode = '' }) => {
      if (name === 'cellXfs') isWithinCells = true;
      if (codes.size >= limits.styles || styles.length >= limits.styles) {
        throw new Refused(`The workbook has more than ${limits.styles} cell formats: copy its values into a new one.`);
      }
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      if (name === 'xf' && isWithinCells) styles.push(styleOf(Number(numFmtId ?? 0), codes.get(Number(numFmtId))));
    },
    close: (name) => {
      if (name === 'cellXfs') isWithinCells = false;
    },
  });
  return styles;
}

async function sharedStrings(zip, path) {
  /** @type {string[]} */
  const strings = [];
  if (path === undefined || !zip.entries.has(path)) return strings;
  const text = stringItem();
  let characters = 0;
  await readPart(zip, path, {
    open: text.open,
    text: text.text,
    close: (name) => {
      text.close(name);
      if (name !== 'si') return;
      const string = text.take();
      characters += string.length;
      if (characters > limits.sharedStringCharacters || strings.length >= limits.sharedStrings) {
        throw new Refused(
          `The workbook has more than ${limits.sharedStrings} different texts or ${limits.sharedStringCharacters} characters of them: split it, or upload CSV.`,
        );
      }
      strings.push(Buffer.from(string).toString()); // a slice would keep what it was cut from
    },
  });
  return strings;
}

/** The text of an `si` or `is` element: of its runs, and without the pronunciation (`rPh`) of Japanese. */
export function stringItem() {
  let isText = false;
  let isPronunciation = false;
  let found = '';
  return {
    open: (name) => {
      if (name === 'rPh') isPronunciation = true;
      if (name === 't') isText = !isPronunciation;
    },
    text: (text) => {
      if (!isText) return;
      found += text;
      if (found.length <= limits.rowBytes) return;
      throw new Refused(`The workbook has a text of more than ${limits.rowBytes} characters: shorten it.`);
    },
    close: (name) => {
      if (name === 'rPh') isPronunciation = false;
      if (name === 't') isText = false;
    },
    take: () => {
      const taken = unescaped(found);
      found = '';
      return taken;
    },
  };
}
