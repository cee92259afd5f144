// CPU seconds of synthesis, each run a fresh process, the variants of a case in turn: A B A B …
// The machine's speed drifts, so what counts is the ratio within a round; medians of both are printed.
//
//   npm run bench                 all cases, 15 rounds
//   npm run bench -- edge 31      one case, 31 rounds
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const cases = readdirSync(join(here, 'cases')).filter((name) => !process.argv[2] || name === process.argv[2]);
const havePeers = existsSync(join(here, 'peers', 'node_modules'));
const rounds = Number(process.argv[3] ?? 15);

for (const name of cases) {
  const directory = join(here, 'cases', name);
  const variants = readdirSync(directory)
    .map((file) => ({ name: basename(file, '.cjs'), file: join(directory, file) }))
    .filter((variant) => havePeers || !variant.name.startsWith('peer-'));
  report(name, measure(variants));
}

if (!havePeers) {
  console.log('\nThe peers were left out: npm ci --prefix bench/peers');
}

function measure(variants) {
  variants.forEach(run); // warm the disk
  const results = variants.map((variant) => ({ ...variant, cpu: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const result of results) {
      const { cpu, resources } = run(result);
      result.cpu.push(cpu);
      result.resources = resources;
    }
  }
  return results;
}

function run({ file }) {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const env = { ...process.env, CDK_OUTDIR: outdir, CDK_VALIDATION: 'false' };
  const child = spawnSync(process.execPath, ['-r', join(here, 'report-cpu.cjs'), file], { env, encoding: 'utf8' });
  if (child.status !== 0) {
    throw new Error(`${file} failed:\n${child.stderr}`);
  }
  const resources = resourcesIn(outdir);
  rmSync(outdir, { recursive: true });
  return { cpu: Number(child.stdout.trim().split('\n').pop()), resources };
}

function resourcesIn(outdir) {
  const templates = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
  const types = templates.flatMap((file) => {
    const { Resources = {} } = JSON.parse(readFileSync(join(outdir, file), 'utf8'));
    return Object.values(Resources).map(({ Type }) => Type);
  });
  return types.sort();
}

function report(name, results) {
  const base = results.find((result) => result.name === 'by-hand');
  console.log(`\n${name}: CPU seconds of a fresh process, ${rounds} rounds`);
  for (const result of results) {
    const ratios = result.cpu.map((cpu, round) => cpu / base.cpu[round]);
    const same = JSON.stringify(result.resources) === JSON.stringify(base.resources) ? 'same' : 'other';
    console.log(
      `  ${result.name.padEnd(22)} median ${median(result.cpu).toFixed(3)} s, ` +
        `${median(ratios).toFixed(3)} × by-hand, ${result.resources.length} resources (${same} types)`,
    );
  }
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
