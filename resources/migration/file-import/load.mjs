import { connected, refusalOf, setTenant, transaction } from './database.mjs';
import { ignoredColumns, openFile, sha256Of, textsOf } from './file.mjs';
import { Ledger } from './ledger.mjs';
import { Placement } from './place.mjs';
import { rowsOf } from './read/rows.mjs';
import { Refused } from './refused.mjs';
import { columnsOf, REJECTED_FILE, uploadRows } from './rejected-rows.mjs';
import { NO_ROWS, writeReport } from './report.mjs';
import { tenantOf } from './settings.mjs';
import { targetOf } from './target.mjs';
import { transformer } from './transform/transformer.mjs';
import { sentenceOf, undoingSentence } from './validate.mjs';

const BATCH_ROWS = 1000;
const BATCH_CHARACTERS = 4 * 1024 * 1024;

/**
 * @typedef {{ number: number, row: import('./read/rows.mjs').Row, made: import('./transform/transformer.mjs').Transformed }} ReadRow
 */

/**
 * Inserts the rows of a file that was validated. After a crash it goes on behind the last transaction.
 *
 * @param {import('./main.mjs').Run} run
 */
export async function load({ settings, objects, log }) {
  const { definition, definitionSha256, environment, key, run, reports } = settings;
  const known = { tenant: '', file: { bytes: 0, sha256: '' } };
  const end = async (status, result) => {
    await writeReport(objects, settings, { status, ...known, ...result });
    const rows = result.rows ?? NO_ROWS;
    log.metrics(status, rows);
    log.info('loaded', { status, importId: result.importId, rows });
  };
  try {
    known.tenant = tenantOf(settings);
    const file = await openFile(objects, settings);
    known.file = { bytes: file.size, sha256: await sha256Of(file) };
    await connected(environment, (client) => importFile(client, file));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await end('refused', { reason: error.message, ...(await begun()) });
  }

  async function importFile(client, file) {
    const ledger = new Ledger(client);
    await ledger.check();
    const target = await targetOf(client, definition);
    const identity = { name: definition.name, tenant: known.tenant, sha256: known.file.sha256, definitionSha256 };
    await ledger.lock(identity, { waiting: () => log.info('another run imports this file: waiting for its end') });
    const found = await ledger.find(identity);
    if (!found) throw new Refused('The file is not the one that was validated: start its import again.');
    const { importId, state } = found;
    if (state === 'undoing') throw new Refused(undoingSentence(importId));
    if (state === 'done' && found.run !== run) {
      return await end('alreadyImported', { importId, reason: sentenceOf(found) });
    }
    if (state !== 'done') {
      if (found.rows.read > 0) log.info('going on behind the last transaction', { importId, rows: found.rows.read });
      await ledger.begin(importId, { key, run, reports });
      const columns = await insertAll({ client, ledger, target, file, found, definition, log });
      const rows = ledger.rejections(importId);
      await uploadRows(objects, { reports, definition, columns: columnsOf(definition, columns), rows });
      await ledger.finish(importId, ignoredColumns(definition, columns));
    }
    const done = /** @type {import('./ledger.mjs').Import} */ (await ledger.find(identity));
    const rejectedRows = done.rows.rejected > 0 ? `${reports}${REJECTED_FILE}` : '';
    await end('imported', { ...resultOf(done), rejectedRows });
  }

  /** What this run inserted before it was refused. */
  async function begun() {
    const found = await connected(environment, (client) => new Ledger(client).unfinishedOf(definition.name, run)).catch(
      () => undefined,
    );
    return found ? resultOf(found) : {};
  }
}

const resultOf = ({ importId, rows, rejectedBy, ignoredColumns: ignored, seconds }) => ({
  ...{ importId, rows, rejectedBy, seconds },
  ignoredColumns: ignored,
});

/**
 * Inserts the rows behind those that are done, a batch at a time; the next one is read meanwhile. It answers the columns of the file.
 *
 * @param {{ client: import('pg').Client, ledger: Ledger, target: import('./target.mjs').Target, found: import('./ledger.mjs').Import,
 *   file: import('./read/rows.mjs').FileObject, definition: import('./definition.mjs').Definition, log: import('./log.mjs').Log }} of
 */
async function insertAll({ client, ledger, target, file, found, definition, log }) {
  const rows = rowsOf(file, definition);
  const transform = transformer(definition);
  const write = writerOf({ client, ledger, target, found, definition });
  const progress = log.progress('loading');
  const done = found.rows.read;
  let writing = Promise.resolve();
  let batch = newBatch();
  const next = async () => {
    await writing;
    progress(found.rows.read);
    const full = batch.rows;
    batch = newBatch();
    if (full.length === 0) return;
    writing = write(full);
    writing.catch(() => {}); // it is thrown where it is awaited
  };
  let number = 0;
  try {
    for await (const row of rows) {
      number += 1;
      if (number <= done) continue;
      batch.rows.push({ number, row, made: transform(row) });
      for (const { text } of row.cells.values()) batch.characters += text.length;
      if (batch.rows.length >= BATCH_ROWS || batch.characters > BATCH_CHARACTERS) await next();
    }
    await next();
    await next();
  } finally {
    await writing.catch(() => {});
  }
  return rows.columns;
}

/** @returns {{ rows: ReadRow[], characters: number }} */
const newBatch = () => ({ rows: [], characters: 0 });

/** Writes batches, each with its counts in one transaction. */
function writerOf({ client, ledger, target, found, definition }) {
  const placement = new Placement(client, target);
  const added = [...(definition.tenant ? [found.tenant] : []), ...(definition.importIdColumn ? [found.importId] : [])];
  /** @param {ReadRow[]} batch */
  return async (batch) => {
    const counts = await transaction(client, async () => {
      await client.query('SET CONSTRAINTS ALL IMMEDIATE'); // a row fails where it is found, not at the end
      await setTenant(client, definition, found.tenant);
      const values = batch.flatMap(({ made }) => ('values' in made ? [[...made.values, ...added]] : []));
      const outcomes = await placement.place(values);
      const result = countsOf(batch, outcomes);
      await ledger.add(found, result);
      return result;
    }).catch((error) => {
      throw refusalOf(error, 'Start the import again once it is mended: it goes on behind the rows that are done.');
    });
    const { rows } = found;
    rows.read += batch.length;
    rows.inserted += counts.inserted;
    rows.duplicates += counts.duplicates;
    rows.rejected += counts.rejected.length;
  };
}

/** @param {ReadRow[]} batch @param {import('./place.mjs').Outcome[]} outcomes of those that have values */
function countsOf(batch, outcomes) {
  const counts = { inserted: 0, duplicates: 0, rejected: /** @type {any[]} */ ([]), line: batch.at(-1)?.row.line ?? 0 };
  let at = 0;
  for (const { number, row, made } of batch) {
    const outcome = 'values' in made ? outcomes[at++] : made.rejected;
    if (outcome === 'inserted') counts.inserted += 1;
    else if (outcome === 'duplicate') counts.duplicates += 1;
    else counts.rejected.push({ number, line: row.line, ...outcome, cells: textsOf(row.cells) });
  }
  return counts;
}
