// A million rows by the program of FileImport into real PostgreSQL: seconds, rows per second, CPU and memory of each step, and what they are
// of the task that the README recommends. `node sandbox/run/measure-file-import.mjs [csv|xml|xlsx …] [--rows N] [--heap MIB]`; the files are
// in a folder, so that the bucket's own time is not in it.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { places } from './kernel/places.mjs';
import { startPostgresql } from './tests/postgresql-server.mjs';

const TASK = { memoryMiB: 2048, seconds: 900 }; // ratios are of these
const PROGRAM = join(places.sandbox, 'run', 'tests', 'file-import-program.mjs');
const LEDGER = join(places.root, 'resources', 'migration', 'file-import', 'ledger.sql');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string', default: '1000000' }, heap: { type: 'string', default: '256' } },
});
const ROWS = Number(values.rows);

const NAMES = ['Customer', 'E-Mail', 'Name', 'City', 'Born', 'Revenue', 'Status', 'Remark'];
const valuesOf = (index) => [
  `K-${String(index).padStart(8, '0')}`,
  `customer.${index}@mail.example`,
  `Jürgen Müller-${index}`,
  `Straßburg ${index % 1000}`,
  `${String((index % 28) + 1).padStart(2, '0')}.${String((index % 12) + 1).padStart(2, '0')}.${1950 + (index % 50)}`,
  `${1 + (index % 9)}.${String(index % 1000).padStart(3, '0')},${String(index % 100).padStart(2, '0')}`,
  index % 2 ? 'Aktiv' : 'Ruhend',
  index % 100 === 0 ? 'a remark; with a "quote"' : 'a remark',
];
const columns = [
  { type: 'nameBasedUuid', target: 'contact_id', sources: ['Customer'] },
  { type: 'text', source: 'Customer', target: 'customer', required: true },
  { type: 'text', source: 'E-Mail', target: 'email', required: true, maxLength: 200 },
  { type: 'text', source: 'Name', target: 'name', maxLength: 200 },
  { type: 'text', source: 'City', target: 'city' },
  { type: 'date', source: 'Born', target: 'born_on', formats: ['dd.MM.yyyy'] },
  {
    type: 'amount',
    source: 'Revenue',
    target: 'revenue_cents',
    currency: 'EUR',
    decimalSeparator: ',',
    thousandsSeparator: '.',
    minorUnits: true,
  },
  { type: 'code', source: 'Status', target: 'status', values: { Aktiv: 'active', Ruhend: 'paused' } },
  { type: 'text', source: 'Remark', target: 'remark' },
];
const TABLE = `CREATE TABLE customers (tenant_id text, contact_id uuid, customer text, email text NOT NULL, name text, city text, born_on date,
    revenue_cents bigint, status text CHECK (status IN ('active', 'paused')), remark text, import_id bigint, PRIMARY KEY (tenant_id, contact_id));
  ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON customers USING (tenant_id = current_setting('app.tenant', true));
  CREATE ROLE importer LOGIN PASSWORD 'of-importer'; GRANT SELECT, INSERT, DELETE ON customers TO importer;
  GRANT SELECT, INSERT, UPDATE ON file_imports TO importer; GRANT SELECT, INSERT, DELETE ON file_import_rejections TO importer;`;

const kinds = {
  csv: {
    format: { type: 'csv', delimiter: ';', quote: '"', encoding: 'utf-8' },
    *parts() {
      const line = (cells) =>
        `${cells.map((cell) => (/[;"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';')}\r\n`;
      yield line(NAMES);
      for (let index = 0; index < ROWS; index += 1) yield line(valuesOf(index));
    },
  },
  xml: {
    format: { type: 'xml', rowElement: 'contact', encoding: 'utf-8' },
    *parts() {
      yield '<?xml version="1.0" encoding="UTF-8"?>\n<contacts>\n';
      for (let index = 0; index < ROWS; index += 1) {
        const cells = valuesOf(index).map(
          (cell, at) => `<${NAMES[at]}>${cell.replaceAll('"', '&quot;')}</${NAMES[at]}>`,
        );
        yield `<contact>${cells.join('')}</contact>\n`;
      }
      yield '</contacts>\n';
    },
  },
};

