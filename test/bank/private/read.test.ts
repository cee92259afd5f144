import { Lazy, Token } from 'aws-cdk-lib';
import { changed, said, written } from '../../support/bank-configs';

describe('RB18c a mistake is told with path, value, what is allowed and what to do', () => {
  test.each<[string, unknown, string]>([
    ['enabled', 'true', `'enabled' is "true", but it has to be true or false: write it without quotes`],
    [
      'enabled',
      null,
      `'enabled' is null, but it has to be true or false: write it without quotes, or leave the key out`,
    ],
    [
      'api.desiredCount',
      1.5,
      `'api.desiredCount' is 1.5, but it has to be a whole number from 0 to 5000: give a number in this range`,
    ],
    [
      'api.desiredCount',
      Infinity,
      `'api.desiredCount' is "Infinity", but it has to be a whole number from 0 to 5000: give a number in this range`,
    ],
    [
      'api.containerPort',
      '9000',
      `'api.containerPort' is "9000", but it has to be a whole number from 1 to 65535: write the number without quotes`,
    ],
    [
      'api.readiness',
      'WAITING',
      `'api.readiness' is "WAITING", but it has to be one of waiting, starting, running: write one of these`,
    ],
    [
      'api.cpu',
      '512',
      `'api.cpu' is "512", but it has to be one of 256, 512, 1024, 2048, 4096, 8192, 16384: write one of these numbers, without quotes`,
    ],
    [
      'deploy',
      { ownerId: 'rl-bank', api: { repository: 'rl-bank/rl-bank-api' } },
      `'deploy.ownerId' is "rl-bank", but it has to be the number of it at GitHub: ask GitHub for it by \`gh api repos/<owner>/<name>\``,
    ],
    [
      'namePrefix',
      12,
      `'namePrefix' is 12, but it has to be a text, and it has to be 1 to 41 letters and digits, single hyphens between, with a letter first: write it like "prd-rl-bank"`,
    ],
    [
      'namePrefix',
      'a_b',
      `'namePrefix' is "a_b", but it has to be 1 to 41 letters and digits, single hyphens between, with a letter first: write it like "prd-rl-bank"`,
    ],
    [
      'network',
      ['vpc-1'],
      `'network' is "a list of 1", but it has to be a map of keys: write its keys below it, two spaces further in, or leave it out`,
    ],
    [
      'api',
      new Date(0),
      `'api' is "a map of 0", but it has to be a map of keys: write its keys below it, two spaces further in, or leave it out`,
    ],
    [
      'network.publicSubnetIds',
      'subnet-a',
      `'network.publicSubnetIds' is "subnet-a", but it has to be a list: write each entry in a line of its own, after "- "`,
    ],
    [
      'network.publicSubnetIds',
      ['subnet-a'],
      `'network.publicSubnetIds' is "a list of 1", but it takes 2 to 50 entries: add what is missing`,
    ],
    [
      'api.routing',
      ['/api', '/api/*', '/x', '/y'],
      `'api.routing' is "a list of 4", but it takes 1 to 3 entries: take out what is too much`,
    ],
    [
      'network.publicSubnetIds',
      ['subnet-a', 'subnet-a'],
      `'network.publicSubnetIds' is "subnet-a", but it is in the list twice: leave it there once`,
    ],
    [
      'network.publicSubnetIds',
      ['subnet-a', 7],
      `'network.publicSubnetIds[1]' is 7, but it has to be a text, and ids of this kind begin with "subnet-": write it like "subnet-0123456789abcdef0"`,
    ],
    [
      'api.scaling',
      {},
      `'api.scaling.maxTasks' is missing, but 'api.scaling' makes no sense without it: write it, such as 2`,
    ],
    [
      'alarms.page',
      [{}],
      `'alarms.page[0]' is "a map of 0", but it has to have exactly one of email, slack, topicArns: write one, and a further entry for each other`,
    ],
    [
      'alarms.page',
      [{ email: 'a@bank.example', topicArns: ['arn:aws:sns:eu-west-1:111111111111:x'] }],
      `'alarms.page[0]' is ["email","topicArns"], but it has to have exactly one of email, slack, topicArns: write one, and a further entry for each other`,
    ],
    [
      'adopt.secretArns',
      { DB_URL: 'x' },
      `'adopt.secretArns.DB_URL' is "x", but the keys here are API_KEY, AUTH_M2M_CLIENT_ID, AUTH_M2M_CLIENT_SECRET, DB_URI, MAILGUN_API_KEY, SENTRY_DSN and what begins with TWILIO_: write it as the API reads it, or take it out`,
    ],
    [
      'adopt.secretArns',
      [],
      `'adopt.secretArns' is "a list of 0", but it has to be a map of keys: write its keys below it, two spaces further in, or leave it out`,
    ],
    ['webapp.bucket', 'x', `'webapp.bucket' is "x", but there is no such key: the nearest one is 'webapp.bucketName'`],
  ])('%s: %p', (path, value, line) => {
    expect(said(changed('document', { [path]: value }))).toEqual([line]);
  });

  test.each([[undefined], [null], ['text'], [7], [[1]]])('%j is no config', (content) => {
    expect(said(content)[0]).toMatch(
      /^'the config' is .+, but it has to be a map of keys: write its keys below it, two spaces further in, or leave it out$/,
    );
  });
});

