import { isUtf8 } from 'node:buffer';
import { printable, Refused } from '../refused.mjs';
import { slicesOf } from './bytes.mjs';

const MARKS = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];
const KINDS = [
  { starts: 'PK\u0003\u0004', is: 'an XLSX or ZIP file', format: 'xlsx' },
  { starts: '\u00D0\u00CF\u0011\u00E0', is: 'a file of Excel 97-2003 or one with a password' },
  { starts: '%PDF', is: 'a PDF file' },
  { starts: '\u001F\u008B', is: 'a gzip file' },
];

/**
 * What a file is by its first bytes, if it is no text.
 *
 * @param {Uint8Array} start
 */
export function kindOf(start) {
  const letters = Buffer.from(start.subarray(0, 8)).toString('latin1');
  return KINDS.find(({ starts }) => letters.startsWith(starts));
}

/**
 * The encoding of an XML file: that of the import, else of its byte order mark, else of its declaration.
 *
 * @param {Uint8Array} start
 * @param {string} [given]
 */
export function encodingOfXml(start, given) {
  const marked = MARKS.find(({ bytes }) => bytes.every((byte, index) => start[index] === byte))?.encoding;
  const declared = DECLARED.exec(Buffer.from(start).toString('latin1').replaceAll('\0', ''))?.[2];
  if (given !== undefined) {
    const isOther = declared !== undefined && nameOf(declared) !== new TextDecoder(given).encoding;
    if (!isOther || marked) return given;
    throw new Refused(
      `The file declares the encoding ${printable(declared)}, and the import reads ${given}: correct one of them.`,
    );
  }
  if (marked) return marked;
  if (start[0] === 0 || start[1] === 0) return start[0] === 0 ? 'utf-16be' : 'utf-16le';
  if (declared === undefined) return 'utf-8';
  const name = nameOf(declared);
  if (name) return name.startsWith('utf-16') ? 'utf-8' : name; // it was read as ASCII
  throw new Refused(`The file declares the encoding ${printable(declared)}, which is unknown: export it in UTF-8.`);
}

const DECLARED = /^\s*<\?xml\s[^>]*?encoding\s*=\s*(["'])([\w.:-]+)\1/;

/** @param {string} label */
function nameOf(label) {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/**
 * The decoder of an encoding's name.
 *
 * @param {string} encoding
 */
function decoderOf(encoding) {
  try {
    return new TextDecoder(encoding);
  } catch {
    throw new Error(`IMPORT_DEFINITION has the encoding ${encoding}, which Node.js does not decode.`);
  }
}

/**
 * A text file in UTF-8: what is not of its encoding became U+FFFD.
 *
 * @param {import('./rows.mjs').FileObject} object
 * @param {{ encoding?: string, format: string }} options
 * @returns {AsyncGenerator<string, void, void>}
 */
export async function* textOf(object, { encoding: named = 'utf-8', format }) {
  const decoder = decoderOf(named);
  const { encoding } = decoder;
  let isFirst = true;
  let isSureOfEncoding = encoding.startsWith('utf-');
  for await (const bytes of slicesOf(object)) {
    if (isFirst) checkStart(bytes, { encoding, format });
    isFirst = false;
    const known = isSureOfEncoding ? NOTHING : wholeCharacters(bytes);
    if (!isAscii(known)) {
      isSureOfEncoding = true;
      if (isUtf8(known)) {
        throw new Refused(
          `The file is in utf-8, and the import reads ${named}: save it in ${named}, or change encoding.`,
        );
      }
    }
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder.decode();
}

const MARKUP = /^\uFEFF?\s*<(\?xml|!doctype|html)/i;

/**
 * @param {Uint8Array} bytes
 * @param {{ encoding: string, format: string }} of
 */
function checkStart(bytes, { encoding, format }) {
  const kind = kindOf(bytes);
  if (kind) {
    throw new Refused(
      `The file is ${kind.is}, and the import reads ${format}: save it as ${format} and upload it again.`,
    );
  }
  const mark = MARKS.find((of) => of.bytes.every((byte, index) => bytes[index] === byte));
  if (mark && mark.encoding !== encoding) {
    throw new Refused(
      `The file begins with the byte order mark of ${mark.encoding}, and the import reads ${encoding}: save it in ${encoding}, or change encoding.`,
    );
  }
  if (!encoding.startsWith('utf-16') && bytes.subarray(0, 4096).includes(0)) {
    throw new Refused(
      `The file has NUL bytes, as binary files and UTF-16 have: save it as ${format} in ${encoding} and upload it again.`,
    );
  }
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, 1024));
  if (format === 'xml' ? !/^\s*(<|$)/.test(text) : MARKUP.test(text)) {
    throw new Refused(
      `The file begins with "${printable(text.trimStart(), 30)}", which is not ${format}: save it as ${format} and upload it again.`,
    );
  }
}

const isAscii = (bytes) => bytes.every((byte) => byte < 128);

const NOTHING = new Uint8Array(0);

/** Without what may be the first bytes of a character of UTF-8: a slice ends anywhere. */
function wholeCharacters(bytes) {
  let end = bytes.length;
  while (end > bytes.length - 4 && bytes[end - 1] >= 128) end -= 1;
  return bytes.subarray(0, end);
}
