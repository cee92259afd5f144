import { ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { App, Build, SiteFile } from './fake-builds';

export const BUCKET = 'prd-rl-bank-webapp';
export const DISTRIBUTION = 'E1EXAMPLE';

const SCRIPT = join(__dirname, '../../examples/rl-bank/publish.sh');

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Request {
  readonly action: string;
  readonly resource: string;
  readonly isWrite?: boolean;
}

/** A folder with `aws` on its path, which `stub-aws.mjs` answers. */
export class Desk {
  public static async open(): Promise<Desk> {
    const server = spawn(process.execPath, [join(__dirname, 'stub-aws.mjs'), '--serve'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [port] = await once(server.stdout, 'data');
    return new Desk(server, String(port).trim());
  }

  public readonly folder = mkdtempSync(join(tmpdir(), 'publish-'));
  private sites = 0;
  private readonly publishedSites = new Map<string, Promise<FakeSite>>();

  private constructor(
    private readonly server: ChildProcess,
    private readonly port: string,
  ) {
    mkdirSync(join(this.folder, 'bin'));
    copyFileSync(join(__dirname, 'stub-aws-client.sh'), join(this.folder, 'bin/aws'));
    chmodSync(join(this.folder, 'bin/aws'), 0o755);
  }

  public close(): void {
    this.server.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A site of its own, where these releases were published without incident. */
  public async published(app: App, ...releases: number[]): Promise<FakeSite> {
    const key = JSON.stringify([Object.keys(app.build(0)), releases]);
    const known = this.publishedSites.get(key) ?? this.publishLast(app, releases);
    this.publishedSites.set(key, known);
    return (await known).copy();
  }

  public async publish(args: string[]): Promise<Run> {
    return this.run('bash', [SCRIPT, ...args]);
  }

  public newPath(): string {
    this.sites += 1;
    return join(this.folder, `site-${this.sites}.json`);
  }

  /** Writes a build and says where; the name of the folder tells nothing. */
  public write(files: Build): string {
    const folder = mkdtempSync(join(this.folder, 'build-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return folder;
  }

  /** The script with a change that must apply. */
  public doctored(from: string, to: string): string {
    const text = readFileSync(SCRIPT, 'utf8');
    expect(text).toContain(from);
    const path = join(mkdtempSync(join(this.folder, 'script-')), 'publish.sh');
    writeFileSync(path, text.replaceAll(from, to));
    return path;
  }

  public async run(file: string, args: string[], state = '', dieAfter?: number): Promise<Run> {
    const env = {
      ...process.env,
      PATH: `${join(this.folder, 'bin')}${delimiter}${process.env.PATH}`,
      STUB_AWS_PORT: this.port,
      STUB_AWS_STATE: state,
      STUB_AWS_DIE_AFTER: dieAfter === undefined ? '' : String(dieAfter),
    };
    return new Promise((resolve) => {
      const child = execFile(file, args, { env, cwd: this.folder }, (_, out, err) =>
        resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });
  }

  private async publishLast(app: App, releases: number[]): Promise<FakeSite> {
    if (releases.length === 0) return new FakeSite(this, app);
    const site = await this.published(app, ...releases.slice(0, -1));
    expect(await site.publish(releases.at(-1)!)).toMatchObject({ code: 0 });
    return site;
  }
}

interface State {
  dead: boolean;
  objects: Record<string, { body: string; cacheControl?: string; contentType: string; lastModified: string }>;
  calls: { args: string[]; requests: Request[] }[];
}

/** A bucket and a distribution for an app, whose nth build is release `r<n>`. */
export class FakeSite {
  private readonly path: string;

  constructor(
    private readonly desk: Desk,
    public readonly app: App,
    state?: State,
  ) {
    this.path = desk.newPath();
    const empty = { bucket: BUCKET, distribution: DISTRIBUTION, clock: 0, objects: {} };
    writeFileSync(this.path, JSON.stringify({ ...empty, ...state, dead: false, calls: [] }));
  }

  /** The same site once more, to try something on. */
  public copy(): FakeSite {
    return new FakeSite(this.desk, this.app, this.state);
  }

  public async publish(n: number, how: { keep?: number; dieAfter?: number; script?: string; files?: Build } = {}) {
    const folder = this.desk.write(how.files ?? this.app.build(n));
    const keep = how.keep === undefined ? [] : ['--keep', String(how.keep)];
    return this.run(['--release', `r${n}`, ...keep, folder], how);
  }

  public async rollBack(n: number, how: { dieAfter?: number } = {}) {
    return this.run(['--rollback', `r${n}`], how);
  }

  public async run(args: string[], how: { dieAfter?: number; script?: string } = {}): Promise<Run> {
    this.change((state) => Object.assign(state, { calls: [], dead: false }));
    const site = ['--bucket', BUCKET, '--distribution', DISTRIBUTION, '--toolchain', this.app.toolchain];
    return this.desk.run('bash', [how.script ?? SCRIPT, ...site, ...args], this.path, how.dieAfter);
  }

  /** Calls `aws` itself. */
  public async aws(...args: string[]): Promise<Run> {
    return this.desk.run('aws', args, this.path);
  }

  /** Puts objects there as somebody else would. */
  public putForeign(...keys: string[]): void {
    this.change(({ objects }) =>
      keys.forEach((key) => (objects[key] = { body: '', contentType: 'text/plain', lastModified: '2000' })),
    );
  }

  /** Lets all that is there be of the future. */
  public postdate(): void {
    this.change(({ objects }) =>
      Object.values(objects).forEach((object) => (object.lastModified = object.lastModified.replace('2026', '2062'))),
    );
  }

  /** The files outside `_releases/`. */
  public get root(): Record<string, SiteFile> {
    const objects = Object.entries(this.state.objects).filter(([key]) => !key.startsWith('_releases/'));
    return Object.fromEntries(
      objects.map(([key, { body, cacheControl, contentType }]) => [
        key,
        { text: Buffer.from(body, 'base64').toString(), headers: [cacheControl, contentType] },
      ]),
    );
  }

  /** The paths in the copy of each release. */
  public get copies(): Record<string, string[]> {
    const copies: Record<string, string[]> = {};
    for (const key of Object.keys(this.state.objects).filter((each) => each.startsWith('_releases/'))) {
      const [, release, ...path] = key.split('/');
      (copies[release] ??= []).push(path.join('/'));
      copies[release].sort();
    }
    return copies;
  }

  /** All objects but for when they were written. */
  public get content() {
    const objects = Object.entries(this.state.objects).sort(([one], [other]) => (one < other ? -1 : 1));
    return objects.map(([key, { lastModified: _, ...object }]) => [key, object]);
  }

  /** What the last run asked for. */
  public get requests(): Request[] {
    return this.state.calls.flatMap(({ requests }) => requests);
  }

  public get writes(): string[] {
    const name = ({ action, resource }: Request) => `${action.split(':')[1]} ${resource.replace(/^[^/]*\//, '')}`;
    return this.requests.filter(({ isWrite }) => isWrite).map(name);
  }

  private change(edit: (state: State) => void): void {
    const state = this.state;
    edit(state);
    writeFileSync(this.path, JSON.stringify(state));
  }

  private get state(): State {
    return JSON.parse(readFileSync(this.path, 'utf8'));
  }
}
