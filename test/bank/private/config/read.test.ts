import { Lazy, Token } from 'aws-cdk-lib';
import { readBank } from '../../../../src/bank/private/config/bank-reader';
import { changed, said, written } from '../../../support/bank-configs';
import { leaves } from '../../../support/bank-key-rows';
import { Said, saidOf } from '../../../support/problems';

describe('RB18c an error has the path and the value', () => {
  test.each<[path: string, value: unknown, problem: Said]>([
    ['enabled', 'true', ['config/wrong-kind', 'enabled', 'true']],
    ['enabled', null, ['config/wrong-kind', 'enabled', null]],
    ['api.desiredCount', 1.5, ['config/not-allowed', 'api.desiredCount', 1.5]],
    ['api.desiredCount', Infinity, ['config/not-allowed', 'api.desiredCount', 'Infinity']],
    ['api.containerPort', '9000', ['config/wrong-kind', 'api.containerPort', '9000']],
    ['api.launchPhase', 'NOT-READY', ['config/not-allowed', 'api.launchPhase', 'NOT-READY']],
    ['api.cpu', '512', ['config/not-allowed', 'api.cpu', '512']],
    [
      'deploy',
      { ownerId: 'rl-bank', api: { repository: 'rl-bank/rl-bank-api' } },
      ['config/not-allowed', 'deploy.ownerId', 'rl-bank'],
    ],
    ['namePrefix', 12, ['config/wrong-kind', 'namePrefix', 12]],
    ['namePrefix', 'a_b', ['config/not-allowed', 'namePrefix', 'a_b']],
    ['network', ['vpc-1'], ['config/wrong-kind', 'network', 'a list of 1']],
    ['api', new Date(0), ['config/wrong-kind', 'api', 'a map of 0']],
    ['network.publicSubnetIds', 'subnet-a', ['config/wrong-kind', 'network.publicSubnetIds', 'subnet-a']],
    ['network.publicSubnetIds', ['subnet-a'], ['config/number-of-entries', 'network.publicSubnetIds', 'a list of 1']],
    ['api.routing', ['/api', '/api/*', '/x', '/y'], ['config/number-of-entries', 'api.routing', 'a list of 4']],
    ['network.publicSubnetIds', ['subnet-a', 'subnet-a'], ['config/twice', 'network.publicSubnetIds', 'subnet-a']],
    ['network.publicSubnetIds', ['subnet-a', 7], ['config/wrong-kind', 'network.publicSubnetIds[1]', 7]],
    ['api.scaling', {}, ['config/needed', 'api.scaling.maxTasks', undefined]],
    ['alarms.page', [{}], ['config/one-of', 'alarms.page[0]', 'a map of 0']],
    [
      'alarms.page',
      [{ email: 'a@bank.example', topicArns: ['arn:aws:sns:eu-west-1:111111111111:x'] }],
      ['config/one-of', 'alarms.page[0]', ['email', 'topicArns']],
    ],
    ['adopt.secretArns', { DB_URL: 'x' }, ['config/unknown-key', 'adopt.secretArns.DB_URL', 'x']],
    ['adopt.secretArns', [], ['config/wrong-kind', 'adopt.secretArns', 'a list of 0']],
    ['webapp.bucket', 'x', ['config/unknown-key', 'webapp.bucket', 'x']],
  ])('`%s` refuses %p', (path, value, problem) => {
    expect(said(changed('document', { [path]: value }))).toEqual([problem]);
  });

  test.each<[content: unknown, value: unknown]>([
    [undefined, undefined],
    [null, null],
    ['text', 'text'],
    [7, 7],
    [[1], 'a list of 1'],
  ])('%j is no config', (content, value) => {
    expect(said(content)).toEqual([['config/wrong-kind', 'the config', value]]);
  });
});

describe('a secret is refused, and no message has its value', () => {
  test.each<[string, unknown]>([
    ['DB_URI', 'x'],
    ['api.apiKey', 'x'],
    ['api.databaseUrl', 'postgresql://user:pass@db.bank.example/bank'],
    ['webapp.sentryDsn', 'https://public:private@o1.ingest.sentry.io/2'],
    ['alarms.page', 'https://hooks.slack.com/services/T0/B0/x'],
    ['namePrefix', 'AKIAIOSFODNN7EXAMPLE'],
    ['runbookUrl', 'https://hooks.slack.com/services/T0/B0/x'],
  ])('%s', (path, value) => {
    expect(said(changed('document', { [path]: value }))).toEqual([
      [expect.stringMatching(/^config\/secret/), path, '***'],
    ]);
  });

  test.each<[path: string, value: unknown, prop: string]>([
    ['webapp.auth0ClientId', 's3cr3t'.repeat(10), 'webapp.auth0ClientId'],
    ['api.twilioKeys', ['s3cr3t'], 'api.twilioKeys[0]'],
    ['sentry.apiDsn', 's3cr3t', 'sentry.apiDsn'],
  ])('a wrong value of %s is redacted', (path, value, prop) => {
    const { problems } = readBank(changed('document', { [path]: value }));

    expect(saidOf(problems)).toEqual([[expect.any(String), prop, '***']]);
    expect(JSON.stringify(problems)).not.toContain('s3cr3t');
  });

  test.each(['0123456789abcdef0123456789abcdef', `npm_${'a1B2'.repeat(9)}`, 'Bearer abcdefgh.ijkl', '/x?token=s3cr3t'])(
    'no key takes %s, and no message has it',
    (secret) => {
      const taken = leaves().filter(({ path }) => {
        const { problems } = readBank(changed('open', { [path.replace('[]', '.0')]: secret }));
        return problems.length === 0 || JSON.stringify(problems).includes(secret);
      });

      expect(taken).toEqual([]);
    },
  );

  test('a runbook may be a page whose id is as long as a key', () => {
    const runbookUrl = 'https://wiki.bank.example/Runbook-0123456789abcdef0123456789abcdef';

    expect(said(changed('open', { runbookUrl }))).toEqual([]);
  });

  test('a message has no value from below an unknown key', () => {
    expect(JSON.stringify(readBank(changed('document', { more: { DB: 's3cr3t' } })).problems)).not.toContain('s3cr3t');
  });
});

test('what JavaScript leaves undefined is left out', () => {
  expect(said({ ...written('open'), runbookUrl: undefined, colour: undefined })).toEqual([]);
});

test('a list with a property that JavaScript reads to copy it is a list like others', () => {
  const routing = Object.assign(['/api', '/api/*'], { constructor: 1 });

  expect(said(changed('open', { 'api.routing': routing }))).toEqual([]);
});

test.each([
  ['namePrefix', Lazy.string({ produce: () => 'x' })],
  ['api.containerPort', Lazy.number({ produce: () => 1 })],
  ['namePrefix', '${Token[TOKEN.99]}'],
  ['api', Token.asAny({})],
])('%s cannot be a token', (path, value) => {
  expect(said(changed('document', { [path]: value }))).toEqual([['config/late-value', path, 'a token']]);
});

test('names that every object has are unknown keys like others', () => {
  const broken = JSON.parse('{"__proto__": {"enabled": true}, "constructor": 1, "toString": 2}');
  expect(said(broken)).toEqual([
    ['config/unknown-key', '__proto__', 'a map of 1'],
    ['config/unknown-key', 'constructor', 1],
    ['config/unknown-key', 'toString', 2],
  ]);
  expect(({} as any).enabled).toBeUndefined();
});
