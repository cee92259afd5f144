import type { IManagedDatabase } from '../../../data';
import type { MigrationSource } from '../../migration-source';
import type { MigrationTable } from '../../migration-table';
import { Naming, targetOf } from '../databases/table-mappings';

/** What the steps of a cut-over are about. */
export interface CutOverPlan {
  readonly name: string;
  readonly source: MigrationSource;
  readonly target: IManagedDatabase;
  readonly targetUser: string;
  readonly tables: MigrationTable[];
  readonly naming: Naming;
}

/** Schemas of the target. */
export function targetSchemas({ tables, naming }: CutOverPlan): string[] {
  return unique(tables.map((table) => targetOf(table, naming).schema));
}

/** Schemas of the source. */
export function sourceSchemas({ tables }: CutOverPlan): string[] {
  return unique(tables.map(({ schema }) => schema));
}

/** Names as a list in SQL: `'crm', 'sales'`. */
export function texts(names: string[], prefix = ''): string {
  return names.map((name) => `${prefix}'${name}'`).join(', ');
}

/** Names as identifiers of SQL: `"crm", "sales"`. */
export function identifiers(names: string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

/** A command that reads statements, with the statements below it. */
export function heredoc(command: string, ...lines: string[]): string {
  return [`${command} <<'SQL'`, ...lines, 'SQL'].join('\n');
}

/** The same as a check. */
export function heredocThatPrints(command: string, printed: string, ...lines: string[]): string {
  return [`${command} <<'SQL' # prints ${printed}`, ...lines, 'SQL'].join('\n');
}

function unique(names: string[]): string[] {
  return [...new Set(names)].sort();
}
