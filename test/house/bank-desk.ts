import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Outcome } from './gate-desk';
import { Repository } from './repository';
import { StubCloud } from './stub-cloud';

const { root } = Repository.here;
const LIMIT = 60_000;

/** What the CLI leaves alone when it is a test that runs it. */
const ALWAYS = ['--no-color', '--ci', 'false'];

/** The configs of the example. */
type Example = 'bank-mvp.yaml' | 'open.yaml';

/** What a command did, with every call that it made. */
export interface BankOutcome extends Outcome {
  readonly calls: string[];
}

/** Somebody at the root with the CDK's CLI and the example as cdk.json runs it, a home of their own, and a stub for AWS. */
export class BankDesk {
  private made?: string;

  public close(): void {
    if (this.made) rmSync(this.made, { recursive: true, force: true });
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
  public async withCredentials(deployed: string[], output: string, ...args: string[]): Promise<BankOutcome> {
    return this.run(deployed, (cloud) => cloud.environment, output, ...args);
  }

  /** Runs a command with neither credentials nor a region; who calls AWS all the same is heard. */
  public async withNothing(output: string, ...args: string[]): Promise<BankOutcome> {
    const nothing = ({ environment }: StubCloud) => ({
      AWS_ENDPOINT_URL: environment.AWS_ENDPOINT_URL,
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    return this.run([], nothing, output, ...args);
  }

  /** The names in a folder, sorted; none if it is not there. */
  public files(...path: string[]): string[] {
    try {
      return readdirSync(join(this.folder, ...path)).sort();
    } catch {
      return [];
    }
  }

  public read(...path: string[]): string {
    return readFileSync(join(this.folder, ...path), 'utf8');
  }

  /** The templates of the stacks in an assembly as they are written, by the name of the stack. */
  public templates(...assembly: string[]): Record<string, string> {
    const artifacts: any[] = Object.values(JSON.parse(this.read(...assembly, 'manifest.json')).artifacts);
    const stacks = artifacts.filter(({ type }) => type === 'aws:cloudformation:stack');
    return Object.fromEntries(
      stacks.map(({ properties }) => [properties.stackName, this.read(...assembly, properties.templateFile)]),
    );
  }

  /** Made when somebody works here: a test that is left out leaves nothing. */
  private get folder(): string {
    this.made ??= mkdtempSync(join(tmpdir(), 'bank-'));
    return this.made;
  }

  private async run(
    deployed: string[],
    environmentOf: (cloud: StubCloud) => Record<string, string>,
    output: string,
    ...args: string[]
  ): Promise<BankOutcome> {
    const cloud = await StubCloud.open(deployed);
    try {
      const env = {
        ...environmentOf(cloud),
        PATH: process.env.PATH,
        HOME: this.folder,
        TMPDIR: this.folder,
        CDK_VALIDATION: 'false',
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        CDK_DISABLE_VERSION_CHECK: '1',
      };
      const ended = await finished([...args, '--output', join(this.folder, output), ...ALWAYS], env);
      const { calls, changes, unknown } = cloud;
      const stacks = calls.filter((call) => call.startsWith('cloudformation')).map((call) => call.split(' ')[2]);
      return { ...ended, calls, changes, unknown, asked: [...new Set(stacks)].sort() };
    } finally {
      await cloud.close();
    }
  }
}

/** Runs the CLI at the root, and ends it with all that it has started when its time is over. */
async function finished(args: string[], env: NodeJS.ProcessEnv): Promise<Pick<Outcome, 'code' | 'out' | 'err'>> {
  const child = spawn(join(root, 'node_modules/.bin/cdk'), args, {
    cwd: root,
    detached: true,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const limit = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), LIMIT);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    return { code, out, err };
  } finally {
    clearTimeout(limit);
  }
}
