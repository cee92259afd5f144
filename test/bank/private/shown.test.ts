import { Lazy } from 'aws-cdk-lib';
import { isSecretName, isSecretValue, shown } from '../../../src/bank/private/shown';

test.each<[unknown, unknown]>([
  ['text', 'text'],
  [7, 7],
  [true, true],
  [null, null],
  [undefined, 'undefined'],
  [NaN, 'NaN'],
  [-Infinity, '-Infinity'],
  [[1, 2], 'a list of 2'],
  [{ a: 1 }, 'a map of 1'],
  [() => 1, 'function'],
  [Symbol('x'), 'symbol'],
  [10n, 'bigint'],
  [Lazy.string({ produce: () => 'x' }), 'a value that only CloudFormation knows'],
  ['https://user:pass@bank.example', '***'],
])('%p is told as %p', (value, told) => {
  expect(shown('colour', value)).toBe(told);
});

test('a long text is cut', () => {
  expect(shown('colour', 'x'.repeat(10_000_000))).toBe(`${'x'.repeat(80)}…`);
});

test.each([
  'DB_URI',
  'CACHE_URI',
  'db_uri',
  'password',
  'clientSecret',
  'apiKey',
  'API_KEY',
  'sentryDsn',
  'TWILIO_X',
  'authToken',
  'slackWebhook',
  'privateKey',
])('%s is what a secret is called', (name) => {
  expect(isSecretName(name)).toBe(true);
  expect(shown(name, 'x')).toBe('***');
});

test.each(['namePrefix', 'bucketName', 'hostedZoneId', 'vpcId', 'audience', 'redirectUri'])('%s is not', (name) => {
  expect(isSecretName(name)).toBe(false);
});

test.each([
  'postgresql://user:pass@db.bank.example:5432/bank',
  '-----BEGIN RSA PRIVATE KEY-----',
  'AKIAIOSFODNN7EXAMPLE',
  `ghp_${'a'.repeat(36)}`,
  'xoxb-1234567890-abcdef',
  'https://hooks.slack.com/services/T/B/x',
  'key-0123456789abcdef0123456789abcdef',
  'eyJhbGciOiJIUzI1NiJ9.e30.x',
])('%s looks like a secret', (value) => {
  expect(isSecretValue(value)).toBe(true);
});

test.each(['vpc-...', 'https://api.bank.example/key', 'on-call@bank.example', 7, undefined])('%p does not', (value) => {
  expect(isSecretValue(value)).toBe(false);
});