const server = await startPostgresql({ shared_buffers: '128MB', max_wal_size: '4GB' });
const folder = mkdtempSync(join(tmpdir(), 'measure-'));
try {
  const owner = await connect();
  await owner.query(readFileSync(LEDGER, 'utf8'));
  await owner.query(TABLE);
  for (const kind of positionals.length > 0 ? positionals : Object.keys(kinds)) await measure(kind, owner);
  await owner.end();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}

async function measure(kind, owner) {
  const { format, parts } = kinds[kind];
  await owner.query('TRUNCATE customers, file_import_rejections, file_imports');
  const key = `customers/acme/${kind}`;
  const path = join(folder, encodeURIComponent(key));
  await pipeline(Readable.from(joined(parts())), createWriteStream(path));
  console.log(
    `${kind}: ${ROWS} rows, ${NAMES.length} columns, ${Math.round(statSync(path).size / 1e6)} MB, heap of ${values.heap} MiB`,
  );
  const definition = {
    name: 'measure',
    keyPrefix: 'customers/',
    format,
    table: { schema: 'public', name: 'customers' },
    columns,
  };
  const more = {
    keyColumns: ['tenant_id', 'contact_id'],
    tenant: { column: 'tenant_id', setting: 'app.tenant' },
    importIdColumn: 'import_id',
  };
  const environment = {
    ...{
      ...server.environment,
      DB_USER: 'importer',
      DB_PASSWORD: 'of-importer',
      FILES_BUCKET: 'files',
      IMPORT_KEY: key,
      IMPORT_ETAG: '',
    },
    IMPORT_DEFINITION: JSON.stringify({ ...definition, ...more, maxRejectedPercent: 5, maxFileBytes: 1024 ** 3 }),
    ...{ IMPORT_RUN: kind, IMPORT_REPORTS: `reports/${kind}/`, IMPORT_ID: '' },
  };
  for (const command of ['validate', 'load']) await step(command, environment);
  const report = JSON.parse(readFileSync(join(folder, encodeURIComponent(`reports/${kind}/report.json`)), 'utf8'));
  const { rows } = await owner.query('SELECT count(*)::int AS rows FROM file_imports WHERE rows_inserted = $1', [ROWS]);
  console.log(`  ${report.status}: ${JSON.stringify(report.rows)} ${report.reason}`);
  if (report.rows.inserted !== ROWS || rows[0].rows !== 1) process.exitCode = 1;
}

/** Runs a command of the program, and prints what it took. */
async function step(command, environment) {
  const began = performance.now();
  const env = { ...process.env, ...environment, NODE_EXTRA_CA_CERTS: server.ca };
  const child = spawn(process.execPath, [`--max-old-space-size=${values.heap}`, PROGRAM, folder, command], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let [peakMiB, cpuSeconds] = [0, 0];
  const watching = setInterval(() => {
    try {
      const [, peak] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      if (!peak) return; // it has ended
      peakMiB = Number(peak) / 1024;
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ');
      cpuSeconds = (Number(fields[13]) + Number(fields[14])) / 100;
    } catch {} // it has ended
  }, 50);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(watching);
  if (code !== 0) throw new Error(`${command} ended with ${code}.`);
  const seconds = (performance.now() - began) / 1000;
  const ratios = `${Math.round((100 * peakMiB) / TASK.memoryMiB)} % of the memory, ${Math.round((100 * seconds) / TASK.seconds)} % of ${TASK.seconds} s`;
  console.log(
    `  ${command}: ${seconds.toFixed(1)} s, ${Math.round(ROWS / seconds)} rows/s, ${cpuSeconds.toFixed(1)} s of CPU, ${Math.round(peakMiB)} MiB: ${ratios}`,
  );
}

/** Larger parts: a write for each line would take longer than the import. */
function* joined(parts) {
  let text = '';
  for (const part of parts) {
    text += part;
    if (text.length < 1e6) continue;
    yield text;
    text = '';
  }
  yield text;
}

async function connect() {
  const { DB_HOST: host, DB_PORT: port, DB_NAME: database, DB_USER: user, DB_PASSWORD: password } = server.environment;
  const client = new pg.Client({ ...{ host, port: Number(port), database, user, password }, ssl: { host } });
  await client.connect();
  return client;
}
