import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { places } from '../../run/kernel/places.mjs';
import { blocksUnder, Operator } from '../runbook.mjs';

const PAGE = `## Before

\`\`\`sh
exit 1
\`\`\`

## Cat: lost

**Look.** Where it was.

\`\`\`sh
CAT=mia           # its name
PLACES='roof'     # where it was
SEEN=$(echo "$CAT")
for PLACE in $PLACES; do echo "$SEEN on the $PLACE"; done
\`\`\`

**Call**, twice.

1. Loudly:

   \`\`\`sh
   echo "$SEEN," \\
     "come"
   \`\`\`

## After
`;
const RESTORE = 'Backup: restore step by step';

/**
 * A sandbox whose shell has no AWS CLI.
 *
 * @type {Pick<import('../../run/kernel/aws/sandbox.mjs').Sandbox, 'bash'> & { bashEnv: NodeJS.ProcessEnv }}
 */
const shell = {
  bashEnv: { PATH: process.env.PATH },
  bash: async (what, args, { env }) => (await promisify(execFile)('bash', args, { env })).stdout.trimEnd(),
};

test('the blocks of a heading have their part, their lines without indent, and their inputs', () => {
  const [look, call, ...others] = blocksUnder(PAGE, 'Cat: lost');
  assert.deepEqual(others, []);
  assert.deepEqual([look.part, look.inputs], ['Look', ['CAT', 'PLACES']]);
  assert.deepEqual([call.part, call.inputs, call.lines[0]], ['Call', [], 'echo "$SEEN," \\']);
  assert.throws(() => blocksUnder(PAGE, 'Dog: lost'), /no heading 'Dog: lost'/);
});

test('an operator sets the inputs, keeps variables from block to block, and stops at a line that fails', async () => {
  const [look, call] = blocksUnder(PAGE, 'Cat: lost');
  const operator = new Operator(shell, 'data', RESTORE);
  await assert.rejects(operator.run(look, { CAT: 'leo' }), /'Look' needs a value of PLACES/);
  const said = await operator.run(look, { CAT: "l'eo", PLACES: 'roof tree', DOG: 'rex' });
  assert.equal(said, "l'eo on the roof\nl'eo on the tree");
  assert.equal(await operator.run(call), "l'eo, come");
  const failing = { part: 'Fail', inputs: [], lines: ['echo one', 'MISSING=$(false)', 'echo two'] };
  await assert.rejects(operator.run(failing), /The line that failed: MISSING=\$\(false\)/);
});

test('each block of the recovery is a script of bash, and names each variable before it uses it', () => {
  const blocks = blocksUnder(readFileSync(join(places.root, 'docs', 'runbook', 'data.md'), 'utf8'), RESTORE);
  assert.deepEqual(
    [...new Set(blocks.map(({ part }) => part))],
    [
      'Stop what writes',
      'In the region, to a point in time',
      'In the region, to a snapshot',
      'The region is lost',
      'Start again',
    ],
  );
  for (const { lines } of blocks) execFileSync('bash', ['-n', '-c', lines.join('\n')]);
  const known = new Set();
  for (const { part, lines } of blocks) {
    const text = lines.join('\n');
    for (const [, name] of text.matchAll(/\b([A-Z][A-Z_]*)=|\bfor ([A-Z]+) in/g)) if (name) known.add(name);
    for (const [, name] of text.matchAll(/\$\{?([A-Z][A-Z_]*)/g)) {
      assert.ok(known.has(name) || new RegExp(`for ${name} in`).test(text), `${part}: ${name}`);
    }
  }
});
