// Synthesizes the app of cdk.json and prints what it would create, stack by stack, in the order of deployment.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const assembly = 'cdk.out';
execFileSync('cdk', ['synth', '--quiet', '--output', assembly], { stdio: ['ignore', 'inherit', 'inherit'] });

const stacks = stacksIn(assembly);
console.log('\nexamples/rl-bank would create, in this order:\n');
for (const stack of inOrderOfDeployment(stacks)) {
  const counts = resourceCounts(stack.template);
  const sum = total(counts);
  console.log(`  ${stack.name} in ${stack.region}: ${sum} ${sum === 1 ? 'resource' : 'resources'}`);
  console.log(`    ${counts.map(([type, count]) => `${count} ${type}`).join(', ')}`);
  console.log(`    ${join(assembly, stack.file)}\n`);
}
console.log('Nothing was created. Read a template with `npx cdk synth <stack>`.');

function stacksIn(directory) {
  const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'));
  return Object.entries(manifest.artifacts)
    .filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack')
    .map(([id, { properties, environment, dependencies = [] }]) => ({
      id,
      name: properties.stackName ?? id,
      region: environment.split('/').pop(),
      file: properties.templateFile,
      template: JSON.parse(readFileSync(join(directory, properties.templateFile), 'utf8')),
      dependencies,
    }));
}

function inOrderOfDeployment(all) {
  const done = new Set();
  const visit = (stack) => {
    if (done.has(stack)) return [];
    done.add(stack);
    const before = all.filter((other) => stack.dependencies.includes(other.id));
    return [...before.flatMap(visit), stack];
  };
  return all.flatMap(visit);
}

function resourceCounts(template) {
  const counts = new Map();
  for (const { Type } of Object.values(template.Resources ?? {})) {
    const type = Type.replace(/^AWS::/, '').replaceAll('::', ' ');
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].sort();
}

function total(counts) {
  return counts.reduce((sum, [, count]) => sum + count, 0);
}
