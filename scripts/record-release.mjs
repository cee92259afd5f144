// Records the assembly of examples/rl-bank with running tasks, as a release leaves it. The tests compare the next version with it, and
// the stories upgrade from it. Run it with each release, and never to make a test pass.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = mkdtempSync(join(tmpdir(), 'release-'));
try {
  const config = join(folder, 'bank.yaml');
  const text = readFileSync('examples/rl-bank/open.yaml', 'utf8');
  writeFileSync(config, text.replace('launchPhase: not-ready', 'launchPhase: running'));
  const out = join(folder, 'out');
  execFileSync('cdk', ['synth', '--quiet', '--context', `config=${config}`, '--output', out], { stdio: 'inherit' });

  const files = readdirSync(out).filter((file) => /^manifest\.json$|^cdk\.out$|\.(template|assets)\.json$/.test(file));
  const assembly = Object.fromEntries(
    files.sort().map((file) => [file, JSON.parse(readFileSync(join(out, file), 'utf8'))]),
  );
  // Messages to a reader of the synthesis, with paths of this machine.
  for (const artifact of Object.values(assembly['manifest.json'].artifacts)) {
    delete artifact.metadata;
    delete artifact.additionalMetadataFile;
  }
  writeFileSync('test/examples/released.json.gz', gzipSync(JSON.stringify(assembly), { level: 9 }));
} finally {
  rmSync(folder, { recursive: true });
}
