import { bankOf, Changes, CLOSED, planOf, resourcesIn } from '../../../support/bank';

const told = (changes: Changes = {}) => planOf(bankOf({ ...CLOSED, ...changes }));

test('RB8b parameters are told with their values', () => {
  expect(told().data.settings.parameters).toEqual([
    { name: '/rl/bank/api/AUTH_AUDIENCE', value: 'https://api.bank.example' },
    { name: '/rl/bank/api/AUTH_DOMAIN', value: 'rl-bank.ap.auth0.com' },
    {
      name: '/rl/bank/api/CACHE_URI',
      value: 'rediss://<Bank/cache/cache>.Endpoint.Address:<Bank/cache/cache>.Endpoint.Port',
    },
    { name: '/rl/bank/api/CORS_ORIGIN_WHITELIST', value: 'https://app.bank.example,https://merchant.bank.example' },
    { name: '/rl/bank/api/GRAPHQL_PUBLIC_URL', value: 'https://api.bank.example/api/graphql' },
    { name: '/rl/bank/api/NODE_ENV', value: 'production' },
    { name: '/rl/bank/api/PORT', value: '9000' },
  ]);
});

test('RB8c secrets are told by name, and that they have no value', () => {
  const { text, data } = told({ 'api.settingsPath': 'stg/bank' });

  expect(data.settings.secrets).toEqual([
    ...['API_KEY', 'AUTH_M2M_CLIENT_ID', 'AUTH_M2M_CLIENT_SECRET', 'DB_URI', 'MAILGUN_API_KEY', 'SENTRY_DSN'].map(
      (key) => `stg/bank/${key}`,
    ),
    ...['stg/bank/TWILIO_ACCOUNT_SID', 'stg/bank/TWILIO_AUTH_TOKEN'],
  ]);
  expect(text).toContain('\n  secret stg/bank/DB_URI, without a value\n');
  expect(text).toContain('\n  parameter /stg/bank/PORT = 9000\n');
});

test('RB8d no secret has a value in the templates either', () => {
  const secrets = resourcesIn(bankOf(), 'AWS::SecretsManager::Secret').map(({ Properties }) => Object.keys(Properties));

  expect(secrets.flat().filter((key) => /SecretString/.test(key))).toEqual([]);
});

test('RB8b what CI owns and what is adopted is read too, and told', () => {
  const secretArn = 'arn:aws:secretsmanager:ap-southeast-1:982233224911:secret:theirs/DB_URI-AbCdEf';
  const { text } = told({ 'adopt.secretArns': { DB_URI: secretArn }, 'adopt.parameters': ['NODE_ENV'] });
  const [, section] = text.split('\nWhat the API reads\n');
  const [lines] = section.split('\n\n');

  expect(lines).toContain('SENTRY_RELEASE');
  expect(lines).toContain('theirs/DB_URI');
  expect(lines).toContain('NODE_ENV');
});
