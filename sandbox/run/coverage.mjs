// Checks that the emulator supports each resource type of the example's templates, at each launch phase of the API.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { coverageProblems, typesIn } from './bank/resource-types.mjs';
import { pythonOfSandbox } from './kernel/aws/python.mjs';
import { configWith } from './kernel/bank-config.mjs';
import { limits } from './kernel/limits.mjs';
import { places } from './kernel/places.mjs';
import { withProcesses } from './kernel/process/with-processes.mjs';
import { Refusal } from './kernel/refusal.mjs';

const LAUNCH_PHASES = ['not-ready', 'first-start', 'running'];

await withProcesses(async (processes) => {
  mkdirSync(places.kept, { recursive: true });
  const folder = mkdtempSync(join(places.kept, 'coverage-'));
  try {
    const used = new Map();
    for (const launchPhase of LAUNCH_PHASES) {
      for (const [type, stacks] of await synthesized(processes, folder, launchPhase)) {
        used.set(type, new Set([...(used.get(type) ?? []), ...stacks]));
      }
    }
    const problems = coverageProblems(used, await supported(processes));
    if (problems.length > 0) {
      console.error(problems.join('\n'));
      throw new Refusal(`The emulator does not cover the example: ${problems.length} problems.`);
    }
    console.log(`The emulator supports the ${used.size} resource types of the example.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function synthesized(processes, folder, launchPhase) {
  const config = configWith(
    places.exampleConfig,
    { 'api.launchPhase': launchPhase },
    join(folder, `${launchPhase}.yaml`),
  );
  const { context } = JSON.parse(readFileSync(join(places.root, 'cdk.json'), 'utf8'));
  const out = join(folder, launchPhase);
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
  return typesIn(out);
}

async function supported(processes) {
  const args = ['-m', 'emulator', '--types'];
  const output = await processes.run('The emulator', await pythonOfSandbox(processes), args, {
    cwd: places.sandbox,
    seconds: limits.ready,
  });
  return JSON.parse(output.split('\n').find((line) => line.startsWith('{')) ?? '{}');
}
