import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import * as ts from 'typescript';

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

  private readonly parsed = new Map<string, ts.SourceFile>();

  constructor(public readonly root: string) {}

  public has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  public read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  public parse(path: string): ts.SourceFile {
    const known = this.parsed.get(path);
    const source = known ?? ts.createSourceFile(path, this.read(path), ts.ScriptTarget.Latest, true);
    this.parsed.set(path, source);
    return source;
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

/** The rules that find something, with what they find. */
export function findings(rules: Record<string, Rule>, repository: Repository): Record<string, string[]> {
  const all = Object.entries(rules).map(([name, rule]) => [name, rule(repository)] as const);
  return Object.fromEntries(all.filter(([, found]) => found.length > 0));
}
