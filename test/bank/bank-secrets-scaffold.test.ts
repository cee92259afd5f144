import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { BankSecretsScaffoldProps } from '../../src/bank';
import { ServiceSettings, SettingStorage } from '../../src/data';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { scaffoldIn } from '../support/scaffold';

const SECRET = 'AWS::SecretsManager::Secret';
const PARAMETER = 'AWS::SSM::Parameter';

const parametersOf = (stack: Stack) => {
  return Object.fromEntries(resourcesOf(stack, PARAMETER).map((it) => [it.Properties.Name, it.Properties.Value]));
};
const secretNamesOf = (stack: Stack) => resourcesOf(stack, SECRET).map((it) => it.Properties.Name);
const madeWith = (props: Partial<BankSecretsScaffoldProps> = {}) => {
  const stack = workloadStack();
  return { stack, scaffold: scaffoldIn(stack, props) };
};
/** With the defaults, for whatever is only read. */
const usual = madeWith();

describe('RB8b parameters', () => {
  test('have the names with a slash before them, and values that follow from the configuration', () => {
    expect(parametersOf(usual.stack)).toEqual({
      '/rl/bank/api/AUTH_AUDIENCE': 'https://api.bank.example',
      '/rl/bank/api/AUTH_DOMAIN': 'tenant.region.auth0.com',
      '/rl/bank/api/CORS_ORIGIN_WHITELIST': 'https://app.bank.example,https://merchant.bank.example',
      '/rl/bank/api/GRAPHQL_PUBLIC_URL': 'https://api.bank.example/api/graphql',
      '/rl/bank/api/NODE_ENV': 'production',
      '/rl/bank/api/PORT': '9000',
    });
  });

  test('SENTRY_RELEASE belongs to CI: the service reads it, and no template has it', () => {
    expect(usual.scaffold.parameters.SENTRY_RELEASE.parameterName).toBe('/rl/bank/api/SENTRY_RELEASE');
    expect(JSON.stringify(templateOf(usual.stack))).not.toContain('SENTRY_RELEASE');
  });

  test('NODE_ENV is what the team says', () => {
    expect(parametersOf(madeWith({ nodeEnv: 'staging' }).stack)['/rl/bank/api/NODE_ENV']).toBe('staging');
  });
});

describe('RB8c secrets', () => {
  test('have the names without a slash before them', () => {
    expect(secretNamesOf(usual.stack)).toEqual([
      'rl/bank/api/API_KEY',
      'rl/bank/api/AUTH_M2M_CLIENT_ID',
      'rl/bank/api/AUTH_M2M_CLIENT_SECRET',
      'rl/bank/api/DB_URI',
      'rl/bank/api/MAILGUN_API_KEY',
      'rl/bank/api/SENTRY_DSN',
    ]);
  });

  test("are joined by the caller's own names for Twilio", () => {
    const { stack, scaffold } = madeWith({ twilioKeys: ['TWILIO_AUTH_TOKEN', 'TWILIO_ACCOUNT_SID'] });

    expect(secretNamesOf(stack).slice(-2)).toEqual(['rl/bank/api/TWILIO_ACCOUNT_SID', 'rl/bank/api/TWILIO_AUTH_TOKEN']);
    expect(Object.keys(scaffold.secrets)).toContain('TWILIO_AUTH_TOKEN');
  });

  test('SENTRY_DSN is one, unless the team says that it is none', () => {
    const { stack, scaffold } = madeWith({ sentryDsn: SettingStorage.parameter('https://key@o1.ingest.sentry.io/2') });

    expect(parametersOf(stack)['/rl/bank/api/SENTRY_DSN']).toBe('https://key@o1.ingest.sentry.io/2');
    expect(scaffold.secrets.SENTRY_DSN).toBeUndefined();
  });

  test('RB6b CACHE_URI is one where it holds credentials, a parameter where it does not, and absent without a cache', () => {
    const uri = 'rediss://cache.example:6379';

    expect(madeWith({ cacheUri: SettingStorage.secret() }).scaffold.secrets.CACHE_URI).toBeDefined();
    expect(parametersOf(madeWith({ cacheUri: SettingStorage.parameter(uri) }).stack)['/rl/bank/api/CACHE_URI']).toBe(
      uri,
    );
    expect(JSON.stringify(templateOf(usual.stack))).not.toContain('CACHE_URI');
  });
});

