// Writes into src/observability/OBJECTIVES.md what the presets of objectives make of usual causes: their alarms, synthesized and simulated.
//   node scripts/objectives.mjs --check   only says whether it is up to date
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const PAGE = 'src/observability/OBJECTIVES.md';
const TABLE = /(<!-- simulation -->\n)[^]*?(<!-- \/simulation -->)/;

const require = createRequire(import.meta.url);
const { process: transformed } = require('./test/transform.cjs');

// The sources as tests run them: nothing has to be compiled before, and files are found where they are.
require.extensions['.ts'] = (module, path) => module._compile(transformed(readFileSync(path, 'utf8'), path).code, path);
const { objectivesTable } = require(resolve('test/support/cloudwatch/objectives-table.ts'));

const page = readFileSync(PAGE, 'utf8');
const text = page.replace(TABLE, (_, begin, end) => `${begin}\n${objectivesTable()}\n${end}`);
if (!TABLE.test(page)) {
  complain(`${PAGE} has no <!-- simulation --> and <!-- /simulation -->: add both, the table goes between them`);
} else if (text === page) {
  console.error(`${PAGE} is up to date`);
} else if (process.argv.includes('--check')) {
  complain(`${PAGE} is not what the simulation says, run \`npx projen reference\``);
} else {
  writeFileSync(PAGE, text);
}

function complain(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}
