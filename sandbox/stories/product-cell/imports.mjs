import assert from 'node:assert/strict';
import { print } from './cell-world.mjs';
import { LIVE } from './cells.mjs';
import { contacts, csv, written } from './contact-files.mjs';
import { Importing } from './importing.mjs';
import { limits } from '../../run/kernel/limits.mjs';
import { until } from '../until.mjs';

/** @typedef {import('../tell.mjs').Story<import('./cell-world.mjs').CellWorld>} Story */

const TENANT = 'acme';
const GOOD = 200;
const MANY = 60_000;

const other = (row, values) => ({ ...row, ...values });
const NORD = contacts(GOOD + 4, 'nord.example');

/** 200 rows that are right, one of them twice, and four that are not: its line, column and reason. */
const FAULTS = [
  [202, 'Geburtsdatum', other(NORD[GOOD], { Geburtsdatum: '31.02.1970' }), /date/],
  [203, 'Umsatz', other(NORD[GOOD + 1], { Umsatz: '12,34,5' }), /Umsatz/],
  [204, 'Name', other(NORD[GOOD + 2], { Name: 'Gro\u0081' }), /control characters/],
  [206, '', other(NORD[1], { Name: 'Another name' }), /other values/],
];
const FILE = [...NORD.slice(0, GOOD), ...FAULTS.slice(0, 3).map(([, , row]) => row), NORD[0], FAULTS[3][2]];

/** What holds for the report of rows that were inserted: all of the file are accounted for. */
function assertAddsUp(end) {
  const { read, rejected, inserted, duplicates } = end.report.rows;
  assert.equal(read, rejected + inserted + duplicates, JSON.stringify(end.report));
  assertCounts(end);
}

/** What holds for each report: its message says the same, and reasons and rejected.csv have as many rows. */
export function assertCounts({ report, message, rejected }) {
  const { rejected: refused } = report.rows;
  assert.deepEqual(message.message.rows, report.rows);
  assert.equal(message.message.status, report.status);
  const counted = report.rejectedBy.reduce((sum, { rows }) => sum + rows, 0);
  assert.deepEqual([counted, Math.max(rejected.length - 1, 0)], [refused, refused], JSON.stringify(report.rejectedBy));
}

/** @type {Story} */
const imported = {
  name: 'PC13b a file that is uploaded becomes rows of its tenant: a bad date, a bad amount, a wrong byte and a key with other values are rejected, a duplicate is skipped, and report, mail and tables have the same counts',
  async tell(world) {
    const imports = await Importing.of(world, LIVE);
    await imports.addTenant(TENANT);
    const before = await imports.contacts(TENANT);
    const end = await imports.import('csv', `${TENANT}/nord 2026 ü.csv`, csv(FILE));

    assert.equal(end.status, 'SUCCEEDED', end.cause);
    assertAddsUp(end);
    const { rows, importId, status } = end.report;
    assert.equal(status, 'imported');
    assert.deepEqual(rows, { read: 205, rejected: 4, inserted: GOOD, duplicates: 1, deleted: 0 });
    assert.match(end.message.subject, /imported, 4 rows rejected$/);
    const [header, ...lines] = end.rejected;
    assert.equal(header, '"line";"column";"reason";"Name";"E-Mail";"Geburtsdatum";"Umsatz";"Status"');
    FAULTS.forEach(([line, column, row, reason], index) => {
      assert.match(lines[index], new RegExp(`^"${line}";"${column}`));
      assert.match(lines[index], reason);
      assert.ok(lines[index].includes(row['E-Mail']), lines[index]);
    });

    assert.equal((await imports.contacts(TENANT)) - before, GOOD);
    const [counted] = await imports.rows(
      `SELECT count(*)::int AS rows, min(revenue_cents)::int AS cents, min(born_on)::text AS born, count(DISTINCT status)::int AS states,
        (SELECT rows_inserted::int FROM file_imports WHERE import_id = ${importId}) AS ledger,
        (SELECT count(*)::int FROM file_import_rejections) AS left_over FROM contacts WHERE import_id = ${importId}`,
    );
    const wanted = { rows: GOOD, cents: 123_450, born: '1970-02-01', states: 2, ledger: GOOD, left_over: 0 };
    assert.deepEqual(counted, wanted);
    const names = await imports.rows(`SELECT name FROM contacts WHERE email = '${NORD[0]['E-Mail']}'`);
    assert.deepEqual(names, [{ name: 'Jörg Groß 0' }]);
    await imports.close();
  },
};

