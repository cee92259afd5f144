import { buildSection, settingsSection } from '../../../../src/bank/private/plan/settings';
import { ADOPTED, bankOf, configOf, readBank } from '../../../support/bank';

const { of, plan } = readBank();
const KEYS = ['API_KEY', 'AUTH_M2M_CLIENT_ID', 'AUTH_M2M_CLIENT_SECRET', 'DB_URI', 'MAILGUN_API_KEY', 'SENTRY_DSN'];

test('RB8b the plan lists parameters with their values, RB8c secrets by name', () => {
  expect(plan.data.settings).toMatchObject({
    parameters: [
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
    ],
    secrets: [...KEYS, 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'].map((key) => `rl/bank/api/${key}`),
  });
  expect(plan.text).toContain('\n  secret rl/bank/api/DB_URI, without a value\n');
  expect(plan.text).toContain('\n  parameter /rl/bank/api/PORT = 9000\n');
});

test('RB8d no secret has a value in the templates either', () => {
  const properties = of('AWS::SecretsManager::Secret').flatMap(({ Properties }) => Object.keys(Properties));

  expect(properties.filter((key) => /SecretString/.test(key))).toEqual([]);
});

test('RB8b the plan lists settings that CI or others own', () => {
  const { secretArns } = configOf(ADOPTED).adopt;
  const bank = bankOf(ADOPTED);
  const foreign = settingsSection(bank, bank).lines.slice(-3);

  expect(foreign).toEqual(
    ['/rl/bank/api/NODE_ENV', '/rl/bank/api/SENTRY_RELEASE', secretArns.DB_URI].map(
      (name) => `${name}, which this app does not create: CI or another team does`,
    ),
  );
});

test('RB9d the plan lists the build settings of the sites, with known values', () => {
  const { lines } = buildSection(bankOf());

  expect(lines).toEqual(expect.arrayContaining(['webapp:', 'merchantPortal:']));
  expect(lines.join()).toContain('VITE_AUTH_DOMAIN');
  expect(lines.join()).toContain('GRAPHQL_ENDPOINT');
});
