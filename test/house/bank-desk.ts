import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliDesk, Outcome } from './cli-desk';
import { Repository } from './repository';
import { StubCloud } from './stub-cloud';

const { root } = Repository.here;

/** The configs of the example. */
type Example = 'bank-mvp.yaml' | 'open.yaml';

/** Somebody at the root with the example as cdk.json runs it. */
export class BankDesk extends CliDesk {
  constructor() {
    super('bank');
  }

  /** The option for a copy of a config of the example, elsewhere, in which one value is another. */
  public copy(example: Example, line: string, instead: string): string[] {
    const parts = readFileSync(join(root, 'examples/rl-bank', example), 'utf8').split(`\n  ${line}\n`);
    if (parts.length !== 2) throw new Error(`${example} has to say "${line}" once`);
    const path = join(this.folder, `${instead.replace(/\W+/g, '-')}-${example}`);
    writeFileSync(path, parts.join(`\n  ${instead}\n`));
    return ['-c', `config=${path}`];
  }

  /** Runs a command with somebody's credentials for an account in which the given stacks are deployed. */
  public async withCredentials(deployed: string[], output: string, ...args: string[]): Promise<Outcome> {
    return this.runInto(output, deployed, ({ environment }) => environment, ...args);
  }

  /** Runs a command with neither credentials nor a region; who calls AWS all the same is heard. */
  public async withNothing(output: string, ...args: string[]): Promise<Outcome> {
    const nothing = ({ environment }: StubCloud) => ({
      AWS_ENDPOINT_URL: environment.AWS_ENDPOINT_URL,
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    return this.runInto(output, [], nothing, ...args);
  }

  /** The templates of the stacks in an assembly as they are written, by the name of the stack. */
  public templates(...assembly: string[]): Record<string, string> {
    const artifacts: any[] = Object.values(JSON.parse(this.read(...assembly, 'manifest.json')).artifacts);
    const stacks = artifacts.filter(({ type }) => type === 'aws:cloudformation:stack');
    return Object.fromEntries(
      stacks.map(({ properties }) => [properties.stackName, this.read(...assembly, properties.templateFile)]),
    );
  }

  private async runInto(
    output: string,
    deployed: string[],
    environmentOf: (cloud: StubCloud) => Record<string, string>,
    ...args: string[]
  ): Promise<Outcome> {
    return this.run({ cwd: root, deployed, environmentOf }, ...args, '--output', join(this.folder, output));
  }
}
