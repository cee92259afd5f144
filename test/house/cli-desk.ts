import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Repository } from './repository';
import { StubCloud } from './stub-cloud';

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

/** How somebody runs the CLI. */
export interface CliRun {
  /** The folder in which they do. */
  readonly cwd: string;
  /** The stacks that are said to be deployed. */
  readonly deployed: string[];
  /** What they have in their environment beside a home. */
  readonly environmentOf: (cloud: StubCloud) => Record<string, string>;
}

/** A desk at which somebody runs the CDK's CLI, with a home of its own and AWS played by this machine. */
export abstract class CliDesk {
  private made?: string;

  protected constructor(private readonly kind: string) {}

  public close(): void {
    if (this.made) rmSync(this.made, { recursive: true, force: true });
  }

  /** The names in a folder at this desk, sorted; none if it is not there. */
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

  /** Made when somebody works here: a test that is left out leaves nothing. */
  protected get folder(): string {
    this.made ??= mkdtempSync(join(tmpdir(), `${this.kind}-`));
    return this.made;
  }

  protected async run({ cwd, deployed, environmentOf }: CliRun, ...args: string[]): Promise<Outcome> {
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
      const ended = await finished([...args, '--no-color', '--ci', 'false'], cwd, env);
      const { calls, changes, unknown } = cloud;
      const stacks = calls.filter((call) => call.startsWith('cloudformation')).map((call) => call.split(' ')[2]);
      return { ...ended, calls, changes, unknown, asked: [...new Set(stacks)].sort() };
    } finally {
      await cloud.close();
    }
  }
}

/** Runs the CLI, and ends it with all that it has started when its time is over. */
async function finished(
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Pick<Outcome, 'code' | 'out' | 'err'>> {
  const child = spawn(join(Repository.here.root, 'node_modules/.bin/cdk'), args, {
    cwd,
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
