import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { requireTypes, TEXT } from '../../../core/private/checks/types';
import { isKnownAs, shownValue } from '../../../core/private/checks/values';
import type { MigrationSchemaOptions, MigrationTableOptions } from '../../migration-table';

/** What DMS takes literally in a rule, or with brackets around it. It does not replicate names with quotes or `--`. */
const SOURCE_NAME = /^(?!.*--)[\p{L}\p{N}_$#](?:[\p{L}\p{N}_$#. -]{0,126}[\p{L}\p{N}_$#.-])?$/u;

/** What PostgreSQL takes, and keeps: of a longer name it drops the end. */
const TARGET_NAME = /^[A-Za-z_][A-Za-z0-9_$]{0,62}$/;

/** Throws unless the names are those of one table. */
export function oneTable(schema: string, table: string, options: MigrationTableOptions): void {
  const place = 'MigrationTable.of';
  requireArgument(place, 'schema', schema, TEXT);
  requireArgument(place, 'table', table, TEXT);
  requireTypes(place, options, { targetSchema: TEXT, targetTable: TEXT });
  throwOnProblems(
    place,
    sourceProblem('schema', schema),
    sourceProblem('table', table),
    targetProblem('targetSchema', options.targetSchema),
    targetProblem('targetTable', options.targetTable),
  );
}

/** Throws unless the names are those of one schema. */
export function allTablesOf(schema: string, options: MigrationSchemaOptions): void {
  const place = 'MigrationTable.allOf';
  requireArgument(place, 'schema', schema, TEXT);
  requireTypes(place, options, { targetSchema: TEXT });
  throwOnProblems(place, sourceProblem('schema', schema), targetProblem('targetSchema', options.targetSchema));
}

/** Whether PostgreSQL takes the name, and keeps all of it. */
export function isTargetName(name: string): boolean {
  return TARGET_NAME.test(name);
}

function sourceProblem(prop: string, value: string): Problem | undefined {
  return problemIf(!isKnownAs(SOURCE_NAME, value), {
    code: 'migration-table/not-a-name',
    prop,
    value: shownValue(value),
    allowed: `must be the name of one ${prop}: letters, digits, "_", "$", "#", dots, spaces and single hyphens, up to 128`,
    fix: 'write it as the source does, without quotes and wildcards; for a whole schema there is `MigrationTable.allOf()`',
  });
}

function targetProblem(prop: string, value: string | undefined): Problem | undefined {
  return problemIf(value !== undefined && !isKnownAs(TARGET_NAME, value), {
    code: 'migration-table/not-a-target-name',
    prop,
    value: shownValue(value),
    allowed: 'must be a name of PostgreSQL: a letter or "_", then letters, digits, "_" and "$", up to 63 in all',
    fix: 'write it like "customers"',
  });
}
