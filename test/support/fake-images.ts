import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { How, Run, StubDesk } from './stub-desk';

export const REGISTRY = '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com';
export const CHANNEL_URI = `${REGISTRY}/rl-bank-api:live`;
export const REPOSITORY = ['--registry', REGISTRY, '--repository', 'rl-bank-api'];
export const SERVICE = ['--cluster', 'prd-rl-bank-api', '--service', 'prd-rl-bank-api'];

interface State {
  tags: Record<string, string>;
  history: string[];
  deployments: { digest: string; status: string; rolloutState: string }[];
  calls: { args: string[]; requests: { action: string; resource: string }[] }[];
  seconds: number;
  [other: string]: unknown;
}

/** A folder with `aws`, `docker` and `sleep` on its path, which stub-images.mjs answers. */
export class ImageDesk extends StubDesk {
  public static async open(): Promise<ImageDesk> {
    const desk = new ImageDesk('deploy-image.sh', await this.serve('stub-images.mjs'));
    desk.install('stub-aws-client.sh', 'ask');
    ['aws', 'docker', 'sleep'].forEach((name) => desk.install('stub-images-client.sh', name));
    return desk;
  }

  /** A repository in which these builds are deployed, the last one on the channel, and a service that runs it. */
  public deployed(...builds: number[]): FakeImages {
    return new FakeImages(this, builds);
  }
}

export class FakeImages {
  private readonly path: string;

  constructor(
    private readonly desk: ImageDesk,
    builds: number[],
  ) {
    this.path = desk.newPath();
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
    return this.desk.runScript(args, this.path, how);
  }

  /** Runs a line as an operator with a shell would. */
  public async shell(line: string): Promise<Run> {
    return this.desk.shell(line, [], this.path);
  }

  public get tags(): Record<string, string> {
    return this.state.tags;
  }

  public get channel(): string | undefined {
    return this.state.tags.live;
  }

  /** The registry that docker holds a password of. */
  public get loggedInto(): unknown {
    return this.state.loggedInto;
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

/** What the script says of a deployment that was not done in time. */
export function timedOut(seconds: number): string {
  return (
    `ecs-svc/1 of prd-rl-bank-api was not done after ${seconds} seconds; it goes on, and if it completes, the service ` +
    `runs ${tagOf(2)} while live does not`
  );
}