describe('a secret is refused and not told', () => {
  const line = `is "***", but it looks like a secret, and a config is for everybody to read: take it out, change it where it is valid, and fill it into Secrets Manager as the plan tells`;

  test.each<[string, unknown]>([
    ['DB_URI', 'x'],
    ['api.apiKey', 'x'],
    ['api.databaseUrl', 'postgresql://user:pass@db.bank.example/bank'],
    ['webapp.sentryDsn', 'https://public:private@o1.ingest.sentry.io/2'],
    ['alarms.page', 'https://hooks.slack.com/services/T0/B0/x'],
    ['namePrefix', 'AKIAIOSFODNN7EXAMPLE'],
    ['runbookUrl', 'https://hooks.slack.com/services/T0/B0/x'],
  ])('%s', (path, value) => {
    expect(said(changed('document', { [path]: value }))).toEqual([`'${path}' ${line}`]);
  });

  test.each<[string, unknown, string]>([
    ['webapp.auth0ClientId', 's3cr3t'.repeat(10), "'webapp.auth0ClientId' is"],
    ['api.twilioKeys', ['s3cr3t'], "'api.twilioKeys[0]' is"],
    ['sentry.apiDsn', 's3cr3t', "'sentry.apiDsn' is"],
  ])('the value of %s is not told either', (path, value, start) => {
    const [told, ...others] = said(changed('document', { [path]: value }));
    expect(others).toEqual([]);
    expect(told.startsWith(`${start} "***", but `)).toBe(true);
    expect(told).not.toContain('s3cr3t');
  });

  test('what is below an unknown key is not told', () => {
    expect(said(changed('document', { more: { DB: 's3cr3t' } })).join()).not.toContain('s3cr3t');
  });
});

test('what JavaScript leaves undefined is left out', () => {
  expect(said({ ...written('open'), runbookUrl: undefined, colour: undefined })).toEqual([]);
});

test.each([
  ['namePrefix', Lazy.string({ produce: () => 'x' })],
  ['api.containerPort', Lazy.number({ produce: () => 1 })],
  ['namePrefix', '${Token[TOKEN.99]}'],
  ['api', Token.asAny({})],
])('%s cannot be a token', (path, value) => {
  expect(said(changed('document', { [path]: value }))[0]).toMatch(
    new RegExp(`^'${path}' is "a value that only CloudFormation knows", but `),
  );
});

test('names that every object has are unknown keys like others', () => {
  const broken = JSON.parse('{"__proto__": {"enabled": true}, "constructor": 1, "toString": 2}');
  expect(said(broken).map((line) => line.split(':')[0])).toEqual([
    `'__proto__' is "a map of 1", but there is no such key`,
    `'constructor' is 1, but there is no such key`,
    `'toString' is 2, but there is no such key`,
  ]);
  expect(({} as any).enabled).toBeUndefined();
});
