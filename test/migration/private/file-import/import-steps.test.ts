import { spawnSync } from 'node:child_process';
import { Stack } from 'aws-cdk-lib';
import { newApp, workloadStack } from '../../../support/cloud';
import { fileImportIn } from '../../../support/file-import';

const contacts = fileImportIn();
const { importSteps: steps } = contacts;

test('PC13b its steps lead from the image to the last file, each with a check and a way back', () => {
  expect(steps.map(({ title }) => title)).toEqual([
    'Build and push the image of the importer',
    'Create the ledger, and grant the login of the import its rights',
    'Import one small file',
    'Read its report',
    'Import the other files',
    'Compare the counts with those of the old system',
    'Undo an import that should not have been',
  ]);
  steps.forEach(({ check, command, wayBack }) => {
    expect(check).toMatch(/^(aws|bucket=|psql) .* # prints \S|^bucket=.* # prints \S/);
    expect(command.length * wayBack.length).toBeGreaterThan(0);
  });
});

test('the page of the steps has no tokens where account and region are known, and a heading for each', () => {
  expect(contacts.runbook).not.toContain('Token[');
  expect(contacts.runbook.match(/^## \d\. /gm)).toHaveLength(7);
  expect(contacts.runbook).toMatch(/^# Import of files: prd-contacts\n/);
});

test('where they are not known, the commands still name the state machine', () => {
  const stack = new Stack(newApp(), 'Anywhere');
  const { importSteps } = fileImportIn(stack);
  expect(JSON.stringify(stack.resolve(importSteps[2].wayBack))).toContain(':stateMachine:prd-contacts');
});

test('files of a tenant are in its folder, in each step', () => {
  expect(steps[2].command).toContain('<file> "s3://$bucket/contacts/<tenant>/"');
  expect(steps[6].wayBack).toContain('{"key":"contacts/<tenant>/<file>"}');
  const { importSteps } = fileImportIn(workloadStack(), {
    ...{ tenantColumn: undefined, tenantSetting: undefined, keyColumns: ['contact_id'] },
  });
  expect(importSteps[6].wayBack).toContain('{"key":"contacts/<file>"}');
});

test('each command is one that bash reads', () => {
  const lines = steps.flatMap(({ command, check, wayBack }) => [command, check, wayBack]);
  const filled = lines.map((line) => line.replace(/<(login|file|folder|tenant|import id)>/g, 'x'));
  const { status, stderr } = spawnSync('bash', ['-n'], { input: filled.join('\n'), encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('the login gets the rights that the program asks for, and those to delete only if an import can be undone', () => {
  const grantsOf = ({ importSteps }: typeof contacts) => importSteps[1].command.match(/GRANT .* TO <login>/g);
  expect(grantsOf(contacts)).toEqual([
    'GRANT SELECT, INSERT, UPDATE ON file_imports TO <login>',
    'GRANT SELECT, INSERT, DELETE ON file_import_rejections TO <login>',
    'GRANT USAGE ON SCHEMA "crm" TO <login>',
    'GRANT SELECT, INSERT, DELETE ON "crm"."contacts" TO <login>',
  ]);
  const lasting = fileImportIn(workloadStack(), { importIdColumn: undefined });
  expect(grantsOf(lasting)?.at(-1)).toBe('GRANT SELECT, INSERT ON "crm"."contacts" TO <login>');
  expect(lasting.importSteps).toHaveLength(6);
});

test('its commands import a file and undo an import, whatever the name of the file', () => {
  expect(contacts.importCommand("contacts/acme/o'neill.csv")).toContain(
    `--input '{"key":"contacts/acme/o'\\''neill.csv"}' --query executionArn`,
  );
  expect(contacts.undoCommand('17')).toContain(`--input '{"undo":"17"}'`);
  expect(contacts.undoCommand('17')).toMatch(/case "\$end" in SUCCEEDED\*\) ;; \*\) false ;; esac$/);
});

test.each<[what: string, act: () => unknown, code: string, prop: string, value: unknown]>([
  ['a file elsewhere', () => contacts.importCommand('orders/a.csv'), 'file-import/not-a-key', 'key', 'orders/a.csv'],
  ['the folder itself', () => contacts.importCommand('contacts/'), 'file-import/not-a-key', 'key', 'contacts/'],
  ['no key', () => contacts.importCommand(undefined as any), 'props/missing', 'key', undefined],
  ['a number', () => contacts.undoCommand(17 as any), 'props/wrong-type', 'importId', 17],
  [
    'an undo without a column',
    () => fileImportIn(workloadStack(), { importIdColumn: undefined }).undoCommand('1'),
    ...(['file-import/cannot-undo', 'importIdColumn', undefined] as const),
  ],
])('a command for %s is refused', (_, act, ...problem) => {
  expect(act).toThrowProblem(...problem);
});
