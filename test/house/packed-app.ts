import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Repository } from './repository';

const ROOT = Repository.here.root;
const PEERS = ['aws-cdk-lib', 'constructs'];
export const NAME = 'rl-bank-constructs';

/** An app of a user, in a folder somewhere else: the packed tarball unpacked, its peers linked from this repository. */
export class PackedApp {
  public readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'packed-app-')));

  /** Where the package is. */
  public readonly home = join(this.folder, 'node_modules', NAME);

  /** The tarball. */
  public readonly tarball: string;

  /** The paths in the tarball. */
  public readonly packedFiles: string[];

  constructor() {
    if (!Repository.here.has('lib/index.js')) {
      throw new Error('there is no lib to pack: run `npx projen compile`');
    }
    const [packed] = JSON.parse(
      run('npm', ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', this.folder], ROOT),
    );
    this.tarball = join(this.folder, packed.filename);
    this.packedFiles = packed.files.map((file: { path: string }) => file.path);
    mkdirSync(this.home, { recursive: true });
    run('tar', ['-xzf', this.tarball, '-C', this.home, '--strip', '1'], this.folder);
    PEERS.forEach((name) => symlinkSync(join(ROOT, 'node_modules', name), join(this.folder, 'node_modules', name)));
    this.write('package.json', '{"name": "app"}');
  }

  public write(path: string, text: string): string {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
    return join(this.folder, path);
  }

  /** The text of a file of the package. */
  public read(path: string): string {
    return readFileSync(join(this.home, path), 'utf8');
  }

  /** Runs node in the app, with nothing of this machine in its environment, and gives what it prints. */
  public node(...args: string[]): string {
    const env = { PATH: process.env.PATH, HOME: this.folder, TMPDIR: this.folder };
    return run(process.execPath, args, this.folder, env);
  }

  /**
   * A tarball of a peer for the jsii kernel: its assembly, and modules that lead to the linked copy. The kernel unpacks
   * what it loads, and aws-cdk-lib has 130 MB.
   */
  public tarballOf(name: string): string {
    const linked = realpathSync(join(this.folder, 'node_modules', name));
    const { version, exports = {} } = JSON.parse(readFileSync(join(linked, 'package.json'), 'utf8'));
    const place = `${name}-${version}/package`;
    this.write(`${place}/package.json`, JSON.stringify({ name, version }));
    ['', ...Object.keys(exports).filter((subpath) => /^\.\/[a-z0-9-]+$/.test(subpath))].forEach((subpath) => {
      this.write(
        join(place, subpath, 'index.js'),
        `module.exports = require(${JSON.stringify(join(linked, subpath))});`,
      );
    });
    const tarball = join(this.folder, `${name}.tar`);
    const assembly = ['.jsii', '.jsii.gz'].filter((file) => Repository.here.has(join('node_modules', name, file)));
    const files = ['-C', join(this.folder, place, '..'), 'package', '-C', join(linked, '..')];
    run('tar', ['-cf', tarball, ...files, ...assembly.map((file) => join(name, file))], this.folder);
    return tarball;
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = process.env): string {
  try {
    return execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 26 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
