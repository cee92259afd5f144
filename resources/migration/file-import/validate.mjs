import { connected } from './database.mjs';
import { ignoredColumns, openFile, sha256Of, textsOf } from './file.mjs';
import { Ledger } from './ledger.mjs';
import { rowsOf } from './read/rows.mjs';
import { Refused } from './refused.mjs';
import { columnsOf, RejectedRows } from './rejected-rows.mjs';
import { NO_ROWS, Reasons, writeReport, writeValidation } from './report.mjs';
import { tenantOf } from './settings.mjs';
import { targetOf } from './target.mjs';
import { transformer } from './transform/transformer.mjs';

/**
 * Reads the whole file and inserts nothing: the ledger has what may be loaded then.
 *
 * @param {import('./main.mjs').Run} run
 */
export async function validate({ settings, objects, log }) {
  const began = performance.now();
  const { definition, definitionSha256, environment, key, run, reports } = settings;
  const reasons = new Reasons();
  const known = {
    tenant: '',
    file: { bytes: 0, sha256: '' },
    rows: { ...NO_ROWS },
    ignoredColumns: [],
    rejectedRows: '',
  };
  const end = async (status, reason, more = {}) => {
    const { sha256 } = known.file;
    if (status !== 'accepted') {
      const seconds = Math.round((performance.now() - began) / 1000);
      await writeReport(objects, settings, { status, reason, ...known, rejectedBy: reasons.list(), seconds, ...more });
      log.metrics(status, known.rows);
    }
    await writeValidation(objects, settings, { status, reason, sha256, ...known.rows });
    log.info('validated', { status, rows: known.rows });
  };
  const rejected = new RejectedRows(objects, reports);
  try {
    known.tenant = tenantOf(settings);
    const file = await openFile(objects, settings);
    known.file.bytes = file.size;
    await connected(environment, checked);
    known.file.sha256 = await sha256Of(file);
    const identity = { name: definition.name, tenant: known.tenant, sha256: known.file.sha256, definitionSha256 };
    const found = await connected(environment, (client) => new Ledger(client).find(identity));
    if (found?.state === 'done') return await end('alreadyImported', sentenceOf(found), { importId: found.importId });
    if (found?.state === 'undoing') throw new Refused(undoingSentence(found.importId));
    try {
      await readAll(file);
    } finally {
      known.rejectedRows = await rejected.end();
    }
    const { read, rejected: bad } = known.rows;
    if (bad * 100 > definition.maxRejectedPercent * read) {
      const percent = Math.floor((bad * 10_000) / read) / 100;
      throw new Refused(
        `${bad} of ${read} rows (${percent} %) are rejected, and maxRejectedPercent is ${definition.maxRejectedPercent}: mend the rows in rejected.csv, and upload the file again.`,
      );
    }
    await connected(environment, (client) =>
      new Ledger(client).allow(identity, { key, bytes: file.size, run, reports }),
    );
    await end('accepted', '');
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await end('refused', error.message);
  }

  async function checked(client) {
    await new Ledger(client).check();
    await targetOf(client, definition);
  }

  async function readAll(file) {
    const rows = rowsOf(file, definition);
    const transform = transformer(definition);
    const progress = log.progress('validating');
    try {
      for await (const row of rows) {
        known.rows.read += 1;
        progress(known.rows.read);
        const made = transform(row);
        if ('values' in made) continue;
        known.rows.rejected += 1;
        reasons.add(made.rejected);
        await rejected.add({ line: row.line, ...made.rejected, cells: textsOf(row.cells) }, () => ({
          definition,
          columns: columnsOf(definition, rows.columns),
        }));
      }
    } finally {
      known.ignoredColumns = ignoredColumns(definition, rows.columns);
    }
  }
}

/** @param {import('./ledger.mjs').Import} found */
export function sentenceOf({ importId, finishedAt, rows, reports }) {
  const { inserted, duplicates, rejected } = rows;
  return `The file was imported before, on ${finishedAt?.toISOString()} as import ${importId}: ${inserted} rows inserted, ${duplicates} duplicates, ${rejected} rejected. Its report is ${reports}report.json.`;
}

export const undoingSentence = (importId) =>
  `Import ${importId} of this file is being undone: run its undo to the end, and start the import again.`;
