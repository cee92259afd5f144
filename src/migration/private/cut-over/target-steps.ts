import { CutOverPlan, heredoc, heredocThatPrints, identifiers, targetSchemas, texts } from './plan';
import type { MigrationStep } from '../../migration-step';
import { targetOf } from '../databases/table-mappings';

const PSQL = 'psql -qAt -v ON_ERROR_STOP=1';

/** Documents have no schema that could be converted: DMS creates their tables. */
export function schemaStep(plan: CutOverPlan): MigrationStep {
  const schemas = targetSchemas(plan);
  const isRelational = plan.source._engine.canValidate;
  const missing = [
    `SELECT nspname FROM unnest(ARRAY[${texts(schemas)}]) nspname WHERE nspname NOT IN (SELECT nspname FROM pg_namespace)`,
    ...(isRelational ? plan.tables.flatMap((table) => missingTable(targetOf(table, plan.naming))) : []),
  ];
  const tables = isRelational
    ? [
        '# Convert the schema by DMS Schema Conversion or AWS SCT, and create it by the migrations of the service:',
        '# tables with primary keys and indexes, without rows. Leave triggers and foreign keys as they are: DMS passes by them.',
      ]
    : ['# Create the schema by the migrations of the service. DMS creates a table for each collection.'];
  return {
    title: 'Create the schema of the target',
    command: tables.join('\n'),
    check: heredocThatPrints(PSQL, 'nothing', ...missing.map((query) => `${query};`)),
    wayBack: `# Nothing uses it yet: DROP SCHEMA ${identifiers(schemas)} CASCADE.`,
  };
}

function missingTable({ schema, table }: { readonly schema: string; readonly table?: string }): string[] {
  return table === undefined ? [] : [`SELECT '${schema}.${table}' WHERE to_regclass('"${schema}"."${table}"') IS NULL`];
}

export function rightsStep(plan: CutOverPlan): MigrationStep {
  const { targetUser } = plan;
  const schemas = identifiers(targetSchemas(plan));
  return {
    title: `Give ${targetUser} its rights at the target`,
    command: heredoc(
      PSQL,
      `GRANT rds_superuser TO "${targetUser}"; -- it sets session_replication_role, so that foreign keys and triggers wait`,
      `GRANT USAGE, CREATE ON SCHEMA ${schemas}, public TO "${targetUser}"; -- in public are tables of DMS`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schemas} TO "${targetUser}";`,
    ),
    check: `psql -Atc "SELECT pg_has_role('${targetUser}', 'rds_superuser', 'MEMBER')" # prints t`,
    wayBack: heredoc(
      PSQL,
      `REVOKE ALL ON ALL TABLES IN SCHEMA ${schemas} FROM "${targetUser}";`,
      `REVOKE ALL ON SCHEMA ${schemas}, public FROM "${targetUser}";`,
      `REVOKE rds_superuser FROM "${targetUser}";`,
    ),
  };
}

/** Rows that came without their foreign keys being looked at. */
export function foreignKeyStep(plan: CutOverPlan): MigrationStep {
  const lines = [
    "SELECT format('SELECT %L, count(*) FROM %s c WHERE %s AND NOT EXISTS (SELECT FROM %s p WHERE (%s) = (%s)) HAVING count(*) > 0',",
    '  k.conname, k.conrelid::regclass,',
    "  string_agg(format('c.%I IS NOT NULL', child.attname), ' AND '), k.confrelid::regclass,",
    "  string_agg(format('p.%I', parent.attname), ', ' ORDER BY n), string_agg(format('c.%I', child.attname), ', ' ORDER BY n))",
    'FROM pg_constraint k, unnest(k.conkey, k.confkey) WITH ORDINALITY AS pair (c, p, n), pg_attribute child, pg_attribute parent',
    'WHERE child.attrelid = k.conrelid AND child.attnum = pair.c AND parent.attrelid = k.confrelid AND parent.attnum = pair.p',
    `  AND k.contype = 'f' AND k.conparentid = 0 AND ${inSchemas('k.connamespace', plan)}`,
    'GROUP BY k.oid, k.conname, k.conrelid, k.confrelid \\gexec',
  ];
  return {
    title: 'Count rows without their parents',
    command: "psql -c 'ANALYZE' # the planner has to know the rows",
    check: heredocThatPrints(PSQL, 'nothing, else a foreign key and how many rows break it', ...lines),
    wayBack: '# Rows are only read. Correct them at the target, or resume the task and correct them at the source.',
  };
}

/** Identity columns and sequences of columns: DMS writes the values of rows, and no sequence. */
export function sequenceStep(plan: CutOverPlan): MigrationStep {
  const from = [
    'FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.classid = d.refclassid',
    "  AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')",
    'JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid',
    `WHERE s.relkind = 'S' AND ${inSchemas('s.relnamespace', plan)} \\gexec`,
  ];
  return {
    title: 'Set the sequences behind the last row',
    command: heredoc(
      PSQL,
      "SELECT format('SELECT %L, setval(%L, (SELECT coalesce(max(%I), 0) + 1 FROM %s), false)',",
      '  s.oid::regclass, s.oid::regclass, a.attname, d.refobjid::regclass)',
      ...from,
    ),
    check: heredocThatPrints(
      PSQL,
      'nothing',
      "SELECT format('SELECT %L FROM %s WHERE last_value <= (SELECT coalesce(max(%I), 0) FROM %s)',",
      '  s.oid::regclass, s.oid::regclass, a.attname, d.refobjid::regclass)',
      ...from,
    ),
    wayBack: '# A sequence that is too far takes nothing away.',
  };
}

function inSchemas(column: string, plan: CutOverPlan): string {
  return `${column} IN (SELECT oid FROM pg_namespace WHERE nspname IN (${texts(targetSchemas(plan))}))`;
}
