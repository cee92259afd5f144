import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isPrintable, isWhole } from '../../../core/private/checks/values';
import type { CsvFormatOptions, XlsxFormatOptions, XmlFormatOptions } from '../../import-format';

/** Encodings that Node's `TextDecoder` reads, by names of the WHATWG's Encoding standard. */
const ENCODINGS = [
  ...['utf-8', 'utf-16le', 'utf-16be', 'windows-874', 'macintosh', 'ibm866', 'koi8-r', 'koi8-u'],
  ...Array.from({ length: 9 }, (_, index) => `windows-125${index}`),
  ...Array.from({ length: 15 }, (_, index) => `iso-8859-${index + 1}`).filter((name) => name !== 'iso-8859-12'),
  ...['shift_jis', 'euc-jp', 'gbk', 'gb18030', 'big5', 'euc-kr'],
];

/** Rows of a sheet, the limit of Excel. */
const MOST_ROWS = 1_048_576;

/** Problems of the options of CSV. */
export function csvProblems({ delimiter, quote, encoding }: Required<CsvFormatOptions>): Array<Problem | undefined> {
  return [
    characterProblem('delimiter', delimiter),
    characterProblem('quote', quote),
    problemIf(delimiter === quote, {
      code: 'import-format/quote-is-delimiter',
      prop: 'quote',
      value: quote,
      allowed: "must be another character than 'delimiter', or no cell would end",
      fix: 'look into the file, and name the two characters',
    }),
    encodingProblem(encoding),
  ];
}

/** Problems of the options of Excel. */
export function xlsxProblems({ sheet, headerRow }: XlsxFormatOptions): Array<Problem | undefined> {
  return [
    problemIf(sheet !== undefined && (!isPrintable(sheet) || sheet.length > 31 || /[\][:*?/\\]/.test(sheet)), {
      code: 'import-format/not-a-sheet',
      prop: 'sheet',
      value: sheet,
      allowed: 'must be a name that Excel gives a sheet: 1 to 31 characters, without [ ] : * ? / and \\',
      fix: 'copy the name from the tab of the sheet, or leave it out for the first one',
    }),
    problemIf(!isWhole(headerRow!, 1, MOST_ROWS), {
      code: 'import-format/not-a-row',
      prop: 'headerRow',
      value: headerRow,
      allowed: `must be a whole number from 1 to ${MOST_ROWS}, the rows of a sheet`,
      fix: 'give the number that Excel shows beside the row with the names',
    }),
  ];
}

/** Problems of the options of XML. */
export function xmlProblems({ rowElement, encoding }: XmlFormatOptions): Array<Problem | undefined> {
  return [
    problemIf(!/^[\p{L}_][\p{L}\p{N}_.:-]*$/u.test(rowElement), {
      code: 'import-format/not-an-element',
      prop: 'rowElement',
      value: rowElement,
      allowed: 'must be the name of one XML element, without < and >',
      fix: 'name the element that stands once for each row, such as "contact"',
    }),
    encoding === undefined ? undefined : encodingProblem(encoding),
  ];
}

function characterProblem(prop: string, value: string): Problem | undefined {
  return problemIf(!/^[\x09\x20-\x7e]$/.test(value), {
    code: 'import-format/not-a-character',
    prop,
    value,
    allowed: 'must be one ASCII character: a tab, or one that can be printed',
    fix: 'write it like ";" or "\\t"',
  });
}

function encodingProblem(encoding: string): Problem | undefined {
  return problemIf(!ENCODINGS.includes(encoding.toLowerCase()), {
    code: 'import-format/unknown-encoding',
    prop: 'encoding',
    value: encoding,
    allowed: `must be one of ${ENCODINGS.join(', ')}`,
    fix: 'ask for the encoding of the export: Excel on Windows in western Europe writes windows-1252',
  });
}
