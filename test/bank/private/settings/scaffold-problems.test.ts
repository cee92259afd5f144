import { BankSecretsScaffoldProps } from '../../../../src/bank';
import { SettingStorage } from '../../../../src/data';
import { workloadStack } from '../../../support/cloud';
import { scaffoldIn } from '../../../support/scaffold';

const attempt = (props: Partial<BankSecretsScaffoldProps>) => expect(() => scaffoldIn(workloadStack(), props));

test.each<[prop: string, code: string, values: unknown[]]>([
  ['authDomain', 'not-a-tenant', [' ', '', 'a\nb.example', '*', '*.auth0.com', 'https://tenant.auth0.com', 'a{{b}}']],
  [
    'graphqlPublicUrl',
    'not-an-address',
    [' ', '', 'https://a\nb', '*', '/api/graphql', 'http://api.bank.example/graphql'],
  ],
  ['corsOrigins', 'no-origins', [[]]],
])("a scaffold refuses '%s' as %s: %j", (prop, code, values) => {
  for (const value of values) {
    attempt({ [prop]: value }).toThrowProblem(`secrets/${code}`, prop, value, 'Web/Settings');
  }
});

test.each([
  'https://app.bank.example/',
  'app.bank.example',
  'https://app.bank.example/x',
  'http://app.bank.example',
  '*',
])('RB10c a scaffold refuses "%s" as an origin', (origin) => {
  attempt({ corsOrigins: [origin] }).toThrowProblem('secrets/not-an-origin', 'corsOrigins', origin, 'Web/Settings');
});

test.each(['SID', 'TWILIO_', 'twilio_sid'])('RB8c a scaffold refuses "%s" as a key of Twilio', (key) => {
  attempt({ twilioKeys: [key] }).toThrowProblem('secrets/not-a-twilio-key', 'twilioKeys', key, 'Web/Settings');
});

test('RB6b what settings refuse is refused, by the key of the API', () => {
  const value = 'rediss://user:s3cret@cache.example:6379';

  attempt({ cacheUri: SettingStorage.parameter(value) }).toThrowProblem(
    'settings/credentials-in-clear',
    'CACHE_URI',
    'rediss://***@cache.example:6379',
  );
  attempt({ existingParameters: ['SENTRY_RELEASE'] }).toThrowProblem(
    'settings/unknown-key',
    'existingParameters',
    'SENTRY_RELEASE',
  );
});

test.each<[prop: string, value: unknown, code?: string]>([
  ['corsOrigins', 'https://app.bank.example'],
  ['cacheUri', 'rediss://cache.example:6379'],
  ['sentryDsn', 'https://key@o1.ingest.sentry.io/2'],
  ['nodeEnv', 1],
  ['port', '9000'],
  ['authAudience', undefined, 'props/missing'],
  ['port', undefined, 'props/missing'],
])("a scaffold refuses '%s' of another type: %j", (prop, value, code = 'props/wrong-type') => {
  attempt({ [prop]: value }).toThrowProblem(code, prop, value, 'Web/Settings');
});
