// Files that were cut or changed anywhere: each ends in rows or in a refusal, in time, and never in another error.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { definitionOf, objectOf } from './file-import-reading.mjs';
import { rowsOf } from '../../../resources/migration/file-import/read/rows.mjs';
import { Refused } from '../../../resources/migration/file-import/refused.mjs';
import { transformer } from '../../../resources/migration/file-import/transform/transformer.mjs';
import { xlsxOf } from '../../../test/migration/program/xlsx-files.mjs';
import { places } from '../kernel/places.mjs';

const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 150);
const MOST_SECONDS = 5;
const TEXTS = ['Name;Betrag;Tag\r\n', '"Müller;""x""";1,5;01.02.2024\r\n', '=1+1;x;30.02.2024\r\n'];
const COLUMNS = [
  { type: 'text', source: 'Name', target: 'name' },
  { type: 'amount', source: 'Betrag', target: 'cents', currency: 'EUR', decimalSeparator: ',', minorUnits: true },
  { type: 'date', source: 'Tag', target: 'day', formats: ['dd.MM.yyyy'] },
];
const XLSX = xlsxOf(
  [
    ['Name', 'Betrag', 'Tag'],
    ['<c t="s"><v>0</v></c>', '<c><v>1.5</v></c>', '<c s="1"><v>45322</v></c>'],
    ['<c><f>1</f></c>'],
  ],
  { strings: ['Müller'] },
);
const published = readFileSync(`${places.sandbox}/node_modules/currency-codes/iso-4217-list-one.xml`, 'utf8');
const currencies = `${published.split('</CcyNtry>').slice(0, 10).join('</CcyNtry>')}</CcyNtry></CcyTbl></ISO_4217>`;

/** @type {Record<string, { content: Buffer, format: any, columns?: any[] }>} */
const samples = {
  csv: { content: Buffer.from(TEXTS.join('')), format: { type: 'csv', delimiter: ';' }, columns: COLUMNS },
  'csv in utf-16': {
    content: Buffer.from(`\uFEFF${TEXTS.join('')}`, 'utf16le'),
    format: { type: 'csv', delimiter: ';', encoding: 'utf-16le' },
    columns: COLUMNS,
  },
  xml: { content: Buffer.from(currencies), format: { type: 'xml', rowElement: 'CcyNtry' } },
  xlsx: { content: XLSX, format: { type: 'xlsx' }, columns: COLUMNS },
};

/** Numbers that are the same in each run. */
function randomOf(seed) {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** @param {Buffer} content */
function changed(content, random) {
  const bytes = Buffer.from(content);
  const at = random(bytes.length);
  switch (random(4)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(random(bytes.length))]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([random(256), random(256)]), bytes.subarray(at)]);
    default:
      for (let count = 0; count <= random(8); count += 1) bytes[random(bytes.length)] = random(256);
      return bytes;
  }
}

/** `rows`, or the sentence; another error fails the test. */
async function outcomeOf(content, definition) {
  const transform = transformer(definition);
  try {
    for await (const row of rowsOf(objectOf(content), definition)) {
      const result = transform(row);
      if ('values' in result) assert.equal(result.values.length, definition.columns.length);
    }
    return 'rows';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    assert.match(error.message, /^[\x20-\uFFFF]+$/u);
    return error.message;
  }
}

for (const [name, { content, format, columns = [] }] of Object.entries(samples)) {
  test(`PC13b a changed file of ${name} ends in rows or in a sentence`, async () => {
    const definition = definitionOf({ format, columns });
    const outcomes = new Set();
    const random = randomOf(20_261_130);
    for (let round = 0; round < ROUNDS; round += 1) {
      const file = changed(content, random);
      if (file.length === 0) continue;
      let timer;
      const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`hangs: ${file.toString('base64')}`)), MOST_SECONDS * 1000);
      });
      outcomes.add(
        await Promise.race([outcomeOf(file, definition), late]).catch((error) => {
          throw new Error(`${error.stack}\n${file.toString('base64')}`);
        }),
      );
      clearTimeout(timer);
    }
    assert.ok(outcomes.has('rows') && outcomes.size > 1, [...outcomes].join('\n'));
  });
}