/** @type {Story} */
const again = {
  name: 'PC13b the same file again inserts nothing, whatever its name; one that was corrected inserts what was rejected',
  async tell(world) {
    const imports = await Importing.of(world, LIVE);
    const before = await imports.contacts(TENANT);
    const same = await imports.import('csv', `${TENANT}/again.csv`, csv(FILE));
    assert.deepEqual([same.status, same.report.status], ['SUCCEEDED', 'alreadyImported']);
    assert.equal(same.report.rows.inserted, 0);
    assert.equal(await imports.contacts(TENANT), before);

    const corrected = [...NORD.slice(0, GOOD), ...NORD.slice(GOOD), NORD[0]];
    const end = await imports.import('csv', `${TENANT}/corrected.csv`, csv(corrected));
    assert.equal(end.status, 'SUCCEEDED', end.cause);
    assertAddsUp(end);
    assert.deepEqual(end.report.rows, { read: 205, rejected: 0, inserted: 4, duplicates: GOOD + 1, deleted: 0 });
    assert.equal((await imports.contacts(TENANT)) - before, 4);
    await imports.close();
  },
};

/** @type {Story} */
const resumed = {
  name: 'PC13b the task is killed while it inserts, and stopped while it goes on: the execution resumes behind the last transaction, and each row is there once',
  async tell(world) {
    const imports = await Importing.of(world, LIVE);
    await imports.addTenant('resumed');
    const file = 'resumed/many.csv';
    const done = async () => {
      const text = `SELECT rows_read::int AS read FROM file_imports WHERE object_key = 'csv/${file}' AND state = 'loading'`;
      return (await imports.rows(text))[0]?.read ?? 0;
    };
    const figures = {};
    const end = await imports.import('csv', file, csv(contacts(MANY, 'many.example')), async () => {
      await until('the first rows', done, (read) => read > 0, 60);
      const [{ pid }] = await imports.processes('csv');
      process.kill(pid, 'SIGKILL');
      figures['rows at kill -9'] = await done();
      await until('more rows', done, (read) => read > figures['rows at kill -9'], 60);
      const [{ taskArn }] = await imports.processes('csv');
      const line = `aws ecs stop-task --cluster ${LIVE} --task ${taskArn} --query task.desiredStatus --output text`;
      await world.sandbox.bash('Stop', ['-euo', 'pipefail', '-c', line], { seconds: limits.shell });
      figures['at stop-task'] = await done();
    });

    assert.equal(end.status, 'SUCCEEDED', end.cause);
    assertAddsUp(end);
    assert.deepEqual(end.report.rows, { read: MANY, rejected: 0, inserted: MANY, duplicates: 0, deleted: 0 });
    assert.equal(await imports.contacts('resumed'), MANY);
    assert.ok(figures['rows at kill -9'] < MANY && figures['at stop-task'] < MANY, JSON.stringify(figures));
    const lines = await imports.logged('csv', 'going on behind the last transaction');
    assert.equal(lines.length, 2, JSON.stringify(lines));
    print('an import is interrupted twice', { ...figures, rows: MANY, seconds: end.report.seconds });
    await imports.close();
  },
};

/** @type {Story} */
const formats = {
  name: 'PC13b a workbook by openpyxl and XML by ElementTree become the same rows as CSV, each id included',
  async tell(world) {
    const imports = await Importing.of(world, LIVE);
    const rows = contacts(50, 'formats.example');
    const of = async (format, tenant, body) => {
      await imports.addTenant(tenant);
      const end = await imports.import(format, `${tenant}/kontakte.${format}`, body);
      assert.equal(end.status, 'SUCCEEDED', end.cause);
      assertAddsUp(end);
      assert.deepEqual(end.report.rows, { read: 50, rejected: 0, inserted: 50, duplicates: 0, deleted: 0 });
      return imports.rows(
        `SELECT contact_id, name, email, born_on::text, revenue_cents::int, status FROM contacts WHERE tenant_id = '${tenant}' ORDER BY email`,
      );
    };
    const ofCsv = await of('csv', 'by-csv', csv(rows));
    assert.deepEqual(await of('xlsx', 'by-xlsx', await written(world.sandbox, 'xlsx', rows)), ofCsv);
    assert.deepEqual(await of('xml', 'by-xml', await written(world.sandbox, 'xml', rows)), ofCsv);
    await imports.close();
  },
};

export const imports = [imported, again, resumed, formats];
