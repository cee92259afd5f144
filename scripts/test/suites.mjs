// Runs the tests. Jest loads every module anew for every file, and loading the CDK takes longer than most files: so the
// files of a folder become one suite, build/suites/<project>/<folder>.suite.js, in which each file is a `describe`.
//
//   node scripts/test/suites.mjs              what `npm test` runs
//   node scripts/test/suites.mjs --reversed   the same from the last file of a suite to the first: shows what a file leaves behind
//   node scripts/test/suites.mjs --nightly    each file by itself, both CDKs in full, and what is in folders named `nightly`;
//                                             with paths behind it, those files alone
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const [mode, ...paths] = process.argv.slice(2);

/** Folders that are one suite: those whose tests take less than loading the CDK, and those that load all actions of IAM. */
const TOGETHER = [
  ['core', 'edge', 'gate', 'site'],
  ['delivery', 'support'],
];

/** What package.json leaves out, and a night does not. */
const ONLY_AT_NIGHT = '/nightly/';

/**
 * What a day runs on the newest CDK: the files below test/ itself, which build every public construct in its variants, and the
 * example whose snapshots are the same on both. The oldest runs the test of each construct, not the variants again, nor the packs
 * of rules, which are those of the newest. So each promise is proven once a day; a night has all of them on both.
 */
const BY_DAY_ON_NEWEST = /\/test\/([^/]+|examples\/rl-bank)\.test\.ts$/;
const BY_NIGHT_ON_OLDEST = /\/test\/[^/]+\.test\.ts$/;

const { jest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const tests = readdirSync(join(root, 'test'), { recursive: true })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => join(root, 'test', path))
  .sort();

rmSync(join(root, 'build/suites'), { recursive: true, force: true });
const projects = jest.projects.map((project) => ({
  ...project,
  rootDir: root,
  ...(mode === '--nightly' ? inFull : inSuites)(project),
}));
const config = join(root, 'build/jest.json');
mkdirSync(dirname(config), { recursive: true });
writeFileSync(config, JSON.stringify({ ...jest, rootDir: root, projects }, undefined, 2));
const args = [
  '--ci',
  '--silent',
  '--config',
  config,
  '--json',
  '--outputFile',
  join(root, 'test-report.json'),
  ...paths,
];
const before = leftInTemp();
process.exitCode = spawnSync(join(root, 'node_modules/.bin/jest'), args, { cwd: root, stdio: 'inherit' }).status ?? 1;
const left = leftInTemp().filter((name) => !before.includes(name));
if (process.env.CI && left.length > 0) {
  console.error(`The tests leave something in the temp folder: ${left.join(', ')}`); // at home, it may be another run's
  process.exitCode = 1;
}

function leftInTemp() {
  return readdirSync(tmpdir()).filter((name) => /^(cdk\.out|rl-bank-tests-)/.test(name));
}

function inFull({ testPathIgnorePatterns }) {
  return { testPathIgnorePatterns: testPathIgnorePatterns.filter((pattern) => pattern !== ONLY_AT_NIGHT) };
}

/** Suites for the files of a project. Those that mostly wait for other programs stay as they are. */
function inSuites({ displayName, testRegex, testPathIgnorePatterns, moduleNameMapper }) {
  const matches = (patterns, path) => patterns.some((it) => new RegExp(it.replace('<rootDir>', root)).test(path));
  const isNewest = '^aws-cdk-lib$' in moduleNameMapper;
  const isOfDay = (path) => (isNewest ? BY_DAY_ON_NEWEST.test(path) : !BY_NIGHT_ON_OLDEST.test(path));
  const files = tests.filter(
    (path) => matches(testRegex, path) && !matches(testPathIgnorePatterns, path) && isOfDay(path),
  );
  // database-migration.ts adds a stack to the app of app.ts, which other files read.
  const isAlone = (path) =>
    /\/test\/(house\/(package|\w+-cli)|examples\/product-cell-database-migration)\.test\.ts$/.test(path);
  const folder = join(root, 'build/suites', displayName.replace(/\W+/g, '-'));
  const write = (path, members, main) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, textOf(mode === '--reversed' ? members.reverse() : members, dirname(path), main));
    return path;
  };
  const mains = files.filter(hasSnapshots);
  const mainOf = (path) => mains.find((main) => path.startsWith(main.replace('.test.ts', '-')));
  const others = files.filter((path) => !isAlone(path) && !mains.includes(path) && !mainOf(path));
  const suites = [
    ...grouped(others).map(([name, members]) => write(join(folder, `${name}.suite.js`), members)),
    ...mains.map((main) => {
      const path = join(folder, relative(root, main)).replace(/ts$/, 'js');
      return write(path, [main, ...files.filter((it) => mainOf(it) === main)], main);
    }),
  ];
  const snapshotResolver = join(root, 'scripts/test/snapshots.cjs');
  return { snapshotResolver, testRegex: undefined, testMatch: [...suites, ...files.filter(isAlone)] };
}

/**
 * Its tests keep their names, for snapshots go by them. Files that are named after it, and a dash, are of the same suite: they read
 * the same app, which is synthesized once.
 */
function hasSnapshots(path) {
  return existsSync(join(dirname(path), '__snapshots__', `${basename(path)}.snap`));
}

/** The files by their folder of `test/`: what is made once, such as a bank that many tests read, is made once for all of them. */
function grouped(files) {
  const groups = new Map();
  for (const path of files) {
    const [folder, ...below] = relative(join(root, 'test'), path).split('/');
    const home = below.length > 0 ? (TOGETHER.find((it) => it.includes(folder)) ?? [folder]).join('-') : 'all';
    groups.set(home, [...(groups.get(home) ?? []), path]);
  }
  return [...groups];
}

function textOf(files, folder, main) {
  const lines = files.map((path) => {
    const [title, module] = [relative(root, path), relative(folder, path)].map((it) => JSON.stringify(it));
    return path === main ? `require(${module});` : `describe(${title}, () => { require(${module}); });`;
  });
  return `${lines.join('\n')}\n`;
}
