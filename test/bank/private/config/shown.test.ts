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

const HEX = '0123456789abcdef0123456789abcdef';

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
    HEX, // an auth token of Twilio
    HEX.toUpperCase(),
    `rl-bank-${HEX}${HEX}`,
    `/health?id=${HEX}`,
    `AIza${'Sy-_0'.repeat(7)}`,
    `npm_${'a1B2'.repeat(9)}`,
    'Bearer abcdefgh.ijkl',
    'authorization: Basic dXNlcjpwYXNz',
    '/health?token=x',
    'https://wiki.bank.example/runbook?a=1&api_key=x',
    '/health?client-secret=x',
    '/health?apiKey=x',
    '/health?accesstoken=x',
    'https://api.opsgenie.com/v1/json/cloudwatch?apiKey=01234567-89ab-cdef-0123-456789abcdef',
    'https://wiki.bank.example/runbook?a=1&signingKey=x',
    `https://events.pagerduty.com/integration/${HEX}/enqueue`,
    `https://wiki.bank.example/Runbook-${HEX}`, // a page as anything but the runbook
    `https://a1.execute-api.eu-west-1.amazonaws.com/${HEX}`,
  ];
  const others = [
    ...['vpc-...', 'https://api.bank.example/key', 'on-call@bank.example', 7, undefined],
    `111111111111.dkr.ecr.eu-west-1.amazonaws.com/team/api@sha256:${HEX}${HEX}`,
    `111111111111.dkr.ecr.eu-west-1.amazonaws.com/team/api:${HEX}01234567`,
    `sha256:${HEX}${HEX}`,
    'arn:aws:acm:us-east-1:111111111111:certificate/01234567-89ab-cdef-0123-456789abcdef',
    `arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:${HEX}-AbCdEf`,
    'AbCdEfGhIjKlMnOpQrStUvWxYz012345', // a client id at Auth0, of all letters and digits
    'Z0123456789ABCDEF0123456789ABCDEF',
    `AC${HEX}`, // an account SID of Twilio, which is no secret
    HEX.slice(1),
    ...[
      '20000001',
      'the bearer',
      '/api/graphql?query=%7B__typename%7D',
      '/health?monkey=1',
      '/health?key=',
      '/?design=1',
    ],
  ];

  expect([...secrets, ...others].filter((value) => isSecretValue(value))).toEqual(secrets);
});

test('isSecretValue() takes digits in the path of the runbook for the id of a page', () => {
  const page = `https://wiki.bank.example/bank/Runbook-${HEX}`;
  const secrets = [`${page}?token=x`, `${page}?id=${HEX}`, `https://x:${HEX}@wiki.bank.example/`, HEX];

  expect([page, ...secrets].filter((value) => isSecretValue(value, 'runbookUrl'))).toEqual(secrets);
  expect(shown('runbookUrl', page)).toBe(page.slice(0, 80));
});
