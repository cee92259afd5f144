import type { MigrationTable } from '../../migration-table';

/** Names at the target; without a table it is a whole schema. */
export interface TargetNames {
  readonly schema: string;
  readonly table?: string;
}

/** What names at the target depend on. */
export interface Naming {
  readonly keepNameCase: boolean;
  readonly hasColumns: boolean;
}

/** Where the rows go. */
export function targetOf(
  { schema, table, targetSchema, targetTable }: MigrationTable,
  { keepNameCase }: Naming,
): TargetNames {
  const cased = (name: string) => (keepNameCase ? name : name.toLowerCase());
  return {
    schema: targetSchema ?? cased(schema),
    table: table === undefined ? undefined : (targetTable ?? cased(table)),
  };
}

/**
 * The rules of a task: which tables, and their names at the target. DMS takes one transformation for each schema and each table,
 * so a name is either written out or put into lower case.
 *
 * @see https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Transformations.html
 */
export function tableMappings(tables: MigrationTable[], naming: Naming): object {
  const sorted = [...tables].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const rules = [
    ...sorted.map((table) => ({
      'rule-type': 'selection',
      'rule-action': 'include',
      'object-locator': locatorOf(table),
    })),
    ...schemaRules(sorted, naming),
    ...sorted.flatMap((table) => tableRules(table, naming)),
    ...(naming.hasColumns && !naming.keepNameCase ? sorted.map(columnRule) : []),
  ];
  return { rules: rules.map((rule, index) => ({ ...rule, 'rule-id': `${index + 1}`, 'rule-name': `${index + 1}` })) };
}

function schemaRules(tables: MigrationTable[], naming: Naming): object[] {
  const names = new Map(tables.map((table) => [table.schema, targetOf(table, naming).schema]));
  return [...names].flatMap(([schema, target]) =>
    schema === target ? [] : [transformation('schema', 'rename', { 'schema-name': literal(schema) }, target)],
  );
}

function tableRules(table: MigrationTable, naming: Naming): object[] {
  const target = targetOf(table, naming);
  if (target.table === undefined) {
    return naming.keepNameCase ? [] : [transformation('table', 'convert-lowercase', locatorOf(table))];
  }
  return target.table === table.table ? [] : [transformation('table', 'rename', locatorOf(table), target.table)];
}

function columnRule(table: MigrationTable): object {
  return transformation('column', 'convert-lowercase', { ...locatorOf(table), 'column-name': '%' });
}

function transformation(target: string, action: string, locator: object, value?: string): object {
  return {
    ...{ 'rule-type': 'transformation', 'rule-target': target, 'rule-action': action, 'object-locator': locator },
    ...(value !== undefined && { value }),
  };
}

function locatorOf({ schema, table }: MigrationTable): object {
  return { 'schema-name': literal(schema), 'table-name': table === undefined ? '%' : literal(table) };
}

/** An underscore alone is any character. */
function literal(name: string): string {
  return name.replaceAll('_', '[_]');
}

function keyOf({ schema, table }: MigrationTable): string {
  return JSON.stringify([schema, table ?? '']);
}
