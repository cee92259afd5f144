import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { FolderObjects } from './file-import-program.mjs';
import { startPostgresql } from './postgresql-server.mjs';
import { run } from '../../../resources/migration/file-import/main.mjs';
import { places } from '../kernel/places.mjs';

const LEDGER = readFileSync(join(places.root, 'resources', 'migration', 'file-import', 'ledger.sql'), 'utf8');
const PROGRAM = fileURLToPath(new URL('file-import-program.mjs', import.meta.url));
const IMPORTER = { DB_USER: 'importer', DB_PASSWORD: 'of-importer' };
const SCHEMA = `CREATE ROLE importer LOGIN PASSWORD '${IMPORTER.DB_PASSWORD}';
  GRANT SELECT, INSERT, UPDATE ON file_imports TO importer; GRANT SELECT, INSERT, DELETE ON file_import_rejections TO importer;
  CREATE TABLE contacts (tenant_id text NOT NULL, email text NOT NULL, name text CHECK (name <> 'Nobody'), age integer,
    born_on date, import_id bigint, PRIMARY KEY (tenant_id, email));
  ALTER TABLE contacts ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON contacts USING (tenant_id = current_setting('app.tenant', true));
  GRANT SELECT, INSERT, DELETE ON contacts TO importer;`;

/** Columns of text, so that PostgreSQL casts; the definition of imports into `contacts`. */
export const text = (source, target, more = {}) => ({ type: 'text', source, target, ...more });
export const CONTACTS = {
  name: 'acme-contacts',
  keyPrefix: 'contacts/',
  format: { type: 'csv', delimiter: ';', quote: '"', encoding: 'utf-8' },
  table: { schema: 'public', name: 'contacts' },
  columns: [
    text('E-Mail', 'email', { required: true }),
    text('Name', 'name', { maxLength: 20 }),
    text('Age', 'age'),
    text('Born', 'born_on'),
  ],
  keyColumns: ['tenant_id', 'email'],
  tenant: { column: 'tenant_id', setting: 'app.tenant' },
  importIdColumn: 'import_id',
  maxRejectedPercent: 50,
  maxFileBytes: 1024 ** 3,
};
export const HEADER = 'E-Mail;Name;Age;Born';

/** Key of a file of the tenant `acme`. */
export const KEY = 'contacts/acme/file.csv';

/** Rows of a report: read, inserted, duplicates, rejected. */
export const counts = ({ report: { rows } }) => [rows.read, rows.inserted, rows.duplicates, rows.rejected];

/** A CSV file of lines below the header. */
export const csv = (...lines) => `${[HEADER, ...lines].join('\n')}\n`;

/** PostgreSQL with ledger and tables, a folder in place of the bucket, and the program, whose login owns nothing. */
export async function startImports() {
  const server = await startPostgresql();
  const folder = mkdtempSync(join(tmpdir(), 'file-import-'));
  const objects = new FolderObjects(folder);
  const owner = await connect(server.environment);
  await owner.query(LEDGER);
  await owner.query(LEDGER); // a second run changes nothing
  await owner.query(SCHEMA);
  const admin = new pg.Client({ ...server.admin, database: server.environment.DB_NAME }); // sees rows of all tenants
  await admin.connect();
  const lines = [];
  let runs = 0;

  /** @param {string} key @param {any} [options] */
  function environmentOf(key, { definition = CONTACTS, name = `run-${(runs += 1)}`, etag = '', importId = '' } = {}) {
    const IMPORT_REPORTS = `reports/${key}/${name}/`;
    return {
      ...{ ...server.environment, ...IMPORTER, FILES_BUCKET: 'files', IMPORT_DEFINITION: JSON.stringify(definition) },
      ...{ IMPORT_KEY: key, IMPORT_ETAG: etag, IMPORT_RUN: name, IMPORT_REPORTS, IMPORT_ID: importId },
    };
  }

  async function ask(command, environment) {
    await run(command, environment, { objects: () => objects, write: (line) => lines.push(JSON.parse(line)) });
    return resultsOf(environment);
  }

  /** What a run wrote so far. */
  function resultsOf({ IMPORT_REPORTS }) {
    const read = (name) => {
      try {
        return objects.get(IMPORT_REPORTS + name);
      } catch {
        return 'null';
      }
    };
    const [validation, report] = ['validation.json', 'report.json'].map((name) => JSON.parse(read(name)));
    const rejected = read('rejected.csv');
    return { validation, report, rejected: rejected === 'null' ? '' : rejected };
  }

  return {
    ...{ objects, owner, lines, environmentOf, ask, resultsOf },

    /** Imports a file as the state machine does; `content` is put before. @param {string} key @param {any} [content] @param {any} [options] */
    async importFile(key, content, options) {
      if (content !== undefined) objects.put(key, content);
      const environment = environmentOf(key, options);
      const validated = await ask('validate', environment);
      return validated.validation.status === 'accepted' ? await ask('load', environment) : validated;
    },

    /** @param {string} importId @param {any} [options] */
    undo: (importId, options = {}) => ask('undo', environmentOf('', { ...options, importId })),

    /** Rows of a query as the superuser. */
    rows: async (query, values = []) => (await admin.query(query, values)).rows,

    count: async (table) => (await admin.query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n,

    /** A process of its own, which can be killed. */
    start(command, environment) {
      const env = { ...process.env, ...environment, NODE_EXTRA_CA_CERTS: server.ca };
      const child = spawn(process.execPath, [PROGRAM, folder, command], { env, stdio: ['ignore', 'ignore', 'pipe'] });
      let errors = '';
      child.stderr.on('data', (part) => (errors += part));
      const ended = new Promise((resolve) => {
        child.once('close', (code, signal) => resolve({ code, signal, errors }));
      });
      return { child, ended };
    },

    stop: async () => {
      await Promise.all([owner.end(), admin.end()]);
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What `startImports` returns, for the tests of a file: it is there once they run, with empty tables before each. */
export function useImports() {
  const imports = /** @type {Awaited<ReturnType<typeof startImports>>} */ ({});
  before(async () => {
    Object.assign(imports, await startImports());
  });
  after(() => imports.stop());
  beforeEach(() =>
    imports.owner.query('TRUNCATE contacts, file_imports, file_import_rejections RESTART IDENTITY CASCADE'),
  );
  return imports;
}

async function connect({ DB_HOST: host, DB_PORT: port, DB_NAME: database, DB_USER: user, DB_PASSWORD: password }) {
  const client = new pg.Client({ ...{ host, port: Number(port), database, user, password }, ssl: { host } });
  await client.connect();
  return client;
}
