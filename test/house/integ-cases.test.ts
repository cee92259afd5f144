import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { committedFiles, machinePaths, placesOfThisMachine } from './documents';
import { caseRules, casesIn, recordedIn, synthesizedFrom } from './integ-cases';
import { Repository } from './repository';

const here = Repository.here;
const named = (...constructs: string[]) => ({ 'test/support/named-constructs.json': JSON.stringify(constructs) });

const HEADER = '/**\n * A wall stands.\n *\n * Cost: nothing at all.\n * Clean-up: complete, always.\n */\n';
const SNAPSHOT = 'test/edge/integ.wall.ts.snapshot/wall-asserts.template.json';
const expecting = (Type: string, properties: object = {}) => ({
  [SNAPSHOT]: JSON.stringify({ Resources: { A: { Type, Properties: { expected: '{}', ...properties } } } }),
});
const kept = {
  ...named('Wall'),
  'src/edge/wall.ts': '',
  'test/edge/integ.wall.ts': `${HEADER}new Wall(stack, 'Wall');\nassertions.httpApiCall(url).expect(it);`,
  ...expecting('Custom::DeployAssert@HttpCallwall'),
};

describe('LB5', () => {
  test.each(Object.entries(caseRules))('%s', (_, rule) => {
    expect(casesIn(here).length).toBeGreaterThanOrEqual(7);
    expect(rule(here)).toEqual([]);
  });

  test('snapshots hold no path of a machine, and none of the two megabytes of the assertions', () => {
    const snapshots = committedFiles(here).filter((path) => path.includes('.ts.snapshot/'));

    expect(snapshots.length).toBeGreaterThan(0);
    expect(machinePaths(here, snapshots, [...placesOfThisMachine(here), '/node_modules/'])).toEqual([]);
    expect(snapshots.filter((path) => path.includes('/asset.'))).toEqual([]);
  });

  test.each(casesIn(here))('%s makes what its snapshot says, else: npx projen integ:snapshot, and its name', (path) => {
    expect(synthesizedFrom(here, path)).toEqual(recordedIn(here, path));
  });

  test('the check of snapshots sees one case that lacks, and one template that is another', () => {
    const path = 'test/observability/integ.bank-observability.ts';
    const snapshot = `${path}.snapshot`;
    const now = recordedIn(here, path);
    const seen = (changed: Record<string, string>) => {
      const files = Object.fromEntries(here.files(snapshot).map((file) => [file, here.read(file)]));
      const other = Repository.madeUp({ ...files, ...changed }, (repository) => recordedIn(repository, path));
      return Object.keys({ ...now, ...other }).filter((file) => !isDeepStrictEqual(now[file], other[file]));
    };
    const changed = (file: string, from: string, to: string) =>
      seen({ [`${snapshot}/${file}`]: here.read(`${snapshot}/${file}`).replace(from, to) });
    const [template, asserts] = ['', '-asserts'].map((part) => `integ-bank-observability${part}.template.json`);

    expect(changed(template, '"Threshold": 1', '"Threshold": 2')).toEqual([template]);
    expect(changed(asserts, '"flattenResponse": "false"', '"flattenResponse": "true"')).toEqual([asserts]);
    expect(changed('integ.json', '"preDestroy"', '"postDeploy"')).toEqual(['integ.json']);
    expect(seen({ [`${snapshot}/more.template.json`]: '{}' })).toEqual(['more.template.json']);
    expect(Repository.madeUp(kept, (repository) => recordedIn(repository, path))).toEqual({});
  });
});

test('cases that keep the rules pass', () => {
  expect(found({})).toEqual([]);
});

const wall = (text: string) => ({ 'test/edge/integ.wall.ts': text });
test.each<[string, Record<string, string>]>([
  ['Wall has no case that makes one: write test/edge/', wall(HEADER)],
  ['Gate is no construct', named('Wall', 'Gate')],
  ['calls S3 getBucketTagging', wall(`${HEADER}new Wall(a); b.awsApiCall('S3', 'getBucketTagging', {}).expect(c)`)],
  ['asserts nothing that is done', wall(`${HEADER}new Wall(a); b.awsApiCall('S3', 'putObject', {}).expect(c)`)],
  ['"Cost: …"', wall(kept['test/edge/integ.wall.ts'].replace('Cost', 'Price'))],
  ['expects nothing', { [SNAPSHOT]: '{ "Resources": {} }' }],
  ['S3 getBucketAcl', expecting('Custom::DeployAssert@SdkCallS3', { service: 'S3', api: 'getBucketAcl' })],
])('a case of which is to be said "%s" is found', (sentence, files) => {
  expect(found(files)).toEqual(expect.arrayContaining([expect.stringContaining(sentence)]));
});

function found(files: Record<string, string>): string[] {
  return Repository.madeUp({ ...kept, ...files }, (it) => Object.values(caseRules).flatMap((rule) => rule(it)));
}

describe('LB5 `npm run integ`', () => {
  test.each([
    [
      'a real account is told in full',
      ['--profile', 'bank', '-c', 'region=eu-west-1'],
      'add -c account=… -c rootDomain=…',
    ],
    ['what is for a real account is not for the sandbox', ['-c', 'region=eu-west-1'], '-c is for an AWS account'],
    [
      'a key that no case knows is refused',
      ['--profile', 'bank', '-c', 'zone=Z1'],
      "'-c' is zone=Z1, but must be key=value",
    ],
    ['a case that there is not is refused', ['bank-dsn'], "'bank-dsn' is no case, but must be one of: "],
    ['an option that there is not is refused', ['--deploy'], 'Options: names of cases, --update'],
  ])('%s', (_, args, sentence) => {
    const script = join(here.root, 'sandbox/run/integ.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', timeout: 20_000 });

    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(status).toBe(1);
  });
});