test('an operator writes the secrets, CI the release', () => {
  expect(usual.scaffold.pendingInputs.map(({ key }) => key)).toEqual([
    'API_KEY',
    'AUTH_M2M_CLIENT_ID',
    'AUTH_M2M_CLIENT_SECRET',
    'DB_URI',
    'MAILGUN_API_KEY',
    'SENTRY_DSN',
    'SENTRY_RELEASE',
  ]);
});

test('a second instance has names of its own', () => {
  const { stack, scaffold } = madeWith({ path: 'rl/bank/staging' });

  expect(Object.keys(parametersOf(stack))[0]).toMatch(/^\/rl\/bank\/staging\//);
  expect(secretNamesOf(stack)[0]).toMatch(/^rl\/bank\/staging\//);
  expect(scaffold.pendingInputs[0].target).toBe('rl/bank/staging/API_KEY');
});

test('RB8d options of settings reach them: what exists, the KMS key, the removal policy', () => {
  const stack = workloadStack(newApp({ context: { 'rl-bank-constructs:destroyData': true } }));
  const arn = 'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:rl/bank/api/DB_URI-AbCdEf';
  const DB_URI = Secret.fromSecretCompleteArn(stack, 'DbUri', arn);
  const encryptionKey = new Key(stack, 'Key');
  const scaffold = scaffoldIn(stack, {
    ...{ encryptionKey, removalPolicy: RemovalPolicy.DESTROY },
    ...{ existingSecrets: { DB_URI }, existingParameters: ['PORT'] },
  });
  const [{ DeletionPolicy, Properties }] = resourcesOf(stack, SECRET);

  expect(scaffold).toBeInstanceOf(ServiceSettings);
  expect(scaffold.secrets.DB_URI).toBe(DB_URI);
  expect(parametersOf(stack)).not.toHaveProperty(['/rl/bank/api/PORT']);
  expect([DeletionPolicy, Properties.Description]).toEqual(['Delete', 'API_KEY of the API']);
  expect(Properties.KmsKeyId).toEqual({ 'Fn::GetAtt': [expect.any(String), 'Arn'] });
});

test('an injector of ServiceSettings reaches its scaffold, too', () => {
  const constructUniqueId = ServiceSettings.PROPERTY_INJECTION_ID;
  const inject = (props: object) => ({ ...props, readBy: 'a bank' });
  const stack = workloadStack(newApp({ propertyInjectors: [{ constructUniqueId, inject }] }));
  scaffoldIn(stack);

  expect(resourcesOf(stack, SECRET)[0].Properties.Description).toBe('API_KEY of a bank');
});

test('the fingerprint is one that deployed services have: another would start new tasks of each', () => {
  const fingerprintOf = (props: Partial<BankSecretsScaffoldProps> = {}) => {
    const { stack, scaffold } = madeWith(props);
    return stack.resolve(scaffold.fingerprint);
  };
  const cacheUri = SettingStorage.parameter('rediss://cache.example:6379');
  const sentryDsn = SettingStorage.parameter('https://key@o1.ingest.sentry.io/2');

  expect(fingerprintOf()).toBe('7f216202edfbf58f');
  expect(fingerprintOf({ twilioKeys: ['TWILIO_SID'] })).toBe('7f216202edfbf58f');
  expect(fingerprintOf({ cacheUri })).toBe('2367e3fa27397dc2');
  expect(fingerprintOf({ cacheUri: SettingStorage.secret(), sentryDsn })).toBe('bf61a14ae9685b11');
});
