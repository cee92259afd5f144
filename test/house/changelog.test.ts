import { Repository } from './repository';
import * as library from '../../src';

const here = Repository.here;
const changelog = here.read('CHANGELOG.md');

/** The names of the classes that a class extends: property injection extends each once more. */
function ancestorsOf(value: unknown): string[] {
  const parent = typeof value === 'function' ? Object.getPrototypeOf(value) : null;
  return typeof parent?.name === 'string' ? [parent.name, ...ancestorsOf(parent)] : [];
}

test('PC15c the changelog says what each version means, and names each construct that is in one', () => {
  const [, first] = changelog.split(/^## /m);
  const exported = Object.values(library).flatMap((folder) => Object.entries<unknown>(folder));
  const extended = new Set(exported.flatMap(([name, value]) => ancestorsOf(value).filter((base) => base !== name)));
  const constructs = exported.flatMap(([name, value]) =>
    ancestorsOf(value).includes('Construct') && !extended.has(name) ? name : [],
  );

  expect(first).toMatch(/^(Unreleased|\d+\.\d+\.\d+)\n/);
  expect(changelog).toContain('follows [semantic versioning](https://semver.org): a minor release changes no logical');
  expect(constructs.length).toBeGreaterThan(30);
  expect(constructs.filter((name) => !new RegExp(`\\b${name}\\b`).test(changelog))).toEqual([]);
});
