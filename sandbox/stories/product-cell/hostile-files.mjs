import assert from 'node:assert/strict';
import { LIVE } from './cells.mjs';
import { billionLaughs, contacts, csv, written } from './contact-files.mjs';
import { Importing } from './importing.mjs';
import { assertCounts } from './imports.mjs';

const LARGEST = 100 * 1024 * 1024;
const ROWS = contacts(20, 'hostile.example');
const FORMULAS = ROWS.map((row, index) => (index < 10 ? { ...row, Name: "=cmd|'/c calc'!A0" } : row));

/**
 * Files that would hurt their reader: format, name, what is in it, and the sentence that refuses it.
 *
 * @type {[string, string, (sandbox: any) => any, RegExp][]}
 */
const HOSTILE = [
  ['xml', 'laughs.xml', () => billionLaughs(), /declares|DOCTYPE|entit/i],
  ['xlsx', 'bomb.xlsx', (sandbox) => written(sandbox, 'bomb', ROWS), /inflate|times|larger/i],
  ['xlsx', 'formulas.xlsx', (sandbox) => written(sandbox, 'xlsx', FORMULAS), /10 of 20 rows/],
  ['csv', 'formulas.csv', () => csv(FORMULAS), /10 of 20 rows/],
  ['csv', 'large.csv', () => Buffer.alloc(LARGEST + 1, 'a;b\n'), /100 MiB|104857600|larger/],
  ['csv', 'utf-8.csv', () => csv(ROWS, 'utf8'), /The file is in utf-8, and the import reads windows-1252/],
  [
    'csv',
    'renamed.csv',
    (sandbox) => written(sandbox, 'xlsx', ROWS),
    /The file is an XLSX or ZIP file, and the import reads csv/,
  ],
];

/** @type {import('../tell.mjs').Story<import('./cell-world.mjs').CellWorld>[]} */
export const hostile = [
  {
    name: 'PC13b files that would hurt their reader are refused in a sentence each, in report, message and execution, and insert nothing: entities without end, a zip bomb, formulas, a file too large, another encoding',
    async tell(world) {
      const imports = await Importing.of(world, LIVE);
      await imports.addTenant('hostile');
      for (const [format, name, body, sentence] of HOSTILE) {
        const end = await imports.import(format, `hostile/${name}`, await body(world.sandbox));
        const { status, error, cause, report, message } = end;
        assert.deepEqual([name, status, error], [name, 'FAILED', 'NotImported'], cause);
        assert.equal(report.status, 'refused', name);
        assert.match(report.reason, sentence, name);
        assert.ok(cause?.startsWith(report.reason), `${name}: ${cause}`);
        assert.deepEqual([message.message.status, message.message.reason], ['refused', report.reason], name);
        assertCounts(end);
        assert.equal(report.rows.inserted, 0, name);
        for (const line of end.rejected) assert.doesNotMatch(line, /(^|;)"?[=+@]/, name);
      }
      assert.equal(await imports.contacts('hostile'), 0);
      await imports.close();
    },
  },
  {
    name: 'PC13b a file in no folder of a tenant, and one of a tenant that is not there, insert nothing, and no tenant gets rows of another one',
    async tell(world) {
      const imports = await Importing.of(world, LIVE);
      const [{ all }] = await imports.rows('SELECT count(*)::int AS all FROM contacts');
      const none = await imports.import('csv', 'contacts.csv', csv(ROWS));
      assert.deepEqual([none.status, none.report.status], ['FAILED', 'refused']);
      assert.match(none.report.reason, /is in no folder of a tenant/);
      const unknown = await imports.import('csv', 'unknown/contacts.csv', csv(ROWS));
      assert.equal(unknown.report.rows.inserted, 0, JSON.stringify(unknown.report));
      assert.deepEqual(await imports.rows('SELECT count(*)::int AS all FROM contacts'), [{ all }]);
      await imports.close();
    },
  },
];
