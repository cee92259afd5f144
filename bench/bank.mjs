// What a bank costs to synthesize: many of them in one app, and one by the real CLI beside an empty app.
//
//   node bench/bank.mjs           five rounds
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rounds = Number(process.argv[2] ?? 5);
const work = mkdtempSync(join(tmpdir(), 'bench-'));
const env = { ...process.env, CDK_VALIDATION: 'false' };

console.log('Banks in one app: CPU seconds and memory at most of a fresh process, medians');
for (const count of [1, 5, 10, 20]) {
  const runs = Array.from({ length: rounds }, () => {
    const outdir = mkdtempSync(join(work, 'out-'));
    const { stdout } = run(process.execPath, ['bench/many-banks.cjs', String(count)], { CDK_OUTDIR: outdir });
    return JSON.parse(stdout);
  });
  const [cpu, megabytes] = ['cpu', 'megabytes'].map((key) => median(runs.map((it) => it[key])));
  console.log(`  ${String(count).padStart(2)}: ${cpu.toFixed(2)} s, ${(cpu / count).toFixed(3)} s a bank, ${megabytes} MB`);
}

const empty = join(work, 'empty.cjs');
const cdkLib = join(process.cwd(), 'node_modules/aws-cdk-lib');
writeFileSync(empty, `const { App, Stack } = require(${JSON.stringify(cdkLib)}); new Stack(new App(), 'Empty').node.root.synth();`);
const apps = {
  empty: `node ${empty}`,
  closed: 'node build/examples/rl-bank/app.js',
  open: 'node build/examples/rl-bank/app.js -c config=examples/rl-bank/open.yaml',
};
console.log('`cdk synth` of the precompiled app: seconds of wall clock, the ratio within a round');
const times = Object.fromEntries(Object.keys(apps).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const [name, command] of Object.entries(apps)) {
    const [program, ...context] = command.split(' -c ');
    const args = ['synth', '--quiet', '--app', program, '--output', join(work, name)];
    const start = process.hrtime.bigint();
    run('node_modules/.bin/cdk', [...args, ...context.flatMap((it) => ['-c', it])]);
    times[name].push(Number(process.hrtime.bigint() - start) / 1e9);
  }
}
for (const [name, seconds] of Object.entries(times)) {
  const ratio = median(seconds.map((it, round) => it / times.empty[round]));
  console.log(`  ${name.padEnd(6)} ${median(seconds).toFixed(2)} s, ${ratio.toFixed(2)} × the CLI with an empty app`);
}
rmSync(work, { recursive: true });

function run(program, args, more = {}) {
  const child = spawnSync(program, args, { env: { ...env, ...more }, encoding: 'utf8' });
  if (child.status !== 0) {
    throw new Error(`${program} ${args.join(' ')} failed:\n${child.stderr}`);
  }
  return child;
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
