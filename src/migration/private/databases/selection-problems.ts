import { targetOf, Naming, TargetNames } from './table-mappings';
import { isTargetName } from './table-problems';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import type { MigrationSource } from '../../migration-source';
import type { MigrationTable } from '../../migration-table';

type Problems = Array<Problem | undefined>;

/** Problems of the tables together: DMS would take one of two rules, or put the rows of two tables into one. */
export function selectionProblems(tables: MigrationTable[], source: MigrationSource, naming: Naming): Problems {
  const targets = tables.map((table) => ({ table, target: targetOf(table, naming) }));
  return [
    problemIf(tables.length === 0, {
      code: 'data-migration/no-tables',
      prop: 'tables',
      value: [],
      allowed: 'must select at least one table',
      fix: 'pass `MigrationTable.of()` or `MigrationTable.allOf()`',
    }),
    ...tables.filter(isTwice).map((table) => ({
      code: 'data-migration/table-twice',
      prop: 'tables',
      value: nameOf(table),
      allowed: 'must be selected once: by its name, or by all tables of its schema',
      fix: 'remove one of the two',
    })),
    ...targets
      .filter(({ target }) => isUnnamed(target))
      .map(({ table, target }) => ({
        code: 'data-migration/no-target-name',
        prop: 'tables',
        value: nameOf({ ...table, ...target }),
        allowed:
          'must have names that PostgreSQL takes: a letter or "_", then letters, digits, "_" and "$", up to 63 in all',
        fix: "give the table a 'targetSchema' and a 'targetTable'",
      })),
    ...targets
      .filter(({ target }, index) => isSame(target, targets.slice(0, index)))
      .map(({ table, target }) => ({
        code: 'data-migration/same-target-table',
        prop: 'tables',
        value: nameOf(table),
        allowed: `cannot go into ${nameOf(target)}, where the rows of another table go`,
        fix: "give one of the two another 'targetTable'",
      })),
    ...twoTargets(targets),
    ...tables
      .filter(({ schema }) => isElsewhere(schema, source))
      .map((table) => ({
        code: 'data-migration/other-database',
        prop: 'tables',
        value: nameOf(table),
        allowed: `must be of ${source.databaseName}, the database of the source`,
        fix: 'create another migration for another database of MongoDB',
      })),
  ];
}

function isTwice({ schema, table }: MigrationTable, index: number, all: MigrationTable[]): boolean {
  return all.some((other, place) => {
    const isCovered = other.table === undefined || other.table === table;
    return place !== index && other.schema === schema && isCovered && (place < index || other.table !== table);
  });
}

function isUnnamed({ schema, table }: TargetNames): boolean {
  return !isTargetName(schema) || (table !== undefined && !isTargetName(table));
}

function isSame({ schema, table }: TargetNames, before: Array<{ target: TargetNames }>): boolean {
  return table !== undefined && before.some(({ target }) => target.schema === schema && target.table === table);
}

/** DMS renames a schema with all that is selected of it. */
function twoTargets(targets: Array<{ table: MigrationTable; target: TargetNames }>): Problems {
  return targets.map(({ table, target }) => {
    const first = targets.find((it) => it.table.schema === table.schema)!.target;
    return problemIf(first.schema !== target.schema, {
      code: 'data-migration/two-target-schemas',
      prop: 'tables',
      value: nameOf(table),
      allowed: `must go into ${first.schema}, as the other tables of ${table.schema}: DMS renames a schema as a whole`,
      fix: 'choose one schema for all of them, and move a table after the cut-over by `ALTER TABLE … SET SCHEMA`',
    });
  });
}

function isElsewhere(schema: string, { engineName, databaseName }: MigrationSource): boolean {
  return engineName === 'mongodb' && schema !== databaseName;
}

function nameOf({ schema, table }: TargetNames): string {
  return table === undefined ? `all of ${schema}` : `${schema}.${table}`;
}
