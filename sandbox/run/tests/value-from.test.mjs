import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldOf, reference } from '../kernel/aws/value-from.mjs';

const SECRET = 'arn:aws:secretsmanager:ap-southeast-1:982233224911:secret:rl/bank/api/DB_URI-a1B2c3';
const PARAMETER = 'arn:aws:ssm:ap-southeast-1:982233224911:parameter/rl/bank/api/PORT';

test('a secret is its ARN, without key, stage and version', () => {
  for (const rest of ['', ':uri::', ':port:AWSPREVIOUS:', ':uri::v7']) {
    assert.deepEqual(reference(SECRET + rest), { SecretId: SECRET });
  }
});

test('a field of a secret is between its ARN, its stage and its version', () => {
  const fields = ['', ':uri::', '::AWSPREVIOUS:'].map((rest) => fieldOf(SECRET + rest));
  assert.deepEqual(fields, [undefined, 'uri', undefined]);
  assert.equal(fieldOf(PARAMETER), undefined);
});

test('a parameter name with levels begins with a slash', () => {
  assert.deepEqual(reference(PARAMETER), { Name: '/rl/bank/api/PORT' });
  assert.deepEqual(reference('arn:aws:ssm:eu-west-1:982233224911:parameter/PORT'), { Name: 'PORT' });
  assert.deepEqual(reference('PORT'), { Name: 'PORT' });
});

test('another ARN is refused', () => {
  assert.throws(() => reference('arn:aws:s3:::bucket/file.env'), /file\.env is neither a secret nor a parameter$/);
});
