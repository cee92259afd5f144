import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { MigrationStep, MigrationTable } from '../../../../src/migration';
import { runbookText } from '../../../../src/migration/private/runbook-text';
import { newApp, workloadStack } from '../../../support/cloud';
import { ENGINES, migrationIn } from '../../../support/data-migration';

type EngineName = keyof typeof ENGINES;
const engines = Object.keys(ENGINES) as EngineName[];

function migrationFrom(engine: EngineName, stack: Stack = workloadStack(newApp())) {
  return migrationIn(stack, { ...ENGINES[engine](stack), migrationName: 'crm-move' });
}
const stepsOf = Object.fromEntries(engines.map((engine) => [engine, migrationFrom(engine).cutOverSteps]));
const titlesOf = (engine: string) => stepsOf[engine].map(({ title }) => title);

/** The page as it was read and agreed: `test/migration/cases/<name>.txt`. */
const agreed = (name: string) => readFileSync(join(__dirname, '../../cases', `${name}.txt`), 'utf8');

/** Steps by the database that they are about; the others are about the task. */
const OF_TARGET = /^(Create the schema|Give migration|Count rows|Set the sequences|End the migration)/;
const OF_SOURCE = /^(Freeze|Count documents)/;

function pageOf(engine: EngineName, kind: 'source' | 'target' | 'task'): string {
  const user = titlesOf(engine).findIndex((title) => title.startsWith('Create the user'));
  const steps = stepsOf[engine].filter(({ title }, index) => {
    const isSource = (index > 0 && index <= user) || OF_SOURCE.test(title);
    return kind === (isSource ? 'source' : OF_TARGET.test(title) ? 'target' : 'task');
  });
  return runbookText(`${engine}: ${kind}`, steps);
}

test.each(engines)('PC13a the cut-over runbook has the agreed steps at the source for %s', (engine) => {
  expect(pageOf(engine, 'source')).toBe(agreed(engine));
});

test('PC13a the cut-over runbook has the agreed steps at task and target', () => {
  expect(pageOf('sqlserver', 'task')).toBe(agreed('task'));
  expect(pageOf('sqlserver', 'target')).toBe(agreed('target'));
});

test('PC13a the page that an operator reads has all of them, in their order', () => {
  const { cutOverRunbook, cutOverSteps } = migrationFrom('mysql');
  expect(cutOverRunbook).toBe(runbookText('Cut-over of crm-move', cutOverSteps));
});

test.each(engines)(
  'PC13a the steps from %s go from the settings of the source over the freeze to the end',
  (engine) => {
    const isRelational = engine !== 'mongodb';
    expect(titlesOf(engine).slice(-(isRelational ? 8 : 6))).toEqual([
      'Freeze the source',
      'Wait for the last changes',
      isRelational ? 'Compare the rows a last time' : 'Count documents and rows',
      'Stop the task, which pages once',
      ...(isRelational ? ['Count rows without their parents', 'Set the sequences behind the last row'] : []),
      'Switch the services: the point of no return',
      'End the migration, once the old database is not needed',
    ]);
    const [shell, ...settings] = titlesOf(engine);
    expect(shell).toBe('Open a shell for all steps');
    expect(settings.indexOf('Create the user of DMS at the source')).toBeGreaterThan(0);
    expect(titlesOf(engine)).toEqual([...new Set(titlesOf(engine))]);
  },
);

test.each(engines)('PC13a each step from %s has a command, a check with what it prints, and a way back', (engine) => {
  for (const { title, command, check, wayBack } of stepsOf[engine]) {
    expect([title, command.length > 3, wayBack.length > 3]).toEqual([title, true, true]);
    expect(check).toContain('# prints ');
  }
});

test('PC13a there is one point of no return, and its way back says so', () => {
  for (const engine of engines) {
    const [point, ...others] = stepsOf[engine].filter(({ wayBack }) => wayBack.includes('there is no way back'));
    expect([point.title, others]).toEqual(['Switch the services: the point of no return', []]);
  }
});

test('PC13a a shell reads each command of each engine', () => {
  const texts = Object.values(stepsOf)
    .flat()
    .flatMap(({ command, check, wayBack }) => [command, check, wayBack]);
  const { status, stderr } = spawnSync('bash', ['-n'], { input: texts.map((text) => `(\n:\n${text}\n)`).join('\n') });
  expect([status, String(stderr)]).toEqual([0, '']);
});

test('PC13a commands have no tokens where the region is known, and ask for it where it is not', () => {
  const tokenIn = (steps: MigrationStep[]) => /\$\{Token|\[object/.test(JSON.stringify(steps));
  const late = migrationFrom('sqlserver', new Stack(newApp(), 'Late'));
  expect(Object.values(stepsOf).some(tokenIn)).toBe(false);
  expect(tokenIn(late.cutOverSteps)).toBe(false);
  expect(late.cutOverSteps[0].command).toContain('export AWS_REGION=…');
  expect(stepsOf.oracle[0].command).toContain('export AWS_REGION=ap-southeast-1\n');
});

test('PC13a collections of a whole database are counted by what MongoDB and PostgreSQL list', () => {
  const stack = workloadStack();
  const { source } = ENGINES.mongodb(stack);
  const migration = migrationIn(stack, { source, tables: [MigrationTable.allOf('crm', { targetSchema: 'docs' })] });
  const { command } = migration.cutOverSteps.find(({ title }) => title.startsWith('Count'))!;
  expect(command).toContain('source.getCollectionInfos({ type: "collection" })');
  expect(command).toContain('[name, "docs." + name.toLowerCase()]');
  expect(command).toContain("WHERE table_schema = 'docs'");
});
