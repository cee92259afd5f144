import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Repository } from './repository';
import { StubCloud } from './stub-cloud';

const { root } = Repository.here;

/** How the gate of the app stands, and whether somebody else has a stack in it. */
export interface Situation {
  readonly gate: 'closed' | 'open' | 'disabled' | 'disabled and open';
  readonly host: boolean;
}

/** What a command did. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Calls that would create, change or delete a stack. */
  readonly changes: string[];
  /** The names of the stacks that were asked for. */
  readonly asked: string[];
  /** Calls that the stub does not know. */
  readonly unknown: string[];
}

const LIMIT = 60_000;

/** A desk at which somebody runs the CDK's CLI, with a home of its own and AWS played by this machine. */
export class GateDesk {
  public readonly folder = mkdtempSync(join(tmpdir(), 'gate-'));

  public close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs a command on the app, all of whose stacks are said to be deployed. The folder is where it synthesizes to. */
  public async cdk(situation: Situation, folder: string, ...args: string[]): Promise<Outcome> {
    return this.run(situation, '--app', `node ${join(root, 'test/house/gated-app.mjs')}`, '--output', folder, ...args);
  }

  /** Runs a command on an assembly that a command before has left. */
  public async onAssembly(path: string, ...args: string[]): Promise<Outcome> {
    return this.run({ gate: 'closed', host: false }, '--app', join(this.folder, path), ...args);
  }

  /** The names in a folder at this desk, sorted; none if it is not there. */
  public files(path: string): string[] {
    try {
      return readdirSync(join(this.folder, path)).sort();
    } catch {
      return [];
    }
  }

  public read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  private async run({ gate, host }: Situation, ...args: string[]): Promise<Outcome> {
    const cloud = await StubCloud.open(['prd-data', 'prd-api', 'Host']);
    try {
      const env = {
        ...cloud.environment,
        PATH: process.env.PATH,
        HOME: this.folder,
        TMPDIR: this.folder,
        GATE: gate,
        HOST: host ? 'yes' : '',
        CDK_VALIDATION: 'false',
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        CDK_DISABLE_VERSION_CHECK: '1',
      };
      const always = ['--no-notices', '--no-color', '--no-version-reporting', '--ci', 'false'];
      const ended = await finished(join(root, 'node_modules/.bin/cdk'), [...args, ...always], {
        cwd: this.folder,
        env,
      });
      const stacks = cloud.calls.filter((call) => call.startsWith('cloudformation')).map((call) => call.split(' ')[2]);
      return { ...ended, changes: cloud.changes, unknown: cloud.unknown, asked: [...new Set(stacks)].sort() };
    } finally {
      await cloud.close();
    }
  }
}

async function finished(command: string, args: string[], options: { cwd: string; env: NodeJS.ProcessEnv }) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, out, err };
}
