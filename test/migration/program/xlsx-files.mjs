// XLSX files for tests of resources/migration/file-import, and ZIP files that lie: written without the program's reader.
import { crc32, deflateRawSync } from 'node:zlib';

/**
 * @typedef {object} Entry
 * @property {string} name
 * @property {string | Buffer} content
 * @property {number} [declaredSize] what its header says it inflates to
 * @property {number} [storedSize] what its header says it takes
 * @property {number} [flags] of its header: 1 is a password
 * @property {number} [offset] of its local header, as the directory has it
 * @property {number} [method] of compression
 */

/**
 * A ZIP file.
 *
 * @param {Entry[]} entries
 */
export function zipOf(entries) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const content = Buffer.from(entry.content);
    const stored = deflateRawSync(content);
    const header = headerOf(entry, { name, content, stored });
    const offset = Buffer.alloc(4);
    offset.writeUInt32LE(entry.offset ?? at);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004\u0014\0', 'latin1'), header, name, stored]);
    const place = [Buffer.from('PK\u0001\u0002\u0014\0\u0014\0', 'latin1'), header, Buffer.alloc(10), offset, name];
    directory.push(Buffer.concat(place));
    parts.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}

/**
 * The 24 bytes that the header of an entry and its line in the directory share.
 *
 * @param {Entry} entry
 * @param {Record<'name' | 'content' | 'stored', Buffer>} of
 */
function headerOf({ declaredSize, storedSize, flags = 0, method = 8 }, { name, content, stored }) {
  const header = Buffer.alloc(24);
  header.writeUInt16LE(flags, 0);
  header.writeUInt16LE(method, 2);
  header.writeUInt32LE(crc32(content), 8);
  header.writeUInt32LE(storedSize ?? stored.length, 12);
  header.writeUInt32LE(declaredSize ?? content.length, 16);
  header.writeUInt16LE(name.length, 20);
  return header;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/**
 * The parts of a workbook with one sheet, whose rows are `<row>` elements. Style 1 is a date, style 2 pads to five digits.
 *
 * @param {string} rows
 * @param {{ sheets?: string, strings?: string[], is1904?: boolean }} options
 * @returns {Entry[]}
 */
export function workbookParts(
  rows,
  { sheets = '<sheet name="Contacts" sheetId="1" r:id="rId1"/>', strings = [], is1904 = false } = {},
) {
  const relation = (id, type, target) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const texts = strings.map((text) => `<si><t>${text}</t></si>`).join('');
  return [
    {
      name: '_rels/.rels',
      content: `${XML}<Relationships xmlns="${RELATIONS}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${sheets}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${XML}<Relationships xmlns="${RELATIONS}">${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'styles', '/xl/styles.xml')}${relation('rId3', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content: `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="165" formatCode="00000"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
    },
    { name: 'xl/sharedStrings.xml', content: `${XML}<sst xmlns="${MAIN}">${texts}</sst>` },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `${XML}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    },
  ];
}

/**
 * A workbook of which each cell is `<c>` content, or a text.
 *
 * @param {string[][]} rows
 * @param {Parameters<typeof workbookParts>[1]} [options]
 */
export function xlsxOf(rows, options) {
  const cell = (value) => (value.startsWith('<c') ? value : `<c t="inlineStr"><is><t>${value}</t></is></c>`);
  const lines = rows.map((cells, index) => `<row r="${index + 1}">${cells.map(cell).join('')}</row>`);
  return zipOf(workbookParts(lines.join(''), options));
}
