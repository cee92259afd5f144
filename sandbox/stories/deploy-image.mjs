import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { limits } from '../run/kernel/limits.mjs';
import { places } from '../run/kernel/places.mjs';

const NAME = 'prd-rl-bank-api';
const docker = fileURLToPath(new URL('./docker.mjs', import.meta.url));

/**
 * Deploys an image as CI of the application does, by examples/rl-bank/deploy-image.sh; its output. A Session does so with its role,
 * and `rollProfile` with that of another for the service.
 *
 * @param {import('../run/kernel/aws/sandbox.mjs').Sandbox} sandbox
 * @param {{ commit: string, behaviour?: string }} image
 * @param {{ as?: Pick<import('./iam/session.mjs').Session, 'bash' | 'env'>, rollProfile?: string }} roles
 */
export async function deployImage(sandbox, { commit, behaviour = 'ok' }, { as, rollProfile } = {}) {
  const folder = join(places.run, 'deploy-image');
  const env = { ...(as ? as.env : sandbox.bashEnv), COMMIT: commit, BEHAVIOUR: behaviour };
  mkdirSync(folder, { recursive: true });
  const program = (name, line) => writeFileSync(join(folder, name), `#!/bin/sh\nexec ${line}\n`, { mode: 0o755 });
  program('docker', `${process.execPath} ${docker} "$@"`);
  program('sleep', '/bin/sleep 1'); // not the 10 s of the script
  if (rollProfile) {
    const credentials = join(folder, 'credentials');
    writeFileSync(credentials, rollProfile);
    Object.assign(env, { AWS_SHARED_CREDENTIALS_FILE: credentials });
  }
  env.PATH = [folder, env.PATH].join(delimiter);

  const script = join(places.root, 'examples', 'rl-bank', 'deploy-image.sh');
  const registry = `${sandbox.account}.dkr.ecr.${sandbox.region}.amazonaws.com`;
  const image = ['--registry', registry, '--repository', 'rl-bank-api', '--channel', 'live', '--commit', commit];
  const service = ['--cluster', NAME, '--service', NAME, ...(rollProfile ? ['--roll-profile', 'roll'] : [])];
  try {
    return await sandbox.bash('deploy-image.sh', [script, ...image, ...service, commit], {
      seconds: limits.publish,
      env,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
