import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What becomes of each file of `../program/promises.mjs`: jest does not import the program, Node.js runs it. */
function outcomes(): Record<string, unknown> {
  const script = join(__dirname, '..', 'program', 'promises.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8', env: {} });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout);
}

const found = outcomes();
const MUELLER = ['467bc081-5b5c-5573-a182-becc99895817', 'Müller', '1984-02-29', '123456', 'active'];

test('PC13b CSV in an encoding, XML and XLSX of one contact become one row', () => {
  expect(found.csv).toEqual([MUELLER]);
  expect(found.xml).toEqual([MUELLER]);
  expect(found.xlsx).toEqual([MUELLER]);
});

test('PC13b a value that is not of its column rejects its row, with line, column, value and reason', () => {
  expect(found.rejected).toEqual([
    '2: Geboren "30.02.1984" is not a date like dd.MM.yyyy.',
    '3: Umsatz "1,234" has more than the 2 decimals of EUR.',
    '4: Umsatz "$1" is not an amount in EUR with "," before decimals and "." between thousands.',
    '5: Name is empty, and must have a value.',
    '6: Status "Neu" is none of "Aktiv".',
    '7: Name "=HYPERLINK("x")" is a formula that a spreadsheet would run.',
    '8: E-Mail is empty, and must have a value.',
  ]);
});

test('PC13b a row in another encoding is rejected, and the next one is read', () => {
  expect(found.encoding).toEqual(['2: The row has bytes that are not of the encoding.', expect.arrayContaining(['A'])]);
});

test('PC13b a formula of a workbook is never run, and its stored result is not taken', () => {
  expect(found.formula).toEqual(['2: Name "=1+1" is a formula: paste its value in its place.']);
});

test.each([
  ['a billion laughs', 'laughs', /^Line 1 of the file has a document type \(<!DOCTYPE>\).*: delete it\.$/],
  ['a ZIP bomb', 'bomb', /^The XLSX file inflates to 20971520 bytes from \d+, as a ZIP bomb does: delete .*\.$/],
  [
    '2 GB',
    'large',
    /^The file has 2147483648 bytes, and an import takes 1000000: split the file, or raise maxFileSize\.$/,
  ],
  [
    'a quote without an end',
    'endless',
    /^The row at line 2 has a quote \("\) that is not closed: close it, or change quote\.$/,
  ],
  [
    'other columns',
    'header',
    /^Line 1 has no column "E-Mail", "Geboren", "Umsatz", "Status": it has "Name", "Mail"\. Rename .*\.$/,
  ],
])('PC13b a file with %s ends in a sentence', (_, file, sentence) => {
  expect(found[file]).toMatch(sentence);
});

test('a report of a file with very many columns fits into a state of Step Functions, which has 256 KiB', () => {
  expect(found.report).toBeLessThan(64 * 1024);
});
