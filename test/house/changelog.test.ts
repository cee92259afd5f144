import { Api } from './assembly';
import { Repository } from './repository';

const changelog = Repository.here.read('CHANGELOG.md');

/** The classes of other packages that constructs here extend. */
const OF_OTHERS = /^(constructs\.Construct|aws-cdk-lib\.(Resource|Stack|NestedStack))$/;

/** The classes as the last `jsii` has them, and those that others extend. */
const classes = new Map(Api.ofRepository().types.flatMap((it) => (it.kind === 'class' ? [[it.fqn, it] as const] : [])));
const bases = new Set([...classes.values()].map(({ base }) => base));
const isConstruct = (fqn = ''): boolean =>
  OF_OTHERS.test(fqn) || (classes.has(fqn) && isConstruct(classes.get(fqn)!.base));

test('PC15c the changelog says what each version means, and names each construct that is in one', () => {
  const [, first] = changelog.split(/^## /m);
  const constructs = [...classes.values()].filter(({ fqn }) => isConstruct(fqn) && !bases.has(fqn));

  expect(first).toMatch(/^(Unreleased|\d+\.\d+\.\d+)\n/);
  expect(changelog).toContain('follows [semantic versioning](https://semver.org): a minor release changes no logical');
  expect(constructs.length).toBeGreaterThan(30);
  expect(constructs.map(({ name }) => name).filter((name) => !new RegExp(`\\b${name}\\b`).test(changelog))).toEqual([]);
});
