import { connected, isRowFault, quoted, refusalOf, rejectionOf, setTenant, transaction } from './database.mjs';
import { Ledger } from './ledger.mjs';
import { listed, Refused } from './refused.mjs';
import { NO_ROWS, writeReport } from './report.mjs';
import { targetOf } from './target.mjs';

const BATCH_ROWS = 1000;
const WAIT_SECONDS = 5; // for the session of a task that was just stopped

/**
 * Deletes the rows of an import, whatever became of them since. The file can be imported again then.
 *
 * @param {import('./main.mjs').Run} run
 */
export async function undo({ settings, objects, log }) {
  const { definition, environment, importId } = settings;
  try {
    if (!/^\d{1,18}$/.test(importId)) {
      throw new Refused(`${listed([importId])} is no id of an import: report.json has it.`);
    }
    if (!definition.importIdColumn) {
      throw new Refused(
        'The import has no importIdColumn, so its rows cannot be told from others: undo it by a restored database.',
      );
    }
    await connected(environment, (client) => undoImport(client));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await end('refused', { reason: error.message });
  }

  /** @param {'undone' | 'refused'} status @param {Partial<import('./report.mjs').Result>} result */
  async function end(status, result) {
    await writeReport(objects, settings, { status, importId, ...result });
    log.info('undo', { status, importId, rows: result.rows });
  }

  /** @param {import('pg').Client} client */
  async function undoImport(client) {
    const ledger = new Ledger(client);
    await ledger.check();
    const target = await targetOf(client, definition);
    if (!target.deletable) {
      throw new Refused(`The login ${client.user} may not delete rows of ${target.table}: grant DELETE on it.`);
    }
    const first = await ledger.byId(definition.name, importId);
    if (!first) throw new Refused(`There is no import ${importId} of ${definition.name}: report.json has the id.`);
    if (!(await ledger.lock(first, { seconds: WAIT_SECONDS }))) {
      throw new Refused(`Import ${importId} runs: stop its execution, or undo it after its end.`);
    }
    const found = /** @type {import('./ledger.mjs').Import} */ (await ledger.byId(definition.name, importId));
    const stay =
      found.state === 'undone' ? undefined : await deleteRows({ client, ledger, target, found, definition, log });
    const { rows, tenant, key, bytes, sha256 } = /** @type {import('./ledger.mjs').Import} */ (
      await ledger.byId(definition.name, importId)
    );
    const result = { tenant, key, file: { bytes, sha256 }, rows: { ...NO_ROWS, deleted: rows.deleted } };
    if (!stay) return await end('undone', result);
    const reason = `${stay.rows} rows stay: ${stay.reason} Mend it, and undo the import again.`;
    await end('refused', { ...result, reason });
  }
}

/**
 * Deletes in the order of the key, so that rows which stay are passed once.
 *
 * @param {{ client: import('pg').Client, ledger: Ledger, target: import('./target.mjs').Target, found: import('./ledger.mjs').Import,
 *   definition: import('./definition.mjs').Definition, log: import('./log.mjs').Log }} of
 */
async function deleteRows({ client, ledger, target, found, definition, log }) {
  const { importId, tenant } = found;
  const mark = target.columns.find(({ name }) => name === definition.importIdColumn);
  const ofImport = `target.${quoted(mark?.name ?? '')} = $1::text::${mark?.type}`;
  const { keys, table } = target;
  const names = keys.map(({ name }) => `target.${quoted(name)}`).join(', ');
  const after = keys.map(({ exact }, index) => `$${index + 2}::text::${exact}`).join(', ');
  const page = (isFirst) => `SELECT ARRAY[${keys.map(({ name }) => `target.${quoted(name)}::text`).join(', ')}] AS key
    FROM ${table} AS target WHERE ${ofImport} ${isFirst ? '' : `AND (${names}) > (${after})`} ORDER BY ${names} LIMIT ${BATCH_ROWS}`;
  const given = keys.map((_, index) => `$${index + 2}::text[]`).join(', ');
  const same = keys.map(({ name, exact }, index) => `target.${quoted(name)} = given.k${index}::${exact}`).join(' AND ');
  const deletion = `DELETE FROM ${table} AS target USING unnest(${given}) AS given (${keys.map((_, index) => `k${index}`).join(', ')})
    WHERE ${ofImport} AND ${same}`;

  const stay = { rows: 0, reason: '' };
  const progress = log.progress('undoing');
  let deleted = 0;
  for (let last; ;) {
    const rows = await transaction(client, async () => {
      await client.query('SET CONSTRAINTS ALL IMMEDIATE');
      await setTenant(client, definition, tenant);
      const { rows: some } = await client.query(page(!last), [importId, ...(last ?? [])]);
      const one = { deleted: 0, stays: 0, reason: '' };
      await remove(
        some.map(({ key }) => key),
        one,
      );
      await ledger.undo(importId, {
        deleted: one.deleted,
        state: some.length === 0 && stay.rows === 0 ? 'undone' : 'undoing',
      });
      return { ...one, keys: some };
    }).catch((error) => {
      throw refusalOf(error, 'Undo the import again once it is mended.');
    });
    if (rows.keys.length === 0) return stay.rows > 0 ? stay : undefined;
    last = rows.keys.at(-1).key;
    deleted += rows.deleted;
    stay.rows += rows.stays;
    stay.reason ||= rows.reason;
    progress(deleted);
  }

  /** Deletes rows, or finds those that PostgreSQL keeps, such as ones that others refer to. */
  async function remove(some, result) {
    if (some.length === 0) return;
    await client.query('SAVEPOINT removal');
    try {
      const { rowCount } = await client.query(deletion, [
        importId,
        ...keys.map((_, index) => some.map((key) => key[index])),
      ]);
      await client.query('RELEASE SAVEPOINT removal');
      result.deleted += rowCount ?? 0;
      return;
    } catch (error) {
      if (!isRowFault(error)) throw error;
      await client.query('ROLLBACK TO SAVEPOINT removal; RELEASE SAVEPOINT removal');
      if (some.length === 1) {
        result.stays += 1;
        result.reason ||= rejectionOf(error).reason;
        return;
      }
    }
    const half = Math.ceil(some.length / 2);
    await remove(some.slice(0, half), result);
    await remove(some.slice(half), result);
  }
}
