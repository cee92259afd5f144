import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Repository } from './repository';
import { StubCloud } from './stub-cloud';

const { root } = Repository.here;
const LIMIT = 60_000;

/** What a command did. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Every call to AWS. */
  readonly calls: string[];
  /** Calls that would create, change or delete a stack. */
  readonly changes: string[];
  /** The names of the stacks that were asked for. */
  readonly asked: string[];
  /** Calls that the stub does not know. */
  readonly unknown: string[];
}

/** What a command finds around it. */
export interface Surroundings {
  /** The stacks that are said to be deployed. */
  readonly deployed: string[];
  /** Where the command runs: at the desk if nothing is said. */
  readonly cwd?: string;
  /** Neither credentials nor a region; a call of AWS is heard all the same. */
  readonly withoutCredentials?: boolean;
  readonly env?: Record<string, string>;
}

/** A folder from which an operator runs the CDK's CLI, with a home of its own and AWS played by this machine. */
export class CliDesk {
  private made?: string;

  public close(): void {
    if (this.made) rmSync(this.made, { recursive: true, force: true });
  }

  /** Made at the first command: a test that is left out leaves nothing. */
  public get folder(): string {
    this.made ??= mkdtempSync(join(tmpdir(), 'desk-'));
    return this.made;
  }

  /** The names in a folder at this desk, sorted; none if it is not there. */
  public files(path: string): string[] {
    try {
      return readdirSync(join(this.folder, path)).sort();
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

  /** Runs a command of the CLI. */
  public async cdk(around: Surroundings, ...args: string[]): Promise<Outcome> {
    return this.run(around, 'cdk', ...args, '--no-color', '--ci', 'false', '--no-notices', '--no-version-reporting');
  }

  /** Runs a command that has the CLI on its path. */
  public async run({ deployed, cwd, withoutCredentials, env }: Surroundings, ...command: string[]): Promise<Outcome> {
    const cloud = await StubCloud.open(deployed);
    const { AWS_ENDPOINT_URL, AWS_EC2_METADATA_DISABLED, ...credentials } = cloud.environment;
    try {
      const ended = await finished(command, cwd ?? this.folder, {
        ...{ AWS_ENDPOINT_URL, AWS_EC2_METADATA_DISABLED },
        ...(withoutCredentials ? {} : credentials),
        ...env,
        PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
        HOME: this.folder,
        TMPDIR: this.folder,
        CDK_VALIDATION: 'false',
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        CDK_DISABLE_VERSION_CHECK: '1',
      });
      const { calls, changes, unknown } = cloud;
      const stacks = calls.filter((call) => call.startsWith('cloudformation')).map((call) => call.split(' ')[2]);
      return { ...ended, calls, changes, unknown, asked: [...new Set(stacks)].sort() };
    } finally {
      await cloud.close();
    }
  }
}

/** Runs a command, and ends it with all that it has started when its time is over. */
async function finished([file, ...args]: string[], cwd: string, env: Record<string, string>) {
  const child = spawn(file, args, { cwd, detached: true, env, stdio: ['ignore', 'pipe', 'pipe'] });
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
