import { BankMvpConfig } from '../../../src/bank';
import { changed } from '../../support/bank-configs';

test.each<[string, 'document' | 'open', Record<string, unknown>, string[]]>([
  ['the document', 'document', {}, []],
  [
    'RB10a an audience of its own',
    'document',
    { 'auth0.audience': 'urn:api' },
    [
      'auth0.audience is "urn:api", and the address of the API is "https://api.example.com": tokens for one are refused by the other',
    ],
  ],
  [
    'RB23 endpoints',
    'document',
    { 'network.wayOut': 'endpoints' },
    [
      'network.wayOut is endpoints: tasks reach AWS alone, and neither Auth0 nor a database, mail or telephony outside AWS',
    ],
  ],
  [
    'repositories by name',
    'document',
    { deploy: { api: { repository: 'rl-bank/rl-bank-api' } } },
    ['deploy.ownerId is missing: repositories are trusted by name, and whoever gets the name later gets the roles'],
  ],
  [
    'RB12c alarms that wake nobody',
    'open',
    { alarms: undefined },
    [
      'alarms.page is empty: nobody is woken when users are hurt',
      'uptimeCheck is true and alarms.page is empty: nothing is checked, since nobody would be told',
    ],
  ],
])('%s', (_, name, changes, warnings) => {
  expect(BankMvpConfig.fromObject(changed(name, changes)).warnings).toEqual(warnings);
});
