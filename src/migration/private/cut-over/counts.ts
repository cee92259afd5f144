import { CutOverPlan } from './plan';
import type { MigrationStep } from '../../migration-step';
import { TargetNames, targetOf } from '../databases/table-mappings';

/** Documents of each collection beside rows of its table, which is all that can be compared. */
export function countStep(plan: CutOverPlan): MigrationStep {
  const { source, tables, naming } = plan;
  const pairs = tables.map((table) => {
    const { schema, table: name } = targetOf(table, naming);
    const cased = naming.keepNameCase ? 'name' : 'name.toLowerCase()';
    return table.table === undefined
      ? `...source.getCollectionInfos({ type: "collection" }).filter(({ name }) => !name.startsWith("system.")).map(({ name }) => [name, "${schema}." + ${cased}])`
      : `["${table.table}", "${schema}.${name}"]`;
  });
  const rows = tables.flatMap((table) => rowsOf(targetOf(table, naming)));
  return {
    title: 'Count documents and rows',
    command: [
      `mongosh "$MONGO" --quiet --eval '`,
      `const source = db.getSiblingDB("${source.databaseName}");`,
      `for (const [from, to] of [${pairs.join(', ')}]) print(to + " " + source.getCollection(from).countDocuments())`,
      `' | LC_ALL=C sort > documents.txt`,
      `psql -qAt <<'SQL' | LC_ALL=C sort > rows.txt`,
      ...rows,
      'SQL',
    ].join('\n'),
    check: 'diff documents.txt rows.txt # prints nothing',
    wayBack: '# Documents and rows are only read. DMS compares no values of MongoDB: look at some of each collection.',
  };
}

function rowsOf({ schema, table }: TargetNames): string[] {
  if (table !== undefined) {
    return [`SELECT '${schema}.${table} ' || count(*) FROM "${schema}"."${table}";`];
  }
  return [
    `SELECT format('SELECT %L || count(*) FROM %I.%I', table_schema || '.' || table_name || ' ', table_schema, table_name)`,
    `FROM information_schema.tables WHERE table_schema = '${schema}' AND table_type = 'BASE TABLE' \\gexec`,
  ];
}
