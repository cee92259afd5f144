import type { ImportCommands } from './import-commands';
import { PendingInput } from '../../../core';
import type { MigrationStep } from '../../migration-step';

/** Steps of an operator from an empty table to the last file. */
export function importSteps(commands: ImportCommands, inputs: PendingInput[]): MigrationStep[] {
  const { keyPrefix, bucket, canUndo } = commands;
  const folder = `"s3://${bucket}/${keyPrefix}"`;
  return [
    ...inputs.filter(({ key }) => ['image', 'ledger'].includes(key)).map(stepOf),
    {
      title: 'Import one small file',
      command: commands.copy('sample/', folder, ' --recursive'),
      check: `sleep 60; ${commands.count('SUCCEEDED')} # prints 1`,
      wayBack: canUndo ? commands.undo('<import id>') : NO_UNDO,
    },
  ];
}

const NO_UNDO = "# Without 'importIdColumn', delete the rows of the file by their keys.";

function stepOf({ key, command, check }: PendingInput): MigrationStep {
  const [title, wayBack] = TEXTS[key];
  return { title, command, check: check ?? '# prints 1', wayBack };
}

const TEXTS: Record<string, [string, string]> = {
  image: ['Build and push the image of the importer', '# Nothing runs the image before a file is uploaded.'],
  ledger: ['Create the ledger', '# The tables are empty until the first import, and no other program reads them.'],
};
