import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const page = read('docs', 'sandbox.md');
const { scripts } = JSON.parse(read('package.json'));
const ci = read('.ci', 'run');

/** Everything that the sandbox could say. */
const sources = ['integ/sandbox', 'integ/sandbox/parts', 'integ/emulator'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => /\.(mjs|py)$/.test(name))
    .map((name) => read(folder, name)),
);

function rowsUnder(heading: string): string[][] {
  const section = page.split('\n## ').find((text) => text.startsWith(heading))!;
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('LB5 the sandbox is offered and described', () => {
  test('README offers it right after the plan', () => {
    const headings = read('README.md').match(/^## .+$/gm);
    expect(headings!.slice(0, 2)).toEqual(['## The plan', '## The bank on your machine']);
    expect(read('README.md')).toContain('```sh\nnpm run sandbox\n```');
  });

  test('every command of the page is a script', () => {
    const commands = [...page.matchAll(/`npm run ([a-z:]+)/g)].map(([, name]) => name);
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test('what it says when something fails is what the scripts say', () => {
    const sentences = rowsUnder('When something fails').map(([said]) => said.replaceAll('`', ''));
    expect(sentences.length).toBeGreaterThan(4);
    const unsaid = sentences.filter((sentence) => {
      const words = sentence.split('…').map((part) => part.trim());
      const parts = words.filter((part) => part !== '');
      return !sources.some((source) => parts.every((part) => source.includes(part)));
    });
    expect(unsaid).toEqual([]);
  });

  test('what it cannot show has something that stands in for it', () => {
    const rows = rowsUnder('What it cannot show');
    expect(rows.length).toBeGreaterThan(8);
    expect(rows.filter(([what, not, instead]) => !what || !not || !instead)).toEqual([]);
    for (const limit of ['WAF', 'DNS', 'validation', 'circuit breaker', 'IAM']) {
      expect(rows.flat().join('; ')).toContain(limit);
    }
  });

  test('every change goes through a smoke of it, after `npm cit`', () => {
    expect(ci.indexOf('deploy.mjs --once')).toBeGreaterThan(ci.indexOf('npm cit'));
    const nightly = JSON.parse(read('.projen', 'tasks.json')).tasks.nightly.steps.map(
      ({ exec, spawn }: { exec?: string; spawn?: string }) => exec ?? spawn,
    );
    expect(nightly.join('; ')).toContain('integ/stories/run.mjs');
    expect(nightly).toContain('iam:exhaustive');
  });
});

test('RB19d, RB22 the first stories are told', () => {
  const run = read('integ', 'stories', 'run.mjs');
  const names = readdirSync(join(root, 'integ', 'stories', 'bank')).flatMap((file) =>
    [...read('integ', 'stories', 'bank', file).matchAll(/export const (\w+) = \{\n {2}name:\s+['"](.+?)['"],\n/g)].map(
      ([, id, name]) => ({ id, name }),
    ),
  );
  expect(names.length).toBeGreaterThanOrEqual(12);
  expect(names.filter(({ id }) => !run.includes(`  ${id},\n`))).toEqual([]);
  expect(names.filter(({ name }) => name.startsWith('RB19d')).length).toBeGreaterThanOrEqual(3);
  expect(names.filter(({ name }) => name.includes('RB22')).length).toBeGreaterThanOrEqual(4);
});
