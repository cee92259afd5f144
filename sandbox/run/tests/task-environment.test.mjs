import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { environmentOf, reference } from '../kernel/aws/task-environment.mjs';

const SECRET = 'arn:aws:secretsmanager:ap-southeast-1:982233224911:secret:rl/bank/api/DB_URI-a1B2c3';
const PARAMETER = 'arn:aws:ssm:ap-southeast-1:982233224911:parameter/rl/bank/api/PORT';

/** A sandbox whose services have these values, and that records its requests. */
function holding(values) {
  const requests = [];
  /** @type {any} */
  const ask = async (Client, command, region) => {
    const { SecretId, Name } = command.input;
    requests.push({ region, ...command.input });
    const value = values[SecretId ?? Name];
    if (value === undefined) {
      throw Object.assign(new Error('no value'), { name: 'ResourceNotFoundException' });
    }
    return command instanceof GetSecretValueCommand ? { SecretString: value } : { Parameter: { Value: value } };
  };
  return { ask, requests };
}

test('a container gets its variables, and its secrets resolved by valueFrom', async () => {
  const sandbox = holding({ [SECRET]: 'mongodb://x', '/rl/bank/api/PORT': '9000', PLAIN: 'p' });
  const container = {
    environment: [{ name: 'A', value: '' }],
    secrets: [
      { name: 'DB_URI', valueFrom: SECRET },
      { name: 'PORT', valueFrom: PARAMETER },
      { name: 'PLAIN', valueFrom: 'PLAIN' },
    ],
  };
  assert.deepEqual(await environmentOf(container, sandbox), { A: '', DB_URI: 'mongodb://x', PORT: '9000', PLAIN: 'p' });
  assert.deepEqual(
    sandbox.requests.map(({ region }) => region),
    ['ap-southeast-1', 'ap-southeast-1', undefined],
  );
});

test('a container without either has no environment', async () => {
  assert.deepEqual(await environmentOf({}, holding({})), {});
});

test('valueFrom may have a key, a stage and a version of a secret', async () => {
  const sandbox = holding({ [SECRET]: '{"uri":"x","port":27017}' });
  const secrets = ['uri::', 'port:AWSPREVIOUS:', 'uri::v7'].map((rest, index) => ({
    name: `V${index}`,
    valueFrom: `${SECRET}:${rest}`,
  }));
  assert.deepEqual(await environmentOf({ secrets }, sandbox), { V0: 'x', V1: '27017', V2: 'x' });
  assert.deepEqual(
    sandbox.requests.map(({ VersionStage, VersionId }) => [VersionStage, VersionId]),
    [
      [undefined, undefined],
      ['AWSPREVIOUS', undefined],
      [undefined, 'v7'],
    ],
  );
});

test('each missing value is an error, with the message of ECS', async () => {
  const secrets = [
    { name: 'DB_URI', valueFrom: SECRET },
    { name: 'PORT', valueFrom: PARAMETER },
    { name: 'KEY', valueFrom: `${SECRET.replace('DB_URI', 'JSON')}:gone::` },
    { name: 'BUCKET', valueFrom: 'arn:aws:s3:::bucket/file.env' },
  ];
  const sandbox = holding({ [SECRET.replace('DB_URI', 'JSON')]: '{}' });
  await assert.rejects(environmentOf({ secrets }, sandbox), ({ message }) => {
    assert.deepEqual(message.split('\n'), [
      'ResourceInitializationError: unable to pull secrets or registry auth:',
      `  DB_URI: unable to retrieve ${SECRET}: ResourceNotFoundException: no value`,
      '  PORT: unable to retrieve /rl/bank/api/PORT: ResourceNotFoundException: no value',
      `  KEY: ${SECRET.replace('DB_URI', 'JSON')} did not contain json key gone`,
      '  BUCKET: arn:aws:s3:::bucket/file.env is neither a secret nor a parameter',
    ]);
    return true;
  });
});

test('the error of a secret that is not JSON has no value', async () => {
  const secrets = [{ name: 'KEY', valueFrom: `${SECRET}:key::` }];
  await assert.rejects(environmentOf({ secrets }, holding({ [SECRET]: 'hunter2' })), ({ message }) => {
    assert.match(message, /is not JSON, so it has no key key$/);
    assert.doesNotMatch(message, /hunter2/);
    return true;
  });
});

test('a parameter name with levels begins with a slash', () => {
  assert.equal(reference(PARAMETER).Name, '/rl/bank/api/PORT');
  assert.equal(reference('arn:aws:ssm:eu-west-1:982233224911:parameter/PORT').Name, 'PORT');
});
