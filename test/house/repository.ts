import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';

/** What a rule says about a repository: one sentence for each breach, none if it is kept. */
export type Rule = (repository: Repository) => string[];

/** Folders that hold what was installed or made. */
const MADE = ['node_modules', 'cdk.out', 'build', 'target', '.venv', '__pycache__'];

/** A repository to look at, this one or a made-up one. All paths are relative to its root, with slashes. */
export class Repository {
  public static readonly here = new Repository(join(__dirname, '../..'));

  /** Writes the files into a folder of their own, lets `look` look and removes the folder. */
  public static madeUp<T>(files: Record<string, string>, look: (repository: Repository) => T): T {
    const root = mkdtempSync(join(tmpdir(), 'house-'));
    try {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
      return look(new Repository(root));
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }

  constructor(public readonly root: string) {}

  public has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  public read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  /** A source without its comments, formatted as prettier leaves it: what stands at the left margin is a statement. */
  public code(path: string): string {
    return this.read(path).replace(/^ *\/\*[^]*?\*\/|(^| )\/\/ .*$/gm, '');
  }

  /** The folders right under a folder. */
  public folders(under: string): string[] {
    return this.entries(under)
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  }

  /** All files below a folder, sorted; none if there is no such folder. */
  public files(under: string): string[] {
    return this.entries(under).flatMap((entry) => {
      const path = posix.join(under, entry.name);
      return entry.isDirectory() ? this.files(path) : [path];
    });
  }

  /** The TypeScript files below a folder. */
  public sources(under = 'src'): string[] {
    return this.files(under).filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
  }

  private entries(under: string) {
    const entries = this.has(under) ? readdirSync(join(this.root, under), { withFileTypes: true }) : [];
    return entries
      .filter((entry) => !MADE.includes(entry.name))
      .sort((one, other) => one.name.localeCompare(other.name, 'en'));
  }
}
