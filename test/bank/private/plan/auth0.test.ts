import { auth0Section } from '../../../../src/bank/private/plan/auth0';
import { configOf } from '../../../support/bank';

const ORIGINS = ['https://app.bank.example', 'https://merchant.bank.example'];

test('RB10b the plan lists callback, logout and web origins, the API and the machine-to-machine application', () => {
  const { title, lines, data } = auth0Section(configOf());

  expect(title).toBe('What to enter at Auth0 (rl-bank.ap.auth0.com)');
  expect(lines).toEqual([
    'allowed callback URLs, logout URLs and web origins: https://app.bank.example, https://merchant.bank.example',
    'API rl-bank-api with the identifier https://api.bank.example',
    'machine-to-machine application "rl-bank-api Management API access"',
  ]);
  expect(data).toEqual({
    domain: 'rl-bank.ap.auth0.com',
    callbackUrls: ORIGINS,
    logoutUrls: ORIGINS,
    webOrigins: ORIGINS,
    api: { name: 'rl-bank-api', identifier: 'https://api.bank.example' },
    machineToMachine: 'rl-bank-api Management API access',
  });
});

test('RB10a the audience is that of the config, whatever the API is called', () => {
  const { lines } = auth0Section(configOf({ 'auth0.audience': 'urn:api' }));

  expect(lines[1]).toBe('API rl-bank-api with the identifier urn:api');
});
