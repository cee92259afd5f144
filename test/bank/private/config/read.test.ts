import { Lazy, Token } from 'aws-cdk-lib';
import { changed, said, written } from '../../../support/bank-configs';

describe('RB18c an error has the path, the value, what it must be, and what to do', () => {
  test.each<[string, unknown, string]>([
    ['enabled', 'true', `'enabled' is "true", but must be true or false: write it without quotes`],
    ['enabled', null, `'enabled' is null, but must be true or false: write it without quotes, or leave the key out`],
    [
      'api.desiredCount',
      1.5,
      `'api.desiredCount' is 1.5, but must be a whole number from 0 to 5000: choose a number in this range`,
    ],
    [
      'api.desiredCount',
      Infinity,
      `'api.desiredCount' is "Infinity", but must be a whole number from 0 to 5000: choose a number in this range`,
    ],
    [
      'api.containerPort',
      '9000',
      `'api.containerPort' is "9000", but must be a whole number from 1 to 65535: write the number without quotes`,
    ],
    [
      'api.launchPhase',
      'NOT-READY',
      `'api.launchPhase' is "NOT-READY", but must be one of not-ready, first-start, running: write one of these`,
    ],
    [
      'api.cpu',
      '512',
      `'api.cpu' is "512", but must be one of 256, 512, 1024, 2048, 4096, 8192, 16384: write one of these numbers, without quotes`,
    ],
    [
      'deploy',
      { ownerId: 'rl-bank', api: { repository: 'rl-bank/rl-bank-api' } },
      `'deploy.ownerId' is "rl-bank", but must be the numeric id at GitHub: look it up with \`gh api repos/<owner>/<name>\``,
    ],
    [
      'namePrefix',
      12,
      `'namePrefix' is 12, but must be a string, and must be 1 to 41 letters and digits, with single hyphens between and a letter first: write it like "prd-rl-bank"`,
    ],
    [
      'namePrefix',
      'a_b',
      `'namePrefix' is "a_b", but must be 1 to 41 letters and digits, with single hyphens between and a letter first: write it like "prd-rl-bank"`,
    ],
    [
      'network',
      ['vpc-1'],
      `'network' is "a list of 1", but must be a map of keys: write its keys below it, indented by two spaces`,
    ],
    [
      'api',
      new Date(0),
      `'api' is "a map of 0", but must be a map of keys: write its keys below it, indented by two spaces`,
    ],
    [
      'network.publicSubnetIds',
      'subnet-a',
      `'network.publicSubnetIds' is "subnet-a", but must be a list: write each entry on a line of its own, after "- "`,
    ],
    [
      'network.publicSubnetIds',
      ['subnet-a'],
      `'network.publicSubnetIds' is "a list of 1", but must have 2 to 50 entries: add entries`,
    ],
    [
      'api.routing',
      ['/api', '/api/*', '/x', '/y'],
      `'api.routing' is "a list of 4", but must have 1 to 3 entries: remove entries`,
    ],
    [
      'network.publicSubnetIds',
      ['subnet-a', 'subnet-a'],
      `'network.publicSubnetIds' is "subnet-a", but cannot be in the list twice: remove the duplicate`,
    ],
    [
      'network.publicSubnetIds',
      ['subnet-a', 7],
      `'network.publicSubnetIds[1]' is 7, but must be a string, and must begin with "subnet-": write it like "subnet-0123456789abcdef0"`,
    ],
    ['api.scaling', {}, `'api.scaling.maxTasks' is missing, but must be set in 'api.scaling': write it, such as 2`],
    [
      'alarms.page',
      [{}],
      `'alarms.page[0]' is "a map of 0", but must have exactly one of email, slack, topicArns: keep one, and add an entry for each other one`,
    ],
    [
      'alarms.page',
      [{ email: 'a@bank.example', topicArns: ['arn:aws:sns:eu-west-1:111111111111:x'] }],
      `'alarms.page[0]' is ["email","topicArns"], but must have exactly one of email, slack, topicArns: keep one, and add an entry for each other one`,
    ],
    [
      'adopt.secretArns',
      { DB_URL: 'x' },
      `'adopt.secretArns.DB_URL' is "x", but must be one of the keys API_KEY, AUTH_M2M_CLIENT_ID, AUTH_M2M_CLIENT_SECRET, DB_URI, MAILGUN_API_KEY, SENTRY_DSN and what begins with TWILIO_: write the name that the API reads, or remove it`,
    ],
    [
      'adopt.secretArns',
      [],
      `'adopt.secretArns' is "a list of 0", but must be a map of keys: write its keys below it, indented by two spaces`,
    ],
    [
      'webapp.bucket',
      'x',
      `'webapp.bucket' is "x", but must be a known key: write 'webapp.bucketName', the nearest one, or remove it`,
    ],
  ])('%s: %p', (path, value, line) => {
    expect(said(changed('document', { [path]: value }))).toEqual([line]);
  });

  test.each([[undefined], [null], ['text'], [7], [[1]]])('%j is no config', (content) => {
    expect(said(content)[0]).toMatch(
      /^'the config' is .+, but must be a map of keys: write its keys below it, indented by two spaces(, or leave the key out)?$/,
    );
  });
});

describe('a secret is refused, and no message has its value', () => {
  const line = `is "***", but cannot be in a config, since it looks like a secret: remove it, rotate it, and store it in Secrets Manager as the plan describes`;

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
  ])('a wrong value of %s is redacted', (path, value, start) => {
    const [told, ...others] = said(changed('document', { [path]: value }));
    expect(others).toEqual([]);
    expect(told.startsWith(`${start} "***", but `)).toBe(true);
    expect(told).not.toContain('s3cr3t');
  });

  test('a message has no value from below an unknown key', () => {
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
  expect(said(changed('document', { [path]: value }))[0]).toMatch(new RegExp(`^'${path}' is "a token", but `));
});

test('names that every object has are unknown keys like others', () => {
  const broken = JSON.parse('{"__proto__": {"enabled": true}, "constructor": 1, "toString": 2}');
  expect(said(broken).map((line) => line.split(':')[0])).toEqual([
    `'__proto__' is "a map of 1", but must be a known key`,
    `'constructor' is 1, but must be a known key`,
    `'toString' is 2, but must be a known key`,
  ]);
  expect(({} as any).enabled).toBeUndefined();
});
