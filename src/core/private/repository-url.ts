import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** URL of the files of this repository that are not in the package, in the given version of it. */
export function repositoryUrlOf(version: string): string {
  const ref = version === '0.0.0' ? 'main' : `v${version}`; // a checkout, or a release with its tag
  return `https://github.com/rl-bank/rl-bank-constructs/blob/${ref}`;
}

const manifest = join(__dirname, '..', '..', '..', 'package.json');

/** URL of the files of this repository that are not in the package, in the version that is installed. */
export const REPOSITORY_URL = repositoryUrlOf(JSON.parse(readFileSync(manifest, 'utf8')).version);
