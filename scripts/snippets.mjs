// Writes each `ts` block of the READMEs, and each @example of the API, as a file of build/snippets, for `npx projen typecheck`:
// one program for all of them and the tests. (jsii-rosetta makes one for each snippet; a night runs it, too.)
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const folder = 'build/snippets';
const fixture = readFileSync('rosetta/default.ts-fixture', 'utf8');
const [start, before, after] = /^([^]*?)\n(class [^]*?)\n *\/\/\/ here\n([^]*)$/.exec(fixture).slice(1);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const paths = readdirSync('src', { recursive: true }).map((path) => `src/${path}`);
for (const path of ['README.md', ...paths]) {
  if (path.endsWith('.md')) write(path, blocksOf(readFileSync(path, 'utf8')));
  if (path.endsWith('.ts')) write(path, examplesOf(readFileSync(path, 'utf8')));
}

function write(path, snippets) {
  snippets.forEach((text, index) => {
    const name = `${path.replace(/\W+/g, '-')}-${index + 1}.ts`;
    writeFileSync(`${folder}/${name}`, `// Snippet ${index + 1} of ${path}\n${text}`);
  });
}

function blocksOf(text) {
  const blocks = [...text.matchAll(/^```ts(.*)\n([^]*?)^```$/gm)];
  return blocks.map(([, kind, code]) => (kind.includes('nofixture') ? code : inFixture(code)));
}

function examplesOf(text) {
  const comments = [...text.matchAll(/@example\n([^]*?)(?=\n *\* @|\n *\*\/)/g)];
  return comments.map(([, code]) => inFixture(code.replace(/^ *\* ?/gm, '')));
}

/** In the constructor of a stack, below what it imports and declares. */
function inFixture(code) {
  const [outside, inside] = [[], []];
  for (const statement of code.split(/^(?=import |declare )|(?<=^(?:import|declare) [^;]+;\n)/m)) {
    (/^(import|declare) /.test(statement) ? outside : inside).push(statement);
  }
  return [start, ...outside, before, ...inside, after].join('\n');
}
