import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Repository } from './repository';

interface Lock {
  readonly packages: Record<string, Locked>;
}

interface Locked {
  readonly version: string;
  readonly resolved?: string;
  readonly inBundle?: boolean;
  readonly dev?: boolean;
  readonly dependencies?: Record<string, string>;
}

const ROOT = Repository.here.root;
const PEERS = ['aws-cdk-lib', 'constructs'];

/** An app of a user, in an empty folder somewhere else, with the packed tarball installed. */
export class PackedApp {
  public static install(): PackedApp {
    if (!Repository.here.has('lib/index.js')) {
      throw new Error('there is no lib to pack: run `npx projen compile`');
    }
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'packed-app-')));
    try {
      return new PackedApp(folder);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** The tarball. */
  public readonly tarball: string;

  /** The paths in the tarball. */
  public readonly packedFiles: string[];

  private constructor(public readonly folder: string) {
    const flags = ['--json', '--ignore-scripts', '--pack-destination', folder];
    const [packed] = JSON.parse(npm(ROOT, 'pack', ...flags));
    this.tarball = join(folder, packed.filename);
    this.packedFiles = packed.files.map((file: { path: string }) => file.path);

    const { devDependencies } = readJson(join(ROOT, 'package.json'));
    const dependencies = Object.fromEntries(PEERS.map((name) => [name, devDependencies[name]]));
    const app = { name: 'app', dependencies };
    this.write('package.json', JSON.stringify(app));
    this.write(
      'package-lock.json',
      JSON.stringify({ name: 'app', lockfileVersion: 3, packages: { '': app, ...lockedWith(PEERS) } }),
    );
    npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', this.tarball);
  }

  public write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  /** The text of a file of an installed package. */
  public read(name: string, path: string): string {
    return readFileSync(join(this.folder, 'node_modules', name, path), 'utf8');
  }

  /** Runs node in the app, with nothing of this machine in its environment, and gives what it prints. */
  public node(...args: string[]): string {
    const env = { PATH: process.env.PATH, HOME: this.folder, TMPDIR: this.folder };
    return run(process.execPath, args, this.folder, env);
  }

  /** Runs a script and gives the JSON it prints. */
  public evaluate<T>(script: string): T {
    return JSON.parse(this.node('--print', `JSON.stringify((() => { ${script} })())`));
  }

  /** Type-checks and compiles a file with this repository's TypeScript. */
  public compile(file: string, ...options: string[]): string {
    const always = ['--strict', '--skipLibCheck', '--target', 'es2022'];
    return this.node(join(ROOT, 'node_modules/typescript/bin/tsc'), ...always, ...options, file);
  }

  /** A tarball of an installed package, for whoever loads packages as tarballs. */
  public tarballOf(name: string): string {
    const tarball = join(this.folder, `${name.replace(/\W/g, '-')}.tar`);
    run('tar', ['-cf', tarball, '-C', join(this.folder, 'node_modules', name), '.'], this.folder);
    return tarball;
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * What our own lock says of these packages and all they need.
 *
 * Without the address of a tarball npm would ask the registry for it; with it the install takes what `npm ci` left in
 * npm's cache, and no network.
 */
function lockedWith(names: string[]): Record<string, Locked> {
  const { packages } = readJson<Lock>(join(ROOT, 'package-lock.json'));
  const registry = npm(ROOT, 'config', 'get', 'registry').trim();
  const wanted = new Set(names);
  for (const name of wanted) {
    const needed = Object.keys(packages[`node_modules/${name}`].dependencies ?? {});
    needed.filter((other) => !packages[`node_modules/${name}/node_modules/${other}`]).forEach((it) => wanted.add(it));
  }
  return Object.fromEntries(
    [...wanted].flatMap((name) => {
      const path = `node_modules/${name}`;
      const nested = Object.entries(packages).filter(([other]) => other.startsWith(`${path}/`));
      const file = `${name.split('/').pop()}-${packages[path].version}.tgz`;
      const resolved = new URL(`${name}/-/${file}`, registry).href;
      return [[path, { resolved, ...packages[path], dev: false }], ...nested];
    }),
  );
}

function npm(folder: string, ...args: string[]): string {
  return run('npm', args, folder, { ...process.env, npm_config_loglevel: 'error' });
}

function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = process.env): string {
  try {
    return execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 26 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

function readJson<T = Record<string, any>>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8'));
}
