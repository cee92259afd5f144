import { CsvFormatOptions, ImportFormat, XlsxFormatOptions, XmlFormatOptions } from '../../src/migration';

const definitionOf = ({ formatName, _options }: ImportFormat) =>
  JSON.parse(JSON.stringify({ type: formatName, ..._options }));

test('PC13b files are CSV, Excel or XML: the definition says how the program reads them', () => {
  expect(definitionOf(ImportFormat.csv())).toEqual({ type: 'csv', delimiter: ',', quote: '"', encoding: 'utf-8' });
  expect(definitionOf(ImportFormat.csv({ delimiter: '\t', quote: "'", encoding: 'Windows-1252' }))).toEqual({
    ...{ type: 'csv', delimiter: '\t', quote: "'", encoding: 'windows-1252' },
  });
  expect(definitionOf(ImportFormat.xlsx())).toEqual({ type: 'xlsx', headerRow: 1 });
  expect(definitionOf(ImportFormat.xlsx({ sheet: 'Kontakte', headerRow: 3 }))).toEqual({
    ...{ type: 'xlsx', sheet: 'Kontakte', headerRow: 3 },
  });
  expect(definitionOf(ImportFormat.xml({ rowElement: 'contact' }))).toEqual({ type: 'xml', rowElement: 'contact' });
  expect(definitionOf(ImportFormat.xml({ rowElement: 'c:kontakt', encoding: 'UTF-8' }))).toEqual({
    ...{ type: 'xml', rowElement: 'c:kontakt', encoding: 'utf-8' },
  });
});

test('each encoding that is taken is one that Node.js decodes', () => {
  const labels = [
    ...['utf-8', 'utf-16le', 'utf-16be', 'windows-874', 'macintosh', 'ibm866', 'koi8-r', 'koi8-u'],
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((digit) => `windows-125${digit}`),
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15].map((part) => `iso-8859-${part}`),
    ...['shift_jis', 'euc-jp', 'gbk', 'gb18030', 'big5', 'euc-kr'],
  ];
  labels.forEach((encoding) => {
    expect(() => new TextDecoder(encoding)).not.toThrow();
    expect(() => ImportFormat.csv({ encoding })).not.toThrow();
  });
});

test.each<[options: CsvFormatOptions, code: string, prop: string, value: unknown]>([
  [{ encoding: 'ansi' }, 'import-format/unknown-encoding', 'encoding', 'ansi'],
  [{ encoding: 'iso-8859-16' }, 'import-format/unknown-encoding', 'encoding', 'iso-8859-16'],
  [{ delimiter: ';;' }, 'import-format/not-a-character', 'delimiter', ';;'],
  [{ delimiter: '' }, 'import-format/not-a-character', 'delimiter', ''],
  [{ delimiter: '§' }, 'import-format/not-a-character', 'delimiter', '§'],
  [{ quote: '\n' }, 'import-format/not-a-character', 'quote', '\n'],
  [{ delimiter: '"' }, 'import-format/quote-is-delimiter', 'quote', '"'],
])('CSV with %p is refused', (options, ...problem) => {
  expect(() => ImportFormat.csv(options)).toThrowProblem(...problem, 'ImportFormat.csv');
});

test.each<[options: XlsxFormatOptions, code: string, prop: string, value: unknown]>([
  [{ sheet: 'a/b' }, 'import-format/not-a-sheet', 'sheet', 'a/b'],
  [{ sheet: '' }, 'import-format/not-a-sheet', 'sheet', ''],
  [{ sheet: 'x'.repeat(32) }, 'import-format/not-a-sheet', 'sheet', 'x'.repeat(32)],
  [{ headerRow: 0 }, 'import-format/not-a-row', 'headerRow', 0],
  [{ headerRow: 1.5 }, 'import-format/not-a-row', 'headerRow', 1.5],
])('a workbook with %p is refused', (options, ...problem) => {
  expect(() => ImportFormat.xlsx(options)).toThrowProblem(...problem, 'ImportFormat.xlsx');
});

test.each<[options: XmlFormatOptions, code: string, prop: string, value: unknown]>([
  [{ rowElement: '<contact>' }, 'import-format/not-an-element', 'rowElement', '<contact>'],
  [{ rowElement: 'a', encoding: 'utf8mb4' }, 'import-format/unknown-encoding', 'encoding', 'utf8mb4'],
  [{} as any, 'props/missing', 'rowElement', undefined],
  [{ rowElement: 1 } as any, 'props/wrong-type', 'rowElement', 1],
])('XML with %p is refused', (options, ...problem) => {
  expect(() => ImportFormat.xml(options)).toThrowProblem(...problem, 'ImportFormat.xml');
});
