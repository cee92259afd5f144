import { quoted } from './database.mjs';
import { listed, Refused } from './refused.mjs';

const TABLE = `SELECT c.oid, c.relkind AS kind, has_schema_privilege(n.oid, 'USAGE') AS reachable,
    has_table_privilege(c.oid, 'DELETE') AS deletable,
    EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgtype::int & 7 = 7 AND NOT t.tgisinternal AND t.tgenabled <> 'D'
      AND (t.tgrelid = c.oid OR t.tgrelid IN (SELECT relid FROM pg_partition_tree(c.oid)))) AS rewritten
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2`;

// A text is cast to the type without its length, as a cast to varchar(5) cuts it off silently and an assignment does not.
const COLUMNS = `SELECT a.attname AS name, pg_catalog.format_type(bare.oid, -1) AS type,
    pg_catalog.format_type(a.atttypid, a.atttypmod) AS exact, a.attgenerated <> '' OR a.attidentity = 'a' AS generated,
    bare.typcategory = 'G' OR bare.typname IN ('json', 'xml') AS "asText",
    bare.typcategory AS category,
    has_column_privilege(a.attrelid, a.attnum, 'INSERT') AS insertable,
    has_column_privilege(a.attrelid, a.attnum, 'SELECT') AS selectable
  FROM pg_catalog.pg_attribute a CROSS JOIN LATERAL (
    WITH RECURSIVE types AS (
      SELECT t.oid, t.typtype, t.typbasetype, t.typcategory, t.typname FROM pg_catalog.pg_type t WHERE t.oid = a.atttypid
      UNION ALL SELECT t.oid, t.typtype, t.typbasetype, t.typcategory, t.typname
        FROM types d JOIN pg_catalog.pg_type t ON t.oid = d.typbasetype WHERE d.typtype = 'd')
    SELECT * FROM types WHERE typtype <> 'd') bare
  WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped`;

const UNIQUE = `SELECT ARRAY(SELECT a.attname::text FROM unnest(i.indkey[0:i.indnkeyatts - 1]) AS k(attnum)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum) AS names
  FROM pg_catalog.pg_index i WHERE i.indrelid = $1 AND i.indisunique AND i.indisvalid AND i.indimmediate
    AND i.indpred IS NULL AND i.indexprs IS NULL`;

/**
 * `type` has no length, `exact` has it; values of `asText` have no equality but that of their text.
 *
 * @typedef {{ name: string, type: string, exact: string, asText: boolean, at: number }} TargetColumn
 * @typedef {object} Target
 * @property {string} table quoted
 * @property {TargetColumn[]} columns those of the definition, that of the tenant, that of the import
 * @property {TargetColumn[]} keys
 * @property {TargetColumn[]} compared without that of the import
 * @property {boolean} deletable
 * @property {boolean} rewritten whether a trigger may change rows before they are inserted
 */

/**
 * The table that an import writes to, as the catalog has it; what is missing there is a refusal.
 *
 * @param {import('pg').Client} client
 * @param {import('./definition.mjs').Definition} definition
 * @returns {Promise<Target>}
 */
