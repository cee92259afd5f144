// Checks that the emulator supports each resource type that an example can have, and that its create-only.json is that of
// CloudFormation's schemas: `--record` writes it anew.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contextsOf } from './examples/example-named.mjs';
import { appOf, contextOf, exampleNames } from './kernel/app.mjs';
import { pythonOfSandbox } from './kernel/aws/python.mjs';
import { limits } from './kernel/limits.mjs';
import { places } from './kernel/places.mjs';
import { withProcesses } from './kernel/process/with-processes.mjs';
import { Refusal } from './kernel/refusal.mjs';
import { createOnlyProperties, toText } from './resource-types/create-only.mjs';
import { coverageProblems, typesIn } from './resource-types/in-templates.mjs';

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
    const add = (found) =>
      found.forEach((stacks, type) => used.set(type, new Set([...(used.get(type) ?? []), ...stacks])));
    for (const name of exampleNames()) {
      const out = mkdtempSync(join(folder, `${name}-`));
      for (const [index, context] of (await contextsOf(name, out)).entries()) {
        const assembly = join(out, `${index}`);
        await synthesize(processes, name, context, assembly);
        add(typesIn(assembly));
      }
    }
    add(typesIn(await templatesOfTests(processes, join(folder, 'tests'))));
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

/** The templates that the tests of the emulator deploy: types for the stacks of users, whether or not an example has them. */
async function templatesOfTests(processes, folder) {
  const script = join(places.sandbox, 'emulator', 'tests', 'cdk_templates.mjs');
  const output = await processes.run(
    'The templates of the tests',
    process.execPath,
    [script, '111111111111', 'eu-west-1'],
    {
      cwd: places.root,
      seconds: limits.synth,
    },
  );
  mkdirSync(folder);
  for (const [name, template] of Object.entries(JSON.parse(output))) {
    writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template));
  }
  return folder;
}

async function supported(processes) {
  const args = ['-m', 'emulator', '--types'];
  const output = await processes.run('The emulator', await pythonOfSandbox(processes), args, {
    cwd: places.sandbox,
    seconds: limits.ready,
  });
  return JSON.parse(output.split('\n').find((line) => line.startsWith('{')) ?? '{}');
}
