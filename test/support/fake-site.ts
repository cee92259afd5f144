import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Build, SiteFile } from './fake-builds';
import { How, Run, StubDesk } from './stub-desk';

export const BUCKET = 'prd-rl-bank-webapp';
export const DISTRIBUTION = 'E1EXAMPLE';

interface Request {
  readonly action: string;
  readonly resource: string;
  readonly isWrite?: boolean;
}

/** A folder with `aws` on its path, which `stub-aws.mjs` answers. */
export class Desk extends StubDesk {
  public static async open(): Promise<Desk> {
    const desk = new Desk('publish.sh', await this.serve('stub-aws.mjs'));
    desk.install('stub-aws-client.sh', 'aws');
    return desk;
  }

  private readonly publishedSites = new Map<string, Promise<FakeSite>>();

  /** A site of its own, where these releases were published without incident. */
  public async published(app: App, ...releases: number[]): Promise<FakeSite> {
    const key = JSON.stringify([Object.keys(app.build(0)), releases]);
    const known = this.publishedSites.get(key) ?? this.publishLast(app, releases);
    this.publishedSites.set(key, known);
    return (await known).copy();
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

  public async publish(n: number, how: How & { keep?: number; files?: Build } = {}) {
    const folder = this.desk.write(how.files ?? this.app.build(n));
    const keep = how.keep === undefined ? [] : ['--keep', String(how.keep)];
    return this.run(['--release', `r${n}`, ...keep, folder], how);
  }

  public async rollBack(n: number, how: How = {}) {
    return this.run(['--rollback', `r${n}`], how);
  }

  public async run(args: string[], how: How = {}): Promise<Run> {
    this.change((state) => Object.assign(state, { calls: [], dead: false }));
    const site = ['--bucket', BUCKET, '--distribution', DISTRIBUTION, '--toolchain', this.app.toolchain];
    return this.desk.runScript([...site, ...args], this.path, how);
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
