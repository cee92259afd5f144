import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Api } from './assembly';
import { brokenLinks, committedFiles, machinePaths, placesOfThisMachine } from './documents';
import { Repository } from './repository';

const here = Repository.here;
const committed = committedFiles(here);
const markdown = committed.filter((path) => path.endsWith('.md'));

// Whatever else is stale in it, `npm test` writes anew, and .ci/run finds the tree changed.
test('API.md has what the assembly has: each type, property and method', () => {
  const api = Api.ofRepository();
  const ids = new Set([...here.read('API.md').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const own = [...api.properties, ...api.methods].map(({ owner, item }) => ({ owner, name: item.name }));
  const missing = [
    ...api.types.filter(({ fqn }) => !ids.has(fqn)).map(({ fqn }) => fqn),
    ...own.filter(({ owner, name }) => !['', 'property.'].some((kind) => ids.has(`${owner.fqn}.${kind}${name}`))),
  ];

  expect(missing.length > 0 ? [...missing, 'run `npx projen docgen`'] : []).toEqual([]);
});

test('every link in a Markdown file leads somewhere, and every command is there', () => {
  const { scripts } = JSON.parse(here.read('package.json'));
  const commands = markdown.flatMap((path) =>
    [...here.read(path).matchAll(/\bnpm run ([a-z:-]+)/g)]
      .filter(([, name]) => !(name in scripts))
      .map(([command]) => `${path} has ${command}, and no such script`),
  );

  expect(markdown).toContain('README.md');
  expect([...markdown.flatMap((path) => brokenLinks(here, path)), ...commands]).toEqual([]);
});

test.each(['npm ci && npm run demo', 'npm cit', 'npm run sandbox'])('the README names the command `%s`', (command) => {
  expect(here.read('README.md')).toContain(command);
});

test('no committed file names a place on this machine', () => {
  expect(machinePaths(here, committed, placesOfThisMachine(here))).toEqual([]);
});

test.each([
  ['rl-bank', 12],
  ['expense-tracker', 4],
  ['retail-enterprise', 8],
])('RB19d, RB22 every story of %s that is written is one that `npm run stories` tells', (example, least) => {
  const folder = `sandbox/stories/${example}`;
  const [, told] = here.read(`${folder}/groups.mjs`).split('export const groups');
  const stories = readdirSync(join(here.root, folder)).flatMap((file) =>
    [...here.read(`${folder}/${file}`).matchAll(/export const (\w+) = \{\n {2}name:/g)].map(([, id]) => id),
  );

  expect(stories.length).toBeGreaterThanOrEqual(least);
  expect(stories.filter((id) => !new RegExp(`\\b${id}\\b`).test(told))).toEqual([]);
});

test('a link that leads nowhere and a place on a machine are found, and others are not', () => {
  const files = {
    'wall.md': '# Why a `wall`?\n\n<a name="stone"></a>\n',
    'docs/house.md': `[1](../wall.md#why-a-wall) [2](/wall.md#stone) [3](https://a.example/b.md) \`[4](c.md)\`
      [5](gate.md) [6](../wall.md#gate) [![7](https://a.example)](picture.md)\n\n[8]: gate.svg\n`,
    'a.txt': 'docs/home/me /home/menu "file:///home/me/house" https://bank.example/home/me ../scratch/a',
    '.npmignore': '/scratch/',
  };

  Repository.madeUp(files, (it) => {
    expect(brokenLinks(it, 'docs/house.md').sort()).toEqual(
      ['../wall.md#gate', 'gate.md', 'gate.svg', 'picture.md'].map(
        (link) => `docs/house.md links to ${link}, which is not there`,
      ),
    );
    expect(machinePaths(it, Object.keys(files), ['/home/me', '/scratch/'])).toEqual([
      'a.txt names /home/me, which is a place on this machine',
    ]);
  });
});
