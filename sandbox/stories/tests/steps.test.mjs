import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { StepShell, stepsIn } from '../steps.mjs';

const block = (text) => `\`\`\`sh\n${text}\n\`\`\`\n`;
const PAGE = `# Cats

## 1. Call the cat

${block('echo "mia" >cat\ngrep -q <name> cat')}
Check:

${block('cat cat # prints mia')}
Way back:

${block('# Cats forget.')}
`;

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'steps-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** @type {any} a sandbox whose shell has no AWS CLI */
const sandbox = {
  bashEnv: { PATH: process.env.PATH },
  bash: async (what, args, { env, cwd }) => (await promisify(execFile)('bash', args, { env, cwd })).stdout.trimEnd(),
};

function steps(page = PAGE) {
  writeFileSync(join(folder, 'page.md'), page);
  return stepsIn(join(folder, 'page.md'));
}

test('a step has its title, and three blocks', () => {
  assert.deepEqual(steps(), [
    {
      title: 'Call the cat',
      command: 'echo "mia" >cat\ngrep -q <name> cat',
      check: 'cat cat # prints mia',
      wayBack: '# Cats forget.',
    },
  ]);
  assert.throws(() => steps(PAGE.replace('Cats forget', 'Cats\n```\n\n```sh\nforget')), /A step has 4 blocks/);
});

test('an operator fills in what is in angle brackets, and a step is done when its check prints what it says', async () => {
  const shell = new StepShell(sandbox, {}, folder);
  const [step] = steps();
  await shell.follow(step, { name: 'mia' });
  await assert.rejects(shell.follow(step), /'Call the cat' needs a value of name/);
  await assert.rejects(shell.follow(step, { name: 'tom' }));
  await assert.rejects(shell.expect('Look', 'cat cat'), /does not say what it prints/);
  await assert.rejects(
    shell.expect('Look', 'echo no # prints yes', {}, 0.1),
    /not within 0.1 s: 'Look' prints yes, but "no"/,
  );
  shell.close();
});

test('psql is there on a machine without one', () => {
  const psql = fileURLToPath(new URL('../psql.mjs', import.meta.url));
  const options = { encoding: /** @type {const} */ ('utf8'), stdio: /** @type {any} */ ('pipe') };
  const refused = () => execFileSync(process.execPath, [psql, 'postgresql://127.0.0.1:9/x', '--command', 'x'], options);
  assert.throws(refused, /ECONNREFUSED/);
});
