import { allTablesOf, oneTable } from './private/databases/table-problems';

/** Options for every table of a schema. */
export interface MigrationSchemaOptions {
  /**
   * Schema of the target.
   * @default - the name of the schema at the source, in lower case unless the migration has `keepNameCase`
   */
  readonly targetSchema?: string;
}

/** Options for one table. */
export interface MigrationTableOptions extends MigrationSchemaOptions {
  /**
   * Table of the target.
   * @default - the name of the table at the source, in lower case unless the migration has `keepNameCase`
   */
  readonly targetTable?: string;
}

/**
 * Tables that a `DataMigration` moves: one of them, or all of a schema. For MongoDB a schema is a database, and a table a
 * collection.
 *
 * @see https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.html
 * @example
 * import { MigrationTable } from 'rl-bank-constructs/migration';
 *
 * const tables = [
 *   MigrationTable.of('dbo', 'Customers', { targetSchema: 'crm', targetTable: 'customers' }),
 *   MigrationTable.allOf('sales'),
 * ];
 */
export class MigrationTable {
  /**
   * One table.
   * @param schema its schema at the source, as the source spells it: for Oracle mostly in capitals
   * @param table its name at the source
   * @param options names at the target
   */
  public static of(schema: string, table: string, options: MigrationTableOptions = {}): MigrationTable {
    oneTable(schema, table, options);
    return new MigrationTable(schema, table, options.targetSchema, options.targetTable);
  }

  /**
   * All tables of a schema, those that are created there during the migration as well.
   * @param schema schema at the source
   * @param options name at the target
   */
  public static allOf(schema: string, options: MigrationSchemaOptions = {}): MigrationTable {
    allTablesOf(schema, options);
    return new MigrationTable(schema, undefined, options.targetSchema, undefined);
  }

  private constructor(
    /** Schema at the source. */
    public readonly schema: string,
    /** Table at the source; `undefined` for all tables of the schema. */
    public readonly table: string | undefined,
    /** Schema at the target, where it is given. */
    public readonly targetSchema: string | undefined,
    /** Table at the target, where it is given. */
    public readonly targetTable: string | undefined,
  ) {}
}
