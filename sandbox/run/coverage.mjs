// Checks that the emulator supports each resource type that a bank can have, and that its create-only.json is that of
// CloudFormation's schemas: `--record` writes it anew.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOnlyProperties, toText } from './bank/create-only.mjs';
import { coverageProblems, typesIn } from './bank/resource-types.mjs';
import { pythonOfSandbox } from './kernel/aws/python.mjs';
import { configWith } from './kernel/bank-config.mjs';
import { limits } from './kernel/limits.mjs';
import { places } from './kernel/places.mjs';
import { withProcesses } from './kernel/process/with-processes.mjs';
import { Refusal } from './kernel/refusal.mjs';

const CREATE_ONLY = join(places.sandbox, 'emulator', 'create-only.json');
const CONFIGS = join(places.sandbox, 'run', 'bank', 'configs');

/** The example at each launch phase of the API, and three banks that have every key between them. */
const BANKS = [
  ...['not-ready', 'first-start', 'running'].map((launchPhase) => ({
    name: launchPhase,
    config: (file) => configWith(places.exampleConfig, { 'api.launchPhase': launchPhase }, file),
  })),
  ...['made', 'adopted', 'endpoints'].map((name) => ({ name, config: () => join(CONFIGS, `${name}.yaml`) })),
];

await withProcesses(async (processes) => {
  const types = await supported(processes);
  const createOnly = toText(createOnlyProperties(Object.keys(types)));
  if (process.argv[2] === '--record') {
    writeFileSync(CREATE_ONLY, createOnly);
    return;
  }
  if (readFileSync(CREATE_ONLY, 'utf8') !== createOnly) {
    throw new Refusal('sandbox/emulator/create-only.json is out of date: node sandbox/run/coverage.mjs --record');
  }
  const used = await typesUsed(processes);
  const problems = coverageProblems(used, types);
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    throw new Refusal(`The emulator does not cover the bank: ${problems.length} problems.`);
  }
  console.log(`The emulator supports the ${used.size} resource types of the bank.`);
});

async function typesUsed(processes) {
  mkdirSync(places.kept, { recursive: true });
  const folder = mkdtempSync(join(places.kept, 'coverage-'));
  try {
    const used = new Map();
    for (const { name, config } of BANKS) {
      const out = join(folder, name);
      await synthesize(processes, config(join(folder, `${name}.yaml`)), out);
      for (const [type, stacks] of typesIn(out)) used.set(type, new Set([...(used.get(type) ?? []), ...stacks]));
    }
    return used;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function synthesize(processes, config, out) {
  const { context } = JSON.parse(readFileSync(join(places.root, 'cdk.json'), 'utf8'));
  await processes.run('Synthesis', process.execPath, [places.app], {
    cwd: places.root,
    seconds: limits.synth,
    env: {
      ...process.env,
      CDK_OUTDIR: out,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, config }),
      CDK_VALIDATION: 'false',
    },
  });
}

async function supported(processes) {
  const args = ['-m', 'emulator', '--types'];
  const output = await processes.run('The emulator', await pythonOfSandbox(processes), args, {
    cwd: places.sandbox,
    seconds: limits.ready,
  });
  return JSON.parse(output.split('\n').find((line) => line.startsWith('{')) ?? '{}');
}
