// The cases of bench/cases: a template from the constructs of this library, by hand, and from those of others.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { output } from './process.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, 'cases');
export const havePeers = existsSync(join(here, 'peers', 'node_modules'));

export const constructs = readdirSync(folder).map((name) => ({
  name,
  what: 'CPU seconds of a fresh process',
  rounds: name === 'bank' ? 9 : 15, // it takes four times as long as the others, and drifts less
  base: 'by-hand',
  variants: variantsIn(join(folder, name)),
}));

function variantsIn(directory) {
  return readdirSync(directory)
    .map((file) => basename(file, '.cjs'))
    .filter((name) => havePeers || !name.startsWith('peer-'))
    .map((name) => ({ name, isJudged: name === 'ours', run: () => synthesize(join(directory, `${name}.cjs`)) }));
}

function synthesize(file) {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const stdout = output(process.execPath, ['-r', join(here, 'report-cpu.cjs'), file], { CDK_OUTDIR: outdir });
  const resources = resourcesIn(outdir);
  rmSync(outdir, { recursive: true });
  return { cost: Number(stdout.trim().split('\n').pop()), resources };
}

function resourcesIn(outdir) {
  const templates = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
  const types = templates.flatMap((file) => {
    const { Resources = {} } = JSON.parse(readFileSync(join(outdir, file), 'utf8'));
    return Object.values(Resources).map(({ Type }) => Type);
  });
  return types.sort();
}
