// Removes personal data from a copy of production, before a service has a login: names, addresses, e-mails and phone numbers are replaced,
// tokens of cards and logins removed. It fails, and with it the release, on a column that ./personal-data.mjs does not know, and on anything
// left at its end. It notes that the copy is clean: later releases leave what testers have entered.
import { asOwner } from './owner.mjs';
import { EMPTIED, KEPT, NOWHERE, REPLACED } from './personal-data.mjs';

const COLUMNS = `SELECT TABLE_NAME AS \`table\`, COLUMN_NAME AS name FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() AND (CHARACTER_MAXIMUM_LENGTH IS NOT NULL OR DATA_TYPE = 'json') ORDER BY 1, 2`;
const MAIL = '[^[:space:]]+@[^[:space:]]+';

const DONE = 'sanitized';

async function sanitize(query) {
  const [done] = await query('SHOW TABLES LIKE ?', [DONE]);
  if (done) return console.log('The copy was sanitized before.');
  const columns = await query(COLUMNS);
  const unknown = columns.filter((it) => !isKnown(it)).map(({ table, name }) => `${table}.${name}`);
  if (unknown.length > 0) {
    throw new Error(`Say in personal-data.mjs whether these are kept or replaced: ${unknown.join(', ')}`);
  }
  const isThere = (table) => columns.some((it) => it.table === table); // an empty database has no table yet
  for (const [table, replaced] of Object.entries(REPLACED).filter(([it]) => isThere(it))) {
    const changes = Object.entries(replaced).map(([column, value]) => `\`${column}\` = ${value}`);
    await query(`UPDATE \`${table}\` SET ${changes.join(', ')}`);
  }
  for (const table of EMPTIED.filter(isThere)) await query('DELETE FROM ??', [table]);
  await check(query, columns);
  await query('CREATE TABLE ?? (at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP)', [DONE]);
}

function isKnown({ table, name }) {
  return EMPTIED.includes(table) || name in (REPLACED[table] ?? {}) || KEPT[table]?.includes(name);
}

/** Reads each column again: each replacement is there, and no address of mail in any column leads somewhere. */
async function check(query, columns) {
  const left = [];
  for (const { table, name } of columns) {
    const replacement = REPLACED[table]?.[name];
    const isOther = replacement ? `NOT (\`${name}\` <=> ${replacement}) OR ` : '';
    const isMail = `(REGEXP_LIKE(\`${name}\`, ?) AND \`${name}\` NOT LIKE ?)`;
    const [{ rows }] = await query(`SELECT COUNT(*) AS \`rows\` FROM \`${table}\` WHERE ${isOther}${isMail}`, [
      MAIL,
      `%@${NOWHERE}`,
    ]);
    if (rows > 0) left.push(`${rows} rows of ${table}.${name}`);
  }
  if (left.length > 0) throw new Error(`Personal data is left: ${left.join(', ')}`);
  console.log(`No personal data is left in ${columns.length} columns.`);
}

if (process.env.STAGE === 'retail-production') {
  console.error('This is production: its data stays.');
  process.exitCode = 1;
} else {
  await asOwner(sanitize);
}
