// Lets the compiled barrels load a file when a name in it is first used, as those of aws-cdk-lib do: an app pays for the
// constructs that it uses, not for all that a folder has. TypeScript compiles `export *` to what loads at once.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
const barrels = Object.values(exports).filter((path) => path.startsWith('./lib/'));

// All of them are read before one is written: a barrel's names are known once what it exports is loaded.
const texts = barrels.map((path) => lazy(readFileSync(path, 'utf8'), createRequire(resolve(path))));
barrels.forEach((path, index) => {
  writeFileSync(path, texts[index]);
  rmSync(`${path}.map`, { force: true }); // of what it was
});

function lazy(text, load) {
  const folders = [...text.matchAll(/^exports\.(\w+) = __importStar\(require\("(.+)"\)\);$/gm)];
  const files = [...text.matchAll(/^__exportStar\(require\("(.+)"\), exports\);$/gm)];
  const sources = [
    ...folders.map(([, name, path]) => [name, `require("${path}")`]),
    ...files.flatMap(([, path]) => Object.keys(load(path)).map((name) => [name, `require("${path}").${name}`])),
  ];
  if (sources.length === 0) {
    return text; // it is lazy already
  }
  return [
    '"use strict";',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    // Node looks for such assignments when an ES module imports names, and would leave out what it sees to be a getter.
    `${sources.map(([name]) => `exports.${name} = `).join('')}void 0;`,
    'const lazy = (name, get) => Object.defineProperty(exports, name, { enumerable: true, get });',
    ...sources.map(([name, source]) => `lazy("${name}", () => ${source});`),
    '',
  ].join('\n');
}
