import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { startCommandOf } from '../../../../src/service/private/migration/start-release';
import { workloadStack } from '../../../support/cloud';

/** Runs the start command in bash, with an `aws` that has seen the execution end so. Standard error is a socket, as in Node. */
function startedWith(end: string) {
  const stack = workloadStack();
  const folder = mkdtempSync(join(tmpdir(), 'aws-'));
  const answers = `case "$*" in *start-execution*) echo arn;; *"text --query status") echo OVER;; *) printf '${end}\\n';; esac`;
  writeFileSync(join(folder, 'aws'), `#!/bin/sh\n${answers}\n`);
  chmodSync(join(folder, 'aws'), 0o755);
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  const script = `set -eo pipefail; ${stack
    .resolve(startCommandOf(stack, 'prd-web-release'))
    ['Fn::Join'][1].filter((part: any) => typeof part === 'string')
    .join('')}`;
  const { status, stderr } = spawnSync('bash', ['-c', script], { env, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return { status, stderr };
}

test('its start command prints how the execution ended, and fails unless it succeeded', () => {
  const failed = 'FAILED\tMigrationFailed\tIt has not SUCCEEDED.';

  expect(startedWith('SUCCEEDED\tNone\tNone')).toEqual({ status: 0, stderr: 'SUCCEEDED\tNone\tNone\n' });
  expect(startedWith(failed)).toEqual({ status: 1, stderr: `${failed}\n` });
  expect(startedWith('RUNNING\tNone\tNone').status).toBe(1);
});
