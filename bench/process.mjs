import { spawnSync } from 'node:child_process';

/** What a program prints. The CDK's own validation of templates is another program, and not measured. */
export function output(program, args, env = {}) {
  const child = spawnSync(program, args, {
    env: { ...process.env, CDK_VALIDATION: 'false', ...env },
    encoding: 'utf8',
  });
  if (child.status !== 0) {
    throw new Error(`${program} ${args.join(' ')} failed:\n${child.stderr}`);
  }
  return child.stdout;
}
