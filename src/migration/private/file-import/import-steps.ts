import { tableOf } from './definition';
import { GRANTS, PROGRAM } from './image-to-build';
import type { ImportCommands } from './import-commands';
import { PendingInput } from '../../../core';
import type { MigrationStep } from '../../migration-step';

/** What the steps are about. */
export interface ImportSteps {
  readonly commands: ImportCommands;
  /** The image, and the command that builds it. */
  readonly image: PendingInput;
  readonly table: string;
  readonly hasTenants: boolean;
}

const NOTHING = '# Reading changes nothing.';

/** Steps of an operator from an empty table to the last file. Commands are those of bash, the AWS CLI and psql. */
export function importSteps(steps: ImportSteps): MigrationStep[] {
  const { commands } = steps;
  const { name, canUndo } = commands;
  const folder = steps.hasTenants ? '<tenant>/' : '';
  return [
    imageStep(steps),
    ledgerStep(steps),
    {
      title: 'Import one small file',
      command: commands.upload('<file>', folder),
      check: `${commands.lastStatus} # prints SUCCEEDED`,
      wayBack: canUndo ? commands.undo('<import id>') : NO_UNDO,
    },
    {
      title: 'Read its report',
      command: commands.readReport,
      check: `${commands.readReport} | tr -d ' \\n' | grep -o '"status":"[A-Za-z]*"' # prints "status":"imported"`,
      wayBack: NOTHING,
    },
    {
      title: 'Import the other files',
      command: commands.upload('<folder>', folder, ' --recursive'),
      check: `${commands.filesWithoutReport} # prints 0`,
      wayBack: canUndo ? commands.undo('<import id>') : NO_UNDO,
    },
    {
      title: 'Compare the counts with those of the old system',
      command: sql(
        `SELECT import_id, object_key, state, rows_read, rows_inserted, rows_duplicate, rows_rejected FROM file_imports WHERE import_name = '${name}' ORDER BY import_id`,
        '',
      ),
      check: `${sql(`SELECT count(*) FROM file_imports WHERE import_name = '${name}' AND state NOT IN ('done', 'undone')`)} # prints 0`,
      wayBack: NOTHING,
    },
    ...(canUndo ? [undoStep(commands, folder)] : []),
  ];
}

const NO_UNDO = "# Without 'importIdColumn', delete the rows of the file by their keys.";

function imageStep({ commands, image }: ImportSteps): MigrationStep {
  return {
    title: 'Build and push the image of the importer',
    command: image.command,
    check: `${commands.imageCount} # prints 1`,
    wayBack: '# Nothing runs the image before a file is uploaded.',
  };
}

function ledgerStep({ commands, table }: ImportSteps): MigrationStep {
  const { schema, name } = tableOf(table);
  const rights = commands.canUndo ? 'SELECT, INSERT, DELETE' : 'SELECT, INSERT';
  const grants = [
    ...GRANTS,
    `GRANT USAGE ON SCHEMA "${schema}" TO <login>`,
    `GRANT ${rights} ON "${schema}"."${name}" TO <login>`,
  ];
  return {
    title: 'Create the ledger, and grant the login of the import its rights',
    command: [
      '# OWNER_URL is that of the owner of the database, from where the database can be reached: postgresql://…?sslmode=require',
      `psql "$OWNER_URL" --set ON_ERROR_STOP=1 --file node_modules/rl-bank-constructs/${PROGRAM}/ledger.sql`,
      ...grants.map((grant) => `psql "$OWNER_URL" --command '${grant}'`),
    ].join('\n'),
    check: `${sql("SELECT count(*) FROM pg_tables WHERE tablename IN ('file_imports', 'file_import_rejections')")} # prints 2`,
    wayBack: `psql "$OWNER_URL" --command 'DROP TABLE file_import_rejections, file_imports'`,
  };
}

function undoStep(commands: ImportCommands, folder: string): MigrationStep {
  return {
    title: 'Undo an import that should not have been',
    command: commands.undo('<import id>'),
    check: `${sql('SELECT state FROM file_imports WHERE import_id = <import id>')} # prints undone`,
    wayBack: commands.importFile(`${commands.keyPrefix}${folder}<file>`),
  };
}

function sql(query: string, options: string = ' --tuples-only --no-align'): string {
  return `psql "$OWNER_URL"${options} --command "${query}"`;
}
