import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { imageManifest } from '../run/kernel/aws/initial-values.mjs';
import { limits } from '../run/kernel/limits.mjs';
import { places } from '../run/kernel/places.mjs';

const NAME = 'prd-rl-bank-api';
export const REPOSITORY = 'rl-bank-api';

/** As much of docker as deploy-image.sh uses: the image is the manifest in MANIFEST. */
const DOCKER = `#!/usr/bin/env bash
set -euo pipefail
case $1 in
  image) printf 'sha256:%s\\n' "$(printf %s "$MANIFEST" | sha256sum | cut -d ' ' -f 1)" ;;
  login) cat >/dev/null ;;
  tag) ;;
  push) aws ecr put-image --repository-name ${REPOSITORY} --image-tag "\${2##*:}" --image-manifest "$MANIFEST" \\
    --image-manifest-media-type application/vnd.oci.image.manifest.v1+json ;;
esac
`;

/**
 * Deploys an image as CI of the application does: examples/rl-bank/deploy-image.sh; its output.
 *
 * @param {import('./world.mjs').World} world
 * @param {{ commit: string, behaviour?: string }} image
 */
export function deployImage({ sandbox }, { commit, behaviour }) {
  const bin = join(places.run, 'docker');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'docker'), DOCKER, { mode: 0o755 });
  const script = join(places.root, 'examples', 'rl-bank', 'deploy-image.sh');
  const registry = `${sandbox.account}.dkr.ecr.${sandbox.region}.amazonaws.com`;
  const image = ['--registry', registry, '--repository', REPOSITORY, '--channel', 'live', '--commit', commit];
  const lines = `PATH=${bin}${delimiter}$PATH exec "$@"`;
  const args = ['-c', lines, 'deploy-image', script, ...image, '--cluster', NAME, '--service', NAME, commit];
  return sandbox.bash('deploy-image.sh', args, {
    seconds: limits.publish,
    env: { ...sandbox.bashEnv, MANIFEST: imageManifest(commit, behaviour) },
  });
}
