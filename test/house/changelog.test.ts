import { execFileSync } from 'node:child_process';
import { Repository } from './repository';
import * as library from '../../src';

const here = Repository.here;
const changelog = here.read('CHANGELOG.md');

/** Types of conventional commits, and `bench` for what the measurements alone are about. */
const SUBJECT = /^(feat|fix|refactor|perf|docs|test|build|ci|chore|style|revert|bench)(\([a-z, -]+\))?!?: \S/;

/** What subjects of commits are not: the kind of the change, and where it is. */
const faultsOf = (subjects: string[]) => subjects.filter((subject) => !SUBJECT.test(subject));

function isConstruct(value: unknown): boolean {
  const parent = typeof value === 'function' ? Object.getPrototypeOf(value) : null;
  return parent?.name === 'Construct' || parent?.name === 'Stack' || (parent !== null && isConstruct(parent));
}

/** The names of the classes that a class extends: property injection extends each once more. */
function ancestorsOf(value: unknown): string[] {
  const parent = typeof value === 'function' ? Object.getPrototypeOf(value) : null;
  return typeof parent?.name === 'string' ? [parent.name, ...ancestorsOf(parent)] : [];
}

test('PC15c the changelog says what each version means, and names each construct that is in one', () => {
  const [, first] = changelog.split(/^## /m);
  const exported = Object.values(library).flatMap((folder) => Object.entries<unknown>(folder));
  const extended = new Set(exported.flatMap(([name, value]) => ancestorsOf(value).filter((base) => base !== name)));
  const constructs = exported.flatMap(([name, value]) => (isConstruct(value) && !extended.has(name) ? name : []));

  expect(first).toMatch(/^(Unreleased|\d+\.\d+\.\d+)\n/);
  expect(changelog).toContain('follows [semantic versioning](https://semver.org): a minor release changes no logical');
  expect(constructs.length).toBeGreaterThan(30);
  expect(constructs.filter((name) => !new RegExp(`\\b${name}\\b`).test(changelog))).toEqual([]);
});

test('PC15c each commit says by its subject what kind of change it is', () => {
  const log = execFileSync('git', ['log', '--no-merges', '--format=%s'], { cwd: here.root, encoding: 'utf8' });

  expect(faultsOf(log.trim().split('\n'))).toEqual([]);
  expect(faultsOf(['Add a role', 'feat(cell):', 'feature(cell): roles', 'feat(cell)!: roles'])).toHaveLength(3);
});
