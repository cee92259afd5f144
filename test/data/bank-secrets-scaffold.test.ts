import { CfnOutput, Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { BankSecretsScaffoldProps, SettingStorage, ValkeyCache } from '../../src/data';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { networkIn, scaffoldIn } from '../support/scaffold';

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

describe('RB8d a secret', () => {
  test('has no version at all: nothing is made up', () => {
    const properties = resourcesOf(usual.stack, SECRET).flatMap(({ Properties }) => Object.keys(Properties));

    expect(new Set(properties)).toEqual(new Set(['Description', 'Name']));
  });

  test('is kept when the scaffold goes, unless two keys say otherwise', () => {
    const context = { 'rl-bank-constructs:destroyData': true };
    const stack = workloadStack(newApp({ context }));
    scaffoldIn(stack, { removalPolicy: RemovalPolicy.DESTROY });

    expect(new Set(resourcesOf(usual.stack, SECRET).map((it) => it.DeletionPolicy))).toEqual(
      new Set(['RetainExceptOnCreate']),
    );
    expect(resourcesOf(stack, SECRET)[0].DeletionPolicy).toBe('Delete');
    expect(() => madeWith({ removalPolicy: RemovalPolicy.DESTROY })).toThrowProblem(
      'removal/second-key-missing',
      'removalPolicy',
      'destroy',
    );
  });
});

describe('what is adopted', () => {
  const arn = 'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:rl/bank/api/DB_URI-AbCdEf';

  test('secrets that exist are used and not created, and have their value', () => {
    const secret = Secret.fromSecretCompleteArn(new Stack(), 'Secret', arn);
    const { stack, scaffold } = madeWith({ existingSecrets: { DB_URI: secret } });

    expect(scaffold.secrets.DB_URI).toBe(secret);
    expect(secretNamesOf(stack)).not.toContain('rl/bank/api/DB_URI');
    expect(scaffold.pendingInputs.map(({ key }) => key)).not.toContain('DB_URI');
  });

  test('parameters by their key are used and not made, and are no part of the fingerprint', () => {
    const [one, other] = [1, 2].map((port) => madeWith({ existingParameters: ['PORT'], port }));

    expect(one.scaffold.parameters.PORT.parameterName).toBe('/rl/bank/api/PORT');
    expect(Object.keys(parametersOf(one.stack))).not.toContain('/rl/bank/api/PORT');
    expect(one.stack.resolve(one.scaffold.fingerprint)).toBe(other.stack.resolve(other.scaffold.fingerprint));
  });

  test('a second instance has names of its own', () => {
    const { stack } = madeWith({ path: 'rl/bank/staging' });

    expect(Object.keys(parametersOf(stack))[0]).toMatch(/^\/rl\/bank\/staging\//);
    expect(secretNamesOf(stack)[0]).toMatch(/^rl\/bank\/staging\//);
  });
});

test('what has to be filled in comes with the line that does it', () => {
  const { pendingInputs } = usual.scaffold;

  expect(pendingInputs.map(({ key }) => key)).toEqual([
    'API_KEY',
    'AUTH_M2M_CLIENT_ID',
    'AUTH_M2M_CLIENT_SECRET',
    'DB_URI',
    'MAILGUN_API_KEY',
    'SENTRY_DSN',
    'SENTRY_RELEASE',
  ]);
  expect(pendingInputs.slice(-2)).toEqual([
    {
      key: 'SENTRY_DSN',
      target: 'rl/bank/api/SENTRY_DSN',
      owner: 'a person who has it',
      command:
        "aws secretsmanager put-secret-value --region ap-southeast-1 --secret-id rl/bank/api/SENTRY_DSN --secret-string '<value>'",
    },
    {
      key: 'SENTRY_RELEASE',
      target: '/rl/bank/api/SENTRY_RELEASE',
      owner: 'CI, with every release',
      command:
        "aws ssm put-parameter --region ap-southeast-1 --name /rl/bank/api/SENTRY_RELEASE --type String --overwrite --value '<release>'",
    },
  ]);
});

test('a service in another stack comes after the settings, and no export holds any of them in its place', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const scaffold = scaffoldIn(stack);
  const [byName, bySecret] = ['Names', 'Secrets'].map((id) => workloadStack(app, id));
  new CfnOutput(byName, 'Port', { value: scaffold.parameters.PORT.parameterArn });
  new CfnOutput(bySecret, 'Db', { value: scaffold.secrets.DB_URI.secretArn });

  expect(JSON.stringify(templateOf(byName).Outputs.Port.Value)).toContain('parameter/rl/bank/api/PORT');
  expect(templateOf(bySecret).Outputs.Db.Value['Fn::GetStackOutput'].OutputName).toMatch(/^SecretDBURI[0-9a-f]{8}$/);
  expect([byName.dependencies, bySecret.dependencies]).toEqual([[stack], [stack]]);
  expect(JSON.stringify(templateOf(stack))).not.toContain('"Export"');
});

test('a key of the team encrypts the secrets, and comes with them', () => {
  const stack = workloadStack();
  const encryptionKey = new Key(stack, 'Key');
  const scaffold = scaffoldIn(stack, { encryptionKey });

  expect(resourcesOf(stack, SECRET)[0].Properties.KmsKeyId).toEqual({ 'Fn::GetAtt': [expect.any(String), 'Arn'] });
  expect(scaffold.secrets.DB_URI.encryptionKey).toBe(encryptionKey);
});

test("a secret rotates by a function of the team's, and not at once, since it may be empty", () => {
  const stack = workloadStack();
  const arn = 'arn:aws:lambda:ap-southeast-1:111111111111:function:rotate';
  const rotationLambda = LambdaFunction.fromFunctionArn(stack, 'Rotate', arn);
  scaffoldIn(stack, { rotations: { API_KEY: { rotationLambda, automaticallyAfter: Duration.days(30) } } });

  expect(resourcesOf(stack, 'AWS::SecretsManager::RotationSchedule').map(({ Properties }) => Properties)).toEqual([
    {
      SecretId: { Ref: expect.stringMatching(/APIKEY/) },
      RotationLambdaARN: arn,
      RotationRules: { AutomaticallyAfterDays: 30 },
      RotateImmediatelyOnUpdate: false,
    },
  ]);
});

describe('the fingerprint', () => {
  const fingerprintOf = (props: Partial<BankSecretsScaffoldProps> = {}) => {
    const { stack, scaffold } = madeWith(props);
    return stack.resolve(scaffold.fingerprint);
  };

  test('changes with a value of ours, and with nothing else', () => {
    expect(fingerprintOf()).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprintOf({ corsOrigins: ['https://app.bank.example'] })).not.toBe(fingerprintOf());
    expect(fingerprintOf({ twilioKeys: ['TWILIO_SID'] })).toBe(fingerprintOf());
  });

  test('changes with the cache, also where its address is the same reference', () => {
    const fingerprintWith = (cacheName: string) => {
      const stack = workloadStack();
      const cache = new ValkeyCache(stack, 'Cache', { vpc: networkIn(stack).vpc, cacheName });
      return stack.resolve(scaffoldIn(stack, { cacheUri: SettingStorage.cacheEndpoint(cache) }).fingerprint);
    };

    expect(fingerprintWith('one')).not.toBe(fingerprintWith('other'));
  });

  test('is the same in every run, also where a value is known only to CloudFormation', () => {
    const withToken = () => {
      const stack = workloadStack();
      Lazy.string({ produce: () => 'counted' }); // tokens have numbers, and the next one has another
      return stack.resolve(
        scaffoldIn(stack, { cacheUri: SettingStorage.parameter(`rediss://${stack.stackId}`) }).fingerprint,
      );
    };

    expect(withToken()).toBe(withToken());
  });
});

test('a key of another stack encrypts the secrets by its ARN, and an adopted secret keeps the key it names', () => {
  const stack = workloadStack();
  const [ours, theirs] = ['ours', 'theirs'].map((name) =>
    Key.fromKeyArn(stack, name, `arn:aws:kms:ap-southeast-1:111111111111:key/${name}`),
  );
  const secretCompleteArn = 'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:rl/bank/api/DB_URI-AbCdEf';
  const DB_URI = Secret.fromSecretAttributes(stack, 'DbUri', { secretCompleteArn, encryptionKey: theirs });
  const { secrets } = scaffoldIn(stack, { encryptionKey: ours, existingSecrets: { DB_URI } });

  expect(resourcesOf(stack, SECRET).map(({ Properties }) => Properties.KmsKeyId)).toEqual(
    expect.arrayContaining([ours.keyArn]),
  );
  expect([secrets.API_KEY.encryptionKey?.keyArn, secrets.DB_URI.encryptionKey?.keyArn]).toEqual([
    ours.keyArn,
    theirs.keyArn,
  ]);
});
