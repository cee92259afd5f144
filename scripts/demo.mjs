// Synthesizes an example, by default rl-bank, and prints what would be there, and what is to do first: `demo.mjs [NAME]`. The
// gate of a bank is closed, and its plan is printed; of another example its stacks, and what a first start needs.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [name = 'rl-bank'] = process.argv.slice(2);
const names = readdirSync('examples').filter((one) => existsSync(join('examples', one, 'app.ts')));
if (!names.includes(name)) {
  console.error(`'${name}' is no example, but must be one of: ${names.join(', ')}.`);
  process.exit(1);
}
const own = join('examples', name);
const folder = existsSync(join(own, 'cdk.json')) ? own : '.';
const { output } = JSON.parse(readFileSync(join(folder, 'cdk.json'), 'utf8'));
const assembly = join(folder, output);
execFileSync('cdk', ['synth', '--quiet'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });

const plan = readdirSync(assembly).find((file) => existsSync(join(assembly, file, 'plan.txt')));
console.log(plan ? planText(join(assembly, plan)) : stacksText());

function planText(planned) {
  const text = readFileSync(join(planned, 'plan.txt'), 'utf8');
  const more = `Nothing was created. The templates: npx cdk -a ${planned} synth Bank/api
The same with an open gate: npx cdk synth -c config=examples/rl-bank/open.yaml Bank/api`;
  return name === 'rl-bank'
    ? `\nThe plan of ${own}, from examples/rl-bank/bank-mvp.yaml:\n\n${text}\n${more}`
    : `\nThe plan of ${own}:\n\n${text}`;
}

function stacksText() {
  const { artifacts } = JSON.parse(readFileSync(join(assembly, 'manifest.json'), 'utf8'));
  const stacks = Object.values(artifacts)
    .filter(({ type }) => type === 'aws:cloudformation:stack')
    .map(({ displayName, environment, properties: { templateFile } }) => {
      const template = JSON.parse(readFileSync(join(assembly, templateFile), 'utf8'));
      const { Description = '', Resources = {}, Outputs = {} } = template;
      return { displayName, environment, Description, resources: Object.values(Resources), Outputs };
    });
  const width = Math.max(...stacks.map(({ displayName }) => displayName.length));
  const lines = stacks.map(({ displayName, environment, Description, resources: { length } }) => {
    const count = `${length} ${length === 1 ? 'resource ' : 'resources'}`.padStart(13);
    return `  ${displayName.padEnd(width)} ${environment} ${count}  ${Description}`;
  });
  return `\nThe stacks of ${own}:\n\n${lines.join('\n')}\n${pendingText(stacks)}
Nothing was created. In ${folder}: npx cdk synth ${largest(stacks).displayName}`;
}

/** The commands that an example puts into outputs, `<service>PendingInputs`. Those with a value of the deployment are left out. */
function pendingText(stacks) {
  const texts = stacks.flatMap(({ Outputs }) =>
    Object.entries(Outputs).flatMap(([key, { Value }]) =>
      key.endsWith('PendingInputs') && typeof Value === 'string' ? Value.split('\n') : [],
    ),
  );
  const commands = [...new Set(texts)].map((command) => `  ${command}\n`);
  return commands.length > 0 ? `\nWhat a first start needs:\n\n${commands.join('')}` : '';
}

function largest(stacks) {
  return stacks.reduce((most, stack) => (stack.resources.length > most.resources.length ? stack : most));
}
