import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliDesk, Outcome } from './cli-desk';
import { Repository } from './repository';

const { root } = Repository.here;

export const PLAN_STACK = 'resource-gate-plan-Bank-Gate-093bff07';
export const PLAN = `Bank/Gate/Plan (${PLAN_STACK})`;
export const PLAN_FOLDER = 'plan-Bank-Gate';

/** What open.yaml deploys, and the document would. */
export const BANK = [
  'prd-rl-bank-api',
  'prd-rl-bank-cache',
  'prd-rl-bank-deploy-roles',
  'prd-rl-bank-images',
  'prd-rl-bank-settings',
  'prd-rl-bank-sites',
  'prd-rl-bank-sites-edge',
  'prd-rl-bank-watch',
  'prd-rl-bank-watch-edge',
];

/** An operator at the root, with the example as cdk.json runs it. */
export class BankDesk extends CliDesk {
  /** The option for a copy of a config of the example, elsewhere, in which one value is another. */
  public copy(example: 'bank-mvp.yaml' | 'open.yaml', line: string, instead: string): string[] {
    const parts = readFileSync(join(root, 'examples/rl-bank', example), 'utf8').split(`\n  ${line}\n`);
    if (parts.length !== 2) throw new Error(`${example} has to say "${line}" once`);
    const path = join(this.folder, `${instead.replace(/\W+/g, '-')}-${example}`);
    writeFileSync(path, parts.join(`\n  ${instead}\n`));
    return ['-c', `config=${path}`];
  }

  /** Runs a command with credentials for an account in which the bank is deployed. */
  public async withCredentials(output: string, ...args: string[]): Promise<Outcome> {
    return this.cdk({ cwd: root, deployed: BANK }, ...args, '--output', join(this.folder, output));
  }

  /** Runs a command with neither credentials nor a region. */
  public async withNothing(output: string, ...args: string[]): Promise<Outcome> {
    const around = { cwd: root, deployed: [], withoutCredentials: true };
    return this.cdk(around, ...args, '--output', join(this.folder, output));
  }
}

/** What a command of an operator did to a bank that is there: its code, the changes but for a look, what was asked for. */
export function doneTo({ code, changes, asked, unknown }: Outcome) {
  const harm = changes.filter((call) => call !== `cloudformation CreateChangeSet ${PLAN_STACK}`);
  return { code, harm, bank: asked.filter((stack) => BANK.includes(stack)), unknown };
}
