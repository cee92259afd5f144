// A copy of an assembly with changed templates. Without an emulator.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { changedKeys, stacksIn } from '../account/stacks.mjs';
import { changeResources, copyAssembly } from '../assembly-copy.mjs';

const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
after(() => rmSync(folder, { recursive: true }));

const HASH = 'a'.repeat(64);
const from = join(folder, 'from');
const to = join(folder, 'to');
const read = (file) => JSON.parse(readFileSync(join(to, file), 'utf8'));

test('a changed template is uploaded by a hash of its own, and the original stays as it was', () => {
  mkdirSync(from);
  const stack = {
    type: 'aws:cloudformation:stack',
    displayName: 'Bank/api',
    environment: 'aws://111122223333/eu-west-1',
    properties: {
      stackName: 'bank-api',
      templateFile: 'Bankapi.template.json',
      stackTemplateAssetObjectUrl: `s3://bucket/${HASH}.json`,
    },
  };
  const files = {
    'manifest.json': { artifacts: { Bankapi: stack, Tree: { type: 'cdk:tree' } } },
    'Bankapi.template.json': { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } },
    'Bankapi.assets.json': { files: { [HASH]: { destinations: { here: { objectKey: `${HASH}.json` } } } } },
  };
  for (const [file, content] of Object.entries(files)) writeFileSync(join(from, file), JSON.stringify(content));

  copyAssembly(from, to, (template, path) => (template.Resources.Topic.Properties = { DisplayName: path }));

  const url = read('manifest.json').artifacts.Bankapi.properties.stackTemplateAssetObjectUrl;
  const [hash] = /[0-9a-f]{64}/.exec(url) ?? [];
  assert.notEqual(hash, HASH);
  assert.deepEqual(Object.keys(read('Bankapi.assets.json').files), [hash]);
  assert.deepEqual(
    stacksIn(to).map(({ path, name, region, template }) => [path, name, region, template.Resources.Topic.Properties]),
    [['Bank/api', 'bank-api', 'eu-west-1', { DisplayName: 'Bank/api' }]],
  );
  assert.deepEqual(stacksIn(from)[0].template, files['Bankapi.template.json']);
});

test('a changed key has another value, or none any more; a new key is no change', () => {
  assert.deepEqual(changedKeys({ same: 1, other: 1, gone: 1 }, { same: 1, other: 2, fresh: 1 }), ['other', 'gone']);
});

test('a change of a type changes each resource of it and no other, and a template without one is refused', () => {
  const topic = () => ({ Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'before' } });
  const Resources = { One: topic(), Two: topic(), Queue: { Type: 'AWS::SQS::Queue', Properties: {} } };
  const change = (properties) => (properties.DisplayName = 'after');
  assert.deepEqual(changeResources({ Resources }, 'AWS::SNS::Topic', change), ['One', 'Two']);
  assert.deepEqual(
    Object.values(Resources).map(({ Properties }) => Properties),
    [{ DisplayName: 'after' }, { DisplayName: 'after' }, {}],
  );
  assert.throws(() => changeResources({ Resources }, 'AWS::S3::Bucket', change), /a resource of AWS::S3::Bucket/);
});
