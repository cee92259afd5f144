import { Lazy } from 'aws-cdk-lib';
import { isSecretName, isSecretValue, shown } from '../../../../src/bank/private/config/shown';

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
  [Lazy.string({ produce: () => 'x' }), 'a token'],
  ['https://user:pass@bank.example', '***'],
])('shown() writes %p as %p', (value, text) => {
  expect(shown('colour', value)).toBe(text);
});

test('a long text is cut', () => {
  expect(shown('colour', 'x'.repeat(10_000_000))).toBe(`${'x'.repeat(80)}…`);
});

const SECRET_NAMES = [
  ...['DB_URI', 'CACHE_URI', 'db_uri', 'password', 'clientSecret', 'apiKey', 'API_KEY', 'sentryDsn'],
  ...['TWILIO_X', 'authToken', 'slackWebhook', 'privateKey'],
];

test('isSecretName() finds names of secrets, and shown() redacts their values', () => {
  const others = ['namePrefix', 'bucketName', 'hostedZoneId', 'vpcId', 'audience', 'redirectUri'];

  expect([...SECRET_NAMES, ...others].filter(isSecretName)).toEqual(SECRET_NAMES);
  expect(new Set(SECRET_NAMES.map((name) => shown(name, 'x')))).toEqual(new Set(['***']));
});

test('isSecretValue() finds formats of credentials', () => {
  const secrets = [
    'postgresql://user:pass@db.bank.example:5432/bank',
    '-----BEGIN RSA PRIVATE KEY-----',
    'AKIAIOSFODNN7EXAMPLE',
    `ghp_${'a'.repeat(36)}`,
    'xoxb-1234567890-abcdef',
    'https://hooks.slack.com/services/T/B/x',
    'key-0123456789abcdef0123456789abcdef',
    'eyJhbGciOiJIUzI1NiJ9.e30.x',
  ];
  const others = ['vpc-...', 'https://api.bank.example/key', 'on-call@bank.example', 7, undefined];

  expect([...secrets, ...others].filter(isSecretValue)).toEqual(secrets);
});
