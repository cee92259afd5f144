import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { committedFiles, machinePaths } from './documents';
import { caseRules, casesIn } from './integ-cases';
import { findings, Repository } from './repository';

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
    const places = [dirname(here.root), homedir()].filter((place) => !['/', tmpdir()].includes(place));

    expect(snapshots.length).toBeGreaterThan(0);
    expect(machinePaths(here, snapshots, [...places, `${tmpdir()}/`, '/node_modules/'])).toEqual([]);
    expect(snapshots.filter((path) => path.includes('/asset.'))).toEqual([]);
  });

  test('the check of snapshots sees one case that lacks, and one template that is another', () => {
    const root = mkdtempSync(join(tmpdir(), 'integ-'));
    try {
      for (const path of ['package.json', 'tsconfig.json', 'integ/sandbox', 'test/tsconfig.json', 'test/support']) {
        cpSync(join(here.root, path), join(root, path), { recursive: true });
      }
      cpSync(join(here.root, 'test/observability'), join(root, 'test/observability'), { recursive: true });
      ['lib', 'node_modules'].forEach((path) => symlinkSync(join(here.root, path), join(root, path)));
      expect(check(root)).toMatchObject({ status: 1, stderr: expect.stringContaining('There is no case for BankApi') });

      writeFileSync(join(root, 'test/support/named-constructs.json'), '["BankObservability"]');
      expect(check(root)).toMatchObject({ status: 0, stdout: expect.stringContaining('UNCHANGED') });

      const template = join(
        root,
        'test/observability/integ.bank-observability.ts.snapshot/integ-bank-observability.template.json',
      );
      const changed = readFileSync(template, 'utf8').replace('"Threshold": 1', '"Threshold": 2');
      writeFileSync(template, changed);
      expect(check(root)).toMatchObject({ status: 1, stdout: expect.stringMatching(/CHANGED[^]*Threshold/) });
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }, 120_000);
});

test('cases that keep the rules pass', () => {
  expect(Repository.madeUp(kept, (repository) => findings(caseRules, repository))).toEqual({});
});

test.each<[string, Record<string, string>, string]>([
  [
    'a construct without a case',
    { 'test/edge/integ.wall.ts': HEADER },
    'Wall has no case that makes one: write test/edge/',
  ],
  ['a name that no construct has', named('Wall', 'Gate'), 'Gate is no construct'],
  ['a case without assertions', { 'test/edge/integ.wall.ts': `${HEADER}new Wall(a)` }, 'asserts nothing that is done'],
  [
    'a case that reads what the template says',
    { 'test/edge/integ.wall.ts': `${HEADER}new Wall(a); b.awsApiCall('S3', 'getBucketTagging', {}).expect(c)` },
    'calls S3 getBucketTagging',
  ],
  [
    'a case that only acts',
    { 'test/edge/integ.wall.ts': `${HEADER}new Wall(a); b.awsApiCall('S3', 'putObject', {}).expect(c)` },
    'asserts nothing that is done',
  ],
  [
    'a case that says no cost',
    { 'test/edge/integ.wall.ts': kept['test/edge/integ.wall.ts'].replace('Cost', 'Price') },
    '"Cost: …"',
  ],
  [
    'a case that says no clean-up',
    { 'test/edge/integ.wall.ts': kept['test/edge/integ.wall.ts'].replace('Clean-up', 'Rest') },
    '"Clean-up: …"',
  ],
  ['a snapshot without assertions', { [SNAPSHOT]: '{ "Resources": {} }' }, 'expects nothing'],
  [
    'a snapshot that asserts a read',
    expecting('Custom::DeployAssert@SdkCallS3', { service: 'S3', api: 'getBucketAcl' }),
    'S3 getBucketAcl',
  ],
])('%s is found', (_, files, sentence) => {
  const found = Repository.madeUp({ ...kept, ...files }, (repository) => findings(caseRules, repository));
  expect(Object.values(found).flat()).toEqual(expect.arrayContaining([expect.stringContaining(sentence)]));
});

describe('LB5 `npm run integ`', () => {
  test.each([
    [
      'a real account is told in full',
      ['--profile', 'bank', '-c', 'region=eu-west-1'],
      'add -c account=… -c rootDomain=…',
    ],
    ['what is for a real account is not for the sandbox', ['-c', 'region=eu-west-1'], '-c is for a real account'],
    ['a key that no case knows is refused', ['--profile', 'bank', '-c', 'zone=Z1'], "'zone=Z1' says nothing that"],
    ['a case that there is not is refused', ['bank-dsn'], 'There is no case bank-dsn. These there are: '],
    ['an option that there is not is refused', ['--deploy'], 'It knows names of cases, --update'],
  ])('%s', (_, args, sentence) => {
    const script = join(here.root, 'integ/sandbox/integ.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', timeout: 20_000 });

    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(status).toBe(1);
  });
});

function check(root: string) {
  return spawnSync(process.execPath, [join(root, 'integ/sandbox/snapshots.mjs')], {
    encoding: 'utf8',
    timeout: 60_000,
  });
}
