// Synthesizes the app of cdk.json, whose gate is closed, and prints the plan: what would be there, and what is to do first.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const assembly = 'cdk.out';
execFileSync('cdk', ['synth', '--quiet', '--output', assembly], { stdio: ['ignore', 'ignore', 'inherit'] });

const folder = join(assembly, 'plan-Bank-Gate');
console.log(`\nThe plan of examples/rl-bank, from examples/rl-bank/bank-mvp.yaml:\n`);
console.log(readFileSync(join(folder, 'plan.txt'), 'utf8'));
console.log(`Nothing was created. The templates: npx cdk -a ${folder} synth Bank/api
The same with an open gate: npx cdk synth -c config=examples/rl-bank/open.yaml Bank/api`);