export async function targetOf(client, definition) {
  const { table, keyColumns, tenant, importIdColumn } = definition;
  const name = `${table.schema}.${table.name}`;
  const { rows: tables } = await client.query(TABLE, [table.schema, table.name]);
  const [found] = tables;
  if (!found) throw new Refused(`The database has no table ${listed([name])}: its migration creates it.`);
  if (!['r', 'p'].includes(found.kind)) throw new Refused(`${listed([name])} is no table: an import needs one.`);
  const login = client.user;
  if (!found.reachable) {
    throw new Refused(`The login ${login} may not use the schema ${table.schema}: grant USAGE on it.`);
  }
  const { rows: known } = await client.query(COLUMNS, [found.oid]);
  const names = [
    ...definition.columns.map(({ target }) => target),
    ...(tenant ? [tenant.column] : []),
    ...(importIdColumn ? [importIdColumn] : []),
  ];
  const columns = names.map((column, at) => ({ at, ...known.find((it) => it.name === column), asked: column }));
  const those = (is) => columns.filter(is).map(({ asked }) => asked);
  refuseIf(
    those((it) => !it.name),
    (list) => `The table ${name} has no column ${list}: its migration adds it.`,
  );
  refuseIf(
    those((it) => it.generated),
    (list) => `PostgreSQL generates ${list} of ${name}: leave it out of the import.`,
  );
  refuseIf(
    those((it) => !it.insertable),
    (list) => `The login ${login} may not write ${list} of ${name}: grant INSERT on it.`,
  );
  refuseIf(
    those((it) => !it.selectable),
    (list) => `The login ${login} may not read ${list} of ${name}: grant SELECT on it.`,
  );
  const marks = (is) => ['N', 'S'].includes(is.category);
  refuseIf(
    those((it) => it.asked === importIdColumn && !marks(it)),
    (list) => `The column ${list} of ${name} cannot hold the id of an import: make it bigint.`,
  );
  const { rows: indexes } = await client.query(UNIQUE, [found.oid]);
  const key = JSON.stringify([...keyColumns].sort());
  if (!indexes.some((index) => JSON.stringify([...index.names].sort()) === key)) {
    throw new Refused(
      `The table ${name} has no unique index on ${listed(keyColumns)} alone: its migration adds one, neither partial nor deferrable.`,
    );
  }
  return {
    table: `${quoted(table.schema)}.${quoted(table.name)}`,
    columns,
    keys: keyColumns.map((column) => /** @type {any} */ (columns.find((it) => it.name === column))),
    compared: columns.filter((it) => it.name !== importIdColumn),
    deletable: found.deletable,
    rewritten: found.rewritten,
  };
}

function refuseIf(columns, sentence) {
  if (columns.length > 0) throw new Refused(sentence(listed(columns)));
}

const given = (columns) => `unnest(${columns.map((_, index) => `$${index + 1}::text[]`).join(', ')})
  WITH ORDINALITY AS given (${columns.map(({ at }) => `v${at}`).join(', ')}, at)`;

const listOf = (columns, text) => columns.map(text).join(', ');

/**
 * Inserts rows that have no other one with their key, in their order. It answers how many it inserted, and which, if not all: of
 * rows with the same key the first.
 *
 * @param {Target} target
 */
export function insertionOf({ table, columns, keys }) {
  const same = keys.map(({ at, exact }) => `placed.k${at} = input.v${at}::${exact}`).join(' AND ');
  return `WITH input AS MATERIALIZED (
      SELECT at, ${listOf(columns, ({ at, type }) => `v${at}::${type} AS v${at}`)} FROM ${given(columns)}
    ), placed AS (
      INSERT INTO ${table} AS target (${listOf(columns, ({ name }) => quoted(name))})
      SELECT ${listOf(columns, ({ at }) => `v${at}`)} FROM input ORDER BY at
      ON CONFLICT (${listOf(keys, ({ name }) => quoted(name))}) DO NOTHING
      RETURNING ${listOf(keys, ({ at, name }) => `target.${quoted(name)} AS k${at}`)}
    )
    SELECT counted.inserted, CASE WHEN counted.inserted NOT IN (0, (SELECT count(*) FROM input)) THEN ARRAY(
      SELECT min(input.at)::int FROM placed JOIN input ON ${same} GROUP BY ${listOf(keys, ({ at }) => `placed.k${at}`)}
    ) END AS places FROM (SELECT count(*)::int AS inserted FROM placed) AS counted`;
}

/**
 * Compares rows with those that have their key: whether there is one, and in which columns it has other values.
 *
 * @param {Target} target
 */
export function comparisonOf({ table, columns, keys, compared }) {
  const same = keys.map(({ at, exact, name }) => `target.${quoted(name)} = given.v${at}::${exact}`).join(' AND ');
  const differs = ({ at, name, exact, asText }) => {
    const text = asText ? '::text' : '';
    return `CASE WHEN target.${quoted(name)}${text} IS DISTINCT FROM given.v${at}::${exact}${text} THEN ${at} END`;
  };
  return `SELECT given.at::int, target.tableoid IS NOT NULL AS found,
      array_remove(ARRAY[${listOf(compared, differs)}]::int[], NULL) AS differing
    FROM ${given(columns)} LEFT JOIN ${table} AS target ON ${same} ORDER BY given.at`;
}
