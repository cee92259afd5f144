import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { bankIn, configWith, forFirstDeployment } from '../examples/rl-bank/config.mjs';
import { fixturesOf } from '../examples/rl-bank/example.mjs';
import { awsEnvironment } from '../kernel/aws/emulator.mjs';
import { imageParts } from '../kernel/aws/image.mjs';
import { Progress } from '../kernel/aws/progress.mjs';
import { places } from '../kernel/places.mjs';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
after(() => rmSync(folder, { recursive: true }));

function config(text) {
  const file = join(folder, 'bank.yaml');
  writeFileSync(file, text);
  return file;
}

test('a config may be below its key, or the whole file', () => {
  assert.deepEqual(bankIn(config('infra:bankMvp:\n  api: { image: x }\n')), { api: { image: 'x' } });
  assert.deepEqual(bankIn(config('api: { image: x }\n')), { api: { image: 'x' } });
});

test('a value is changed, added or removed', () => {
  const changes = { 'api.image': 'y', 'api.cpu': 1024, alarms: undefined, 'deploy.api': undefined };
  const file = configWith(
    config('infra:bankMvp:\n  api: { image: x }\n  alarms: {}\n'),
    changes,
    join(folder, 'to.yaml'),
  );
  assert.deepEqual(bankIn(file), { api: { image: 'y', cpu: 1024 } });
});

test('a waiting config is unchanged, and so is one that cannot be read', () => {
  for (const text of ['api: { image: x }', 'api: { launchPhase: not-ready }', 'api: [', '', '- 1', 'api']) {
    const file = config(text);
    assert.equal(forFirstDeployment(file), file, text);
  }
});

for (const [what, text, sentence] of [
  [
    'adopts resources',
    'api: {}\nadopt: { repository: true, secretArns: {} }',
    /has repository, secretArns, but the account of the sandbox is empty: remove 'adopt'\.$/,
  ],
  [
    'has no task',
    'api: { desiredCount: 0 }',
    /^'api\.desiredCount' of \S+ is 0, but the sandbox runs the API: set it to 1 or more\.$/,
  ],
]) {
  test(`a config that ${what} is refused`, () => {
    assert.throws(() => forFirstDeployment(config(text)), { message: sentence });
  });
}

test('a config may adopt parameters', () => {
  const file = config('api: {}\nadopt: { parameters: [NODE_ENV] }');
  assert.equal(forFirstDeployment(file), file);
});

test('a config with a closed gate is refused', () => {
  assert.throws(() => fixturesOf(config('network: {}'), { environments: [] }), {
    message: /^'createResources' of \S+ is false, so there is nothing to deploy: set it to true\.$/,
  });
});

test('the fixtures have the hosted zone unless the bank creates it', () => {
  const text =
    'network: { vpcId: vpc-1, publicSubnetIds: [a, b], privateSubnetIds: [c, d] }\ndomain: { rootDomain: bank.test';
  const environments = ['aws://111122223333/eu-west-1', 'aws://111122223333/us-east-1'];
  const made = fixturesOf(config(`${text} }`), { environments });
  assert.deepEqual([made.account, made.region, made.hostedZone], ['111122223333', 'eu-west-1', undefined]);
  const there = fixturesOf(config(`${text}, hostedZoneId: Z1 }`), { environments });
  assert.deepEqual(there.hostedZone, { id: 'Z1', name: 'bank.test' });
});

test('the fixtures have each web ACL of the config once', () => {
  const acl = (region, scope) => `arn:aws:wafv2:${region}:111122223333:${scope}/webacl/shared/0a1b`;
  const edge = `{ webAclArn: '${acl('us-east-1', 'global')}' }`;
  const text = `network: { vpcId: vpc-1, publicSubnetIds: [], privateSubnetIds: [] }
domain: { rootDomain: bank.test }
api: { webAclArn: '${acl('eu-west-1', 'regional')}' }
webapp: ${edge}
merchantPortal: ${edge}`;
  const { webAcls } = fixturesOf(config(text), { environments: ['aws://111122223333/eu-west-1'] });
  assert.deepEqual(webAcls, [
    { name: 'shared', id: '0a1b', scope: 'REGIONAL' },
    { name: 'shared', id: '0a1b', scope: 'CLOUDFRONT' },
  ]);
});

test('an image has a tag, a digest, or both', () => {
  assert.deepEqual(imageParts('1.dkr.ecr.r.amazonaws.com/a/b:live'), {
    repository: 'a/b',
    tag: 'live',
    digest: undefined,
  });
  assert.deepEqual(imageParts('1.dkr.ecr.r.amazonaws.com/b@sha256:0a'), {
    repository: 'b',
    tag: undefined,
    digest: 'sha256:0a',
  });
});

test('an empty stack counts as deployed', () => {
  const progress = new Progress(2, () => {});
  progress.read('Bank/images (bank-images): stack has no resources, skipping deployment.');
  progress.read(' ✅  Bank/api (no changes)');
  assert.equal(progress.done, 2);
});

test('the home and temporary folders are in the folder of the run', () => {
  const { TMPDIR, HOME } = awsEnvironment('http://127.0.0.1:9', { account: '1', region: 'r' });
  for (const path of [TMPDIR, HOME]) assert.ok(path.startsWith(places.run), path);
});
