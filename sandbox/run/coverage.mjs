// Checks that the emulator supports each resource type that an example can have, and that its create-only.json is that of
// CloudFormation's schemas: `--record` writes it anew.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOnlyProperties, toText } from './resource-types/create-only.mjs';
import { coverageProblems, typesIn } from './resource-types/in-templates.mjs';
import { contextsOf } from './examples/example-named.mjs';
import { appOf, contextOf, exampleNames } from './kernel/app.mjs';
import { pythonOfSandbox } from './kernel/aws/python.mjs';
import { limits } from './kernel/limits.mjs';
import { places } from './kernel/places.mjs';
import { withProcesses } from './kernel/process/with-processes.mjs';
import { Refusal } from './kernel/refusal.mjs';

const CREATE_ONLY = join(places.sandbox, 'emulator', 'create-only.json');

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
    throw new Refusal(`The emulator does not cover the examples: ${problems.length} problems.`);
  }
  console.log(`The emulator supports the ${used.size} resource types of ${exampleNames().join(', ')}.`);
});

async function typesUsed(processes) {
  mkdirSync(places.kept, { recursive: true });
  const folder = mkdtempSync(join(places.kept, 'coverage-'));
  try {
    const used = new Map();
    for (const name of exampleNames()) {
      const out = mkdtempSync(join(folder, `${name}-`));
      for (const [index, context] of (await contextsOf(name, out)).entries()) {
        const assembly = join(out, `${index}`);
        await synthesize(processes, name, context, assembly);
        for (const [type, stacks] of typesIn(assembly)) used.set(type, new Set([...(used.get(type) ?? []), ...stacks]));
      }
    }
    return used;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function synthesize(processes, name, context, out) {
  const { folder, program } = appOf(name);
  await processes.run(`Synthesis of examples/${name}`, process.execPath, [program], {
    cwd: folder,
    seconds: limits.synth,
    env: {
      ...process.env,
      CDK_OUTDIR: out,
      CDK_CONTEXT_JSON: JSON.stringify({ ...contextOf(name), ...context }),
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
