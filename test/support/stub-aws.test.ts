import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { vite } from './fake-builds';
import { BUCKET, Desk, DISTRIBUTION, FakeSite } from './fake-site';

let desk: Desk;
let site: FakeSite;
beforeAll(async () => {
  desk = await Desk.open();
});
beforeEach(async () => {
  site = await desk.published(vite, 1);
});
afterAll(() => desk.close());

describe('RB14 the role, as the stub plays it, refuses', () => {
  const bucket = `arn:aws:s3:::${BUCKET}`;
  const distribution = 'arn:aws:cloudfront::111111111111:distribution';

  test.each([
    ['s3:GetObjectTagging', `${bucket}/a`, ['s3api', 'get-object-tagging', '--bucket', BUCKET, '--key', 'a']],
    ['s3:ListBucketVersions', bucket, ['s3api', 'list-object-versions', '--bucket', BUCKET]],
    ['s3:GetBucketLocation', bucket, ['s3api', 'get-bucket-location', '--bucket', BUCKET]],
    ['s3:ListBucket', 'arn:aws:s3:::other', listing('other')],
    ['s3:DeleteObject', 'arn:aws:s3:::other/a', ['s3', 'rm', 's3://other/a']],
    ['s3:PutObject', 'arn:aws:s3:::other/a', ['s3', 'cp', 'bin/aws', 's3://other/a']],
    ['cloudfront:CreateInvalidation', `${distribution}/E2`, invalidation('E2')],
    [
      'cloudfront:GetInvalidation',
      `${distribution}/${DISTRIBUTION}`,
      ['cloudfront', 'get-invalidation', '--distribution-id', DISTRIBUTION, '--id', 'I1'],
    ],
    ['sts:GetCallerIdentity', '*', ['sts', 'get-caller-identity']],
  ])('%s on %s', async (action, resource, args) => {
    const { code, err } = await site.aws(...args);

    expect(code).toBe(1);
    expect(err).toBe(
      `An error occurred (AccessDenied): not authorized to perform: ${action} on resource: ${resource}\n`,
    );
  });
});

test.each([
  [['s3', 'sync', '.', `s3://${BUCKET}/`], `no command 's3 sync'`],
  [['s3', 'cp', 'a', `s3://${BUCKET}/a`, '--acl', 'private'], `no option '--acl' of 's3 cp'`],
  [
    ['s3', 'cp', `s3://${BUCKET}/a`, `s3://${BUCKET}/b`],
    'no copies in or between buckets: they need s3:GetObjectTagging',
  ],
  [['s3', 'rm', `s3://${BUCKET}/a`, 'b'], `no 's3 rm' of`],
  [listing(BUCKET, 'Contents[].Key'), `no query 'Contents[].Key'`],
  [['s3', 'rm', `s3://${BUCKET}/a`, '--exclude'], `no '--exclude' without value`],
])('the stub does not guess what %j may do', async (args, problem) => {
  const { code, err } = await site.aws(...args);

  expect(code).toBe(252);
  expect(err).toContain(`stub aws knows ${problem}`);
});

// What awscli 1.45 was seen to do with the same words.
test.each([
  [
    ['--exclude', '*', '--include', 'assets/*'],
    ['assets/index-1.js', 'assets/logo-2.svg', 'assets/sum-1.wasm'],
  ],
  [['--include', 'assets/*', '--exclude', '*'], []],
  [['--exclude', '*', '--include=*.w?bmanifest'], ['manifest.webmanifest']],
  [['--exclude', '*', '--include', '[!i]*.[hi]*'], ['favicon.ico']],
  [['--exclude', '*', '--include', 'index.html'], ['index.html']],
])('the last filter that matches decides: %j', async (filters, left) => {
  const folder = desk.write({});
  await site.aws('s3', 'cp', `s3://${BUCKET}/_releases/r1/`, folder, '--recursive', ...filters);

  const names = Object.keys(vite.build(1)).filter((path) => existsSync(join(folder, path)));
  expect(names.sort()).toEqual(left);
});

test('filters do not filter in a folder whose name is a pattern', async () => {
  const folder = desk.write({ 'a[b]/one.txt': '' });
  await site.aws('s3', 'cp', join(folder, 'a[b]'), `s3://${BUCKET}/`, '--recursive', '--exclude', '*');

  expect(site.root).toHaveProperty(['one.txt']);
});

test('an empty list is printed as "None"', async () => {
  expect(await site.aws(...listing(BUCKET), '--prefix', 'none/')).toEqual({ code: 0, out: 'None\n', err: '' });
});

function listing(bucket: string, query = 'Contents[].[Key]'): string[] {
  return ['s3api', 'list-objects-v2', '--bucket', bucket, '--query', query, '--output', 'text'];
}

function invalidation(distribution: string): string[] {
  return ['cloudfront', 'create-invalidation', '--distribution-id', distribution, '--paths', '/*'];
}
