import { ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface How {
  /** A script in the place of the example's. */
  readonly script?: string;
  /** The number of writes after which it is as if the power went. */
  readonly dieAfter?: number;
  /** Two words of the command behind which the script is terminated. */
  readonly signalAt?: string;
}

interface Stub {
  readonly server: ChildProcess;
  readonly port: string;
}

/** A folder with command line tools on its path that a stub answers, for a script of the example. */
export abstract class StubDesk {
  protected static async serve(stub: string): Promise<Stub> {
    const server = spawn(process.execPath, [join(__dirname, stub)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [port] = await once(server.stdout, 'data');
    return { server, port: String(port).trim() };
  }

  public readonly folder = mkdtempSync(join(tmpdir(), 'stub-desk-'));
  private readonly script: string;
  private count = 0;

  protected constructor(
    script: string,
    private readonly stub: Stub,
  ) {
    this.script = join(__dirname, '../../examples/rl-bank', script);
    mkdirSync(join(this.folder, 'bin'));
  }

  public close(): void {
    this.stub.server.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  public newPath(extension = 'json'): string {
    this.count += 1;
    return join(this.folder, `${this.count}.${extension}`);
  }

  /** The script with a change that must apply. */
  public doctored(from: string, to: string): string {
    const text = readFileSync(this.script, 'utf8');
    expect(text).toContain(from);
    const path = this.newPath('sh');
    writeFileSync(
      path,
      text.replaceAll(from, () => to),
    );
    return path;
  }

  /** Runs the script on the state in a file. */
  public async runScript(args: string[], state?: string, how: How = {}): Promise<Run> {
    return this.shell('STUB_SCRIPT=$$ exec bash "$0" "$@"', [how.script ?? this.script, ...args], state, how);
  }

  /** Runs a line as an operator with a shell would. */
  public async shell(line: string, args: string[] = [], state = '', how: How = {}): Promise<Run> {
    const env = {
      ...process.env,
      PATH: `${join(this.folder, 'bin')}${delimiter}${process.env.PATH}`,
      STUB_AWS_PORT: this.stub.port,
      STUB_AWS_STATE: state,
      STUB_AWS_DIE_AFTER: String(how.dieAfter ?? ''),
      STUB_SIGNAL_AT: how.signalAt ?? 'none',
    };
    return new Promise((resolve) => {
      const child = execFile('bash', ['-c', line, ...args], { env, cwd: this.folder }, (_, out, err) =>
        resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });
  }

  protected install(source: string, name: string): void {
    copyFileSync(join(__dirname, source), join(this.folder, 'bin', name));
    chmodSync(join(this.folder, 'bin', name), 0o755);
  }
}
