import { ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export const REGISTRY = '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com';
export const CHANNEL_URI = `${REGISTRY}/rl-bank-api:live`;
export const REPOSITORY = ['--registry', REGISTRY, '--repository', 'rl-bank-api'];
export const SERVICE = ['--cluster', 'prd-rl-bank-api', '--service', 'prd-rl-bank-api'];

const SCRIPT = join(__dirname, '../../examples/rl-bank/deploy-image.sh');

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface How {
  readonly script?: string;
  readonly dieAfter?: number;
  /** Two words of the command behind which the script is terminated. */
  readonly signalAt?: string;
}

interface State {
  tags: Record<string, string>;
  history: string[];
  deployments: { digest: string; status: string; rolloutState: string }[];
  calls: { args: string[]; requests: { action: string; resource: string }[] }[];
  seconds: number;
  [other: string]: unknown;
}

/** A folder with `aws`, `docker` and `sleep` on its path, which stub-images.mjs answers. */
export class ImageDesk {
  public static async open(): Promise<ImageDesk> {
    const server = spawn(process.execPath, [join(__dirname, 'stub-images.mjs'), '--serve'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [port] = await once(server.stdout, 'data');
    return new ImageDesk(server, String(port).trim());
  }

  private readonly folder = mkdtempSync(join(tmpdir(), 'deploy-image-'));
  private count = 0;

  private constructor(
    private readonly server: ChildProcess,
    private readonly port: string,
  ) {
    mkdirSync(join(this.folder, 'bin'));
    this.install('stub-aws-client.sh', 'ask');
    ['aws', 'docker', 'sleep'].forEach((name) => this.install('stub-images-client.sh', name));
  }

  public close(): void {
    this.server.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A repository in which these builds are deployed, the last one on the channel, and a service that runs it. */
  public deployed(...builds: number[]): FakeImages {
    return new FakeImages(this, builds);
  }

  /** The script with a change that must apply. */
  public doctored(from: string, to: string): string {
    const text = readFileSync(SCRIPT, 'utf8');
    expect(text).toContain(from);
    const path = this.newPath('sh');
    writeFileSync(
      path,
      text.replaceAll(from, () => to),
    );
    return path;
  }

  public newPath(extension: string): string {
    this.count += 1;
    return join(this.folder, `${this.count}.${extension}`);
  }

  public async run(command: string, args: string[], state = '', how: How = {}): Promise<Run> {
    const env = {
      ...process.env,
      PATH: `${join(this.folder, 'bin')}${delimiter}${process.env.PATH}`,
      STUB_AWS_PORT: this.port,
      STUB_AWS_STATE: state,
      STUB_AWS_DIE_AFTER: String(how.dieAfter ?? ''),
      STUB_SIGNAL_AT: how.signalAt ?? 'none',
    };
    return new Promise((resolve) => {
      const child = execFile('bash', ['-c', command, ...args], { env, cwd: this.folder }, (_, out, err) =>
        resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });
  }

  public async deploy(args: string[], state?: string, how: How = {}): Promise<Run> {
    return this.run('STUB_SCRIPT=$$ exec bash "$0" "$@"', [how.script ?? SCRIPT, ...args], state, how);
  }

  private install(source: string, name: string): void {
    copyFileSync(join(__dirname, source), join(this.folder, 'bin', name));
    chmodSync(join(this.folder, 'bin', name), 0o755);
  }
}

export class FakeImages {
  private readonly path: string;

  constructor(
    private readonly desk: ImageDesk,
    builds: number[],
  ) {
    this.path = desk.newPath('json');
    const last = builds.at(-1);
    const tags = Object.fromEntries(builds.map((n) => [tagOf(n), digestOf(n)]));
    const running = { id: 'ecs-svc/0', status: 'PRIMARY', rolloutState: 'COMPLETED', reason: 'completed.' };
    const state = {
      channel: 'live',
      images: Object.fromEntries(builds.map((n) => [digestOf(n), { manifest: manifestOf(n), mediaType: typeOf(n) }])),
      tags: last === undefined ? {} : { ...tags, live: digestOf(last) },
      local: {},
      mayRoll: true,
      serviceStatus: 'ACTIVE',
      desiredCount: 2,
      deployments: last === undefined ? [] : [{ ...running, digest: digestOf(last) }],
      deploymentCount: 0,
      outcome: 'completes',
      lasts: 60,
      history: [],
      calls: [],
      seconds: 0,
      clock: 0,
    };
    writeFileSync(this.path, JSON.stringify(state));
  }

  /** Changes what the stubs do, see stub-images.mjs and stub-rollout.mjs. */
  public given(changes: object): this {
    writeFileSync(this.path, JSON.stringify({ ...this.state, ...changes }));
    return this;
  }

  /** Builds the nth image, which docker calls `api` and knows by an id of its newer or older kind, and deploys it. */
  public async deploy(n: number, args: string[] = SERVICE, how: How = {}): Promise<Run> {
    const api = { id: n % 2 ? digestOf(n) : configOf(n), manifest: manifestOf(n), mediaType: typeOf(n) };
    return this.run([...REPOSITORY, '--channel', 'live', '--commit', commitOf(n), ...args, 'api'], {
      ...how,
      local: { api },
    });
  }

  public async run(args: string[], { local = {}, ...how }: How & { local?: object } = {}): Promise<Run> {
    this.given({ local, calls: [], history: [], dead: false });
    return this.desk.deploy(args, this.path, how);
  }

  /** Runs a line as somebody with a shell would. */
  public async shell(line: string): Promise<Run> {
    return this.desk.run(line, [], this.path);
  }

  public get tags(): Record<string, string> {
    return this.state.tags;
  }

  public get channel(): string | undefined {
    return this.state.tags.live;
  }

  /** What the last run wrote to which tag. */
  public get history(): string[] {
    return this.state.history;
  }

  /** The digest of the deployment that ECS has last. */
  public get running(): string | undefined {
    return this.state.deployments.at(-1)?.digest;
  }

  public get seconds(): number {
    return this.state.seconds;
  }

  public get calls(): string[][] {
    return this.state.calls.map(({ args }) => args);
  }

  /** Each action that the last run took, with what it took it on. */
  public get requests(): string[] {
    const requests = this.state.calls.flatMap((call) => call.requests);
    return [...new Set(requests.map(({ action, resource }) => `${action} ${resource}`))].sort();
  }

  private get state(): State {
    return JSON.parse(readFileSync(this.path, 'utf8'));
  }
}

/** What the script itself said, line by line. */
export function saidIn(err: string): string[] {
  const lines = err.split('\n').filter((line) => line.startsWith('deploy-image.sh: '));
  return lines.map((line) => line.replace('deploy-image.sh: ', ''));
}

export function commitOf(n: number): string {
  return `abcdef${n}`;
}

export function tagOf(n: number): string {
  return `sha-${commitOf(n)}`;
}

export function digestOf(n: number): string {
  return sha256(manifestOf(n));
}

/** Odd builds are an index on one line, even ones as docker writes them, with lines, a tab and a line end at the end. */
function manifestOf(n: number): string {
  return n % 2
    ? JSON.stringify({ schemaVersion: 2, mediaType: typeOf(n), manifests: [{ digest: sha256(`platform ${n}`) }] })
    : `{\n   "schemaVersion": 2,\n\t"mediaType": "${typeOf(n)}",\n   "config": {"digest":"${configOf(n)}"}\n}\n`;
}

function typeOf(n: number): string {
  return n % 2 ? 'application/vnd.oci.image.index.v1+json' : 'application/vnd.docker.distribution.manifest.v2+json';
}

function configOf(n: number): string {
  return sha256(`configuration ${n}`);
}

function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
