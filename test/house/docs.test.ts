import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brokenLinks, committedFiles, decisionProblems, machinePaths } from './documents';
import { Repository } from './repository';

const here = Repository.here;
const committed = committedFiles(here);

test('API.md is what the assembly says now', () => {
  const isCurrent = here.has('API.md') && here.read('API.md') === generatedApi();
  expect(isCurrent ? '' : 'API.md is not what .jsii says: run `npx projen docgen`').toBe('');
}, 60_000);

test('every link in a Markdown file leads somewhere', () => {
  const markdown = committed.filter((path) => path.endsWith('.md'));
  expect(markdown).toContain('README.md');
  expect(markdown.flatMap((path) => brokenLinks(here, path))).toEqual([]);
});

test('there is a changelog', () => {
  expect(committed).toContain('CHANGELOG.md');
});

test('decisions are numbered and tell context, decision and consequences', () => {
  expect(decisionProblems(here)).toEqual([]);
});

test.each(['npm ci && npm run demo', 'npm cit'])('the README names the command `%s`', (command) => {
  expect(here.read('README.md')).toContain(command);
});

test('no committed file names a place on this machine', () => {
  const isAnybodys = (place: string) => ['/', tmpdir()].includes(place); // containers write to one of the name, too
  const places = [dirname(here.root), homedir()].filter((place) => !isAnybodys(place));
  expect(machinePaths(here, committed, [...places, `${tmpdir()}/`])).toEqual([]);
});

describe('a link that leads nowhere is found', () => {
  test.each([
    ['to a file', '[gate](gate.md)', 'gate.md'],
    ['to a file beside', '[gate](../gate.md#open)', '../gate.md#open'],
    ['to a heading here', '[gate](#the-gate)', '#the-gate'],
    ['to a heading there', '[wall](wall.md#the-gate)', 'wall.md#the-gate'],
    ['to a picture', '![gate](gate.svg)', 'gate.svg'],
    ['from a picture', '[![gate](https://gate.example/a.svg)](gate.md)', 'gate.md'],
    ['by reference', 'The [gate].\n\n[gate]: gate.md', 'gate.md'],
  ])('%s', (_, text, link) => {
    expect(linksOf(text)).toEqual([`docs/house.md links to ${link}, which is not there`]);
  });

  test.each([
    '[wall](wall.md)',
    '[wall](../docs/wall.md "The wall")',
    '[wall](/docs/wall.md#why-a-wall)',
    '[stone](wall.md#stone)',
    '[house](#the-house-it-is)',
    '[world](https://example.com/gate.md)',
    '`[gate](gate.md)`',
    '```md\n[gate](gate.md)\n```',
  ])('unlike %s', (text) => {
    expect(linksOf(text)).toEqual([]);
  });
});

describe('a decision that is not kept well is found', () => {
  const text = '# Walls\n\n## Context\n\n## Decision\n\n## Consequences\n';

  test.each<[string, Record<string, string>, string]>([
    ['none at all', {}, 'docs/decisions holds no decision'],
    ['a gap', { '0001-a.md': text, '0003-b.md': text }, 'docs/decisions: 3 does not follow its number'],
    ['a double', { '0001-a.md': text, '0001-b.md': text }, 'docs/decisions: 1 does not follow its number'],
    ['a name', { '0001-a.md': text, 'Walls.md': text }, 'docs/decisions/Walls.md is not named like 0001-'],
    ['a heading', { '0001-a.md': '# Context\n# Decision\n' }, 'docs/decisions/0001-a.md has no heading "Consequences"'],
  ])('%s', (_, decisions, problem) => {
    const files = Object.entries(decisions).map(([name, content]) => [`docs/decisions/${name}`, content]);
    expect(Repository.madeUp(Object.fromEntries(files), decisionProblems)).toEqual([expect.stringContaining(problem)]);
  });

  test('unlike two that are', () => {
    const files = { 'docs/decisions/0001-a.md': text, 'docs/decisions/0002-b-c.md': text };
    expect(Repository.madeUp(files, decisionProblems)).toEqual([]);
  });
});

describe('a place on a machine is found', () => {
  const places = ['/home/me', '/scratch/'];

  test.each([
    ['/home/me', 'see /home/me for more'],
    ['/home/me', '"file:///home/me/house"'],
    ['/scratch/', "'/scratch/out.json'"],
  ])('%s in %s', (place, text) => {
    expect(placesIn({ 'a.txt': text })).toEqual([`a.txt names ${place}, which is a place on this machine`]);
  });

  test.each([
    'docs/home/me',
    '/home/menu',
    'https://bank.example/home/me',
    '${root}/scratch/',
    '../scratch/a',
    '/scratch',
  ])('unlike %s', (text) => {
    expect(placesIn({ 'a.txt': text, '.npmignore': '/scratch/', 'a.bin': '\0/scratch/' })).toEqual([]);
  });

  function placesIn(files: Record<string, string>): string[] {
    return Repository.madeUp(files, (repository) => machinePaths(repository, Object.keys(files), places));
  }
});

function linksOf(text: string): string[] {
  const files = {
    'docs/house.md': `# The house, it is\n\n${text}\n`,
    'docs/wall.md': '# Why a `wall`?\n\n<a name="stone"></a>\n',
  };
  return Repository.madeUp(files, (repository) => brokenLinks(repository, 'docs/house.md'));
}

function generatedApi(): string {
  const folder = mkdtempSync(join(tmpdir(), 'docgen-'));
  try {
    const docgen = join(here.root, 'node_modules/.bin/jsii-docgen');
    execFileSync(docgen, ['-o', join(folder, 'API.md')], { cwd: here.root, stdio: 'pipe' });
    return readFileSync(join(folder, 'API.md'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
