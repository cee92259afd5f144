import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const sandbox = join(root, 'sandbox');
const kept = join(root, '.sandbox');
const run = join(kept, 'run');

/** The paths of the sandbox. It writes to `.sandbox/` only, which git ignores: `run/` goes with each run, the rest stays. */
export const places = {
  root,
  sandbox,
  samples: join(sandbox, 'samples'),
  image: join(sandbox, 'run', 'image.mjs'),
  packagesHook: join(sandbox, 'run', 'find-packages.mjs'),
  lambdaHook: join(sandbox, 'run', 'lambda-network.cjs'),
  examples: join(root, 'examples'),
  requirements: join(sandbox, 'emulator', 'requirements.txt'),
  lintRequirements: join(sandbox, 'emulator', 'requirements-dev.txt'),
  storyRequirements: join(sandbox, 'stories', 'requirements.txt'),
  kept,
  venv: (requirements) => join(kept, `venv-${hash(readFileSync(requirements))}`),
  mysql: (sha256) => join(kept, `mysql-${sha256.slice(0, 12)}`),
  run,
  state: join(run, 'state.json'),
  home: join(run, 'home'),
  tmp: join(run, 'tmp'),
  out: join(run, 'cdk.out'),
  fixtures: join(run, 'fixtures.json'),
  programs: join(run, 'programs.json'),
  servers: join(run, 'servers'),
  samlMetadata: join(run, 'saml-metadata.json'),
  data: join(run, 'data'),
  log: join(run, 'emulator.log'),
  ca: join(run, 'ca.pem'),
  builds: join(run, 'builds'),
};

function hash(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}
