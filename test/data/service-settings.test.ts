import { CfnOutput, Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ServiceSettingsProps, SettingStorage, ValkeyCache } from '../../src/data';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { networkIn, settingsIn } from '../support/scaffold';

const SECRET = 'AWS::SecretsManager::Secret';
const PARAMETER = 'AWS::SSM::Parameter';

const parametersOf = (stack: Stack) => {
  return Object.fromEntries(resourcesOf(stack, PARAMETER).map((it) => [it.Properties.Name, it.Properties.Value]));
};
const secretNamesOf = (stack: Stack) => resourcesOf(stack, SECRET).map((it) => it.Properties.Name);
const madeWith = (props: Partial<ServiceSettingsProps> = {}) => {
  const stack = workloadStack();
  return { stack, settings: settingsIn(stack, props) };
};
/** For whatever is only read. */
const usual = madeWith({ releaseKeys: ['SENTRY_RELEASE'] });

describe('settings make the keys that they are given', () => {
  test('and PORT, each by its path, and no key of the bank', () => {
    const { stack, settings } = usual;

    expect(parametersOf(stack)).toEqual({ '/tracker/web/AUTH_MODE': 'cognito', '/tracker/web/PORT': '3000' });
    expect(secretNamesOf(stack)).toEqual(['tracker/web/DB_URI', 'tracker/web/SESSION_KEY']);
    expect(Object.keys(settings.parameters)).toEqual(['AUTH_MODE', 'PORT', 'SENTRY_RELEASE']);
    expect(Object.keys(settings.secrets)).toEqual(['DB_URI', 'SESSION_KEY']);
    expect(settings.port).toBe(3000);
    expect(JSON.stringify(templateOf(stack))).not.toMatch(/API_KEY|AUTH_M2M_|rl\/bank/);
  });

  test('and PORT alone without any', () => {
    const { stack, settings } = madeWith({ values: undefined, secretKeys: undefined });

    expect(parametersOf(stack)).toEqual({ '/tracker/web/PORT': '3000' });
    expect(secretNamesOf(stack)).toEqual([]);
    expect(settings.pendingInputs).toEqual([]);
  });

  test('a release key belongs to CI: the service reads it, and no template has it', () => {
    expect(usual.settings.parameters.SENTRY_RELEASE.parameterName).toBe('/tracker/web/SENTRY_RELEASE');
    expect(JSON.stringify(templateOf(usual.stack))).not.toContain('SENTRY_RELEASE');
  });

  test('a storage decides whether a key is a parameter or a secret', () => {
    const { stack, settings } = madeWith({
      storages: { SENTRY_DSN: SettingStorage.secret(), CACHE_URI: SettingStorage.parameter('rediss://a.example:6379') },
    });

    expect(parametersOf(stack)['/tracker/web/CACHE_URI']).toBe('rediss://a.example:6379');
    expect(Object.keys(settings.secrets)).toEqual(['DB_URI', 'SENTRY_DSN', 'SESSION_KEY']);
  });

  test('their order in the template does not follow that of the props', () => {
    const [one, other] = [
      madeWith({ values: { A: '1', B: '2' }, secretKeys: ['C', 'D'], releaseKeys: ['E', 'F'] }),
      madeWith({ values: { B: '2', A: '1' }, secretKeys: ['D', 'C'], releaseKeys: ['F', 'E'] }),
    ];

    expect(JSON.stringify(templateOf(one.stack))).toBe(JSON.stringify(templateOf(other.stack)));
    expect(one.settings.pendingInputs).toEqual(other.settings.pendingInputs);
  });
});

describe('RB8d a secret', () => {
  test('has no version at all: nothing is made up', () => {
    const properties = resourcesOf(usual.stack, SECRET).map(({ Properties }) => Properties);

    expect(properties).toEqual([
      { Description: 'DB_URI of the service', Name: 'tracker/web/DB_URI' },
      { Description: 'SESSION_KEY of the service', Name: 'tracker/web/SESSION_KEY' },
    ]);
  });

  test('says what reads it', () => {
    const { stack } = madeWith({ readBy: 'the web app' });

    expect(resourcesOf(stack, SECRET)[0].Properties.Description).toBe('DB_URI of the web app');
  });

  test('is kept when the settings go, unless two keys say otherwise', () => {
    const context = { 'rl-bank-constructs:destroyData': true };
    const stack = workloadStack(newApp({ context }));
    settingsIn(stack, { removalPolicy: RemovalPolicy.DESTROY });

    expect(resourcesOf(usual.stack, SECRET).map((it) => it.DeletionPolicy)).toEqual(
      Array(2).fill('RetainExceptOnCreate'),
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
  const arn = 'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:tracker/web/DB_URI-AbCdEf';

  test('secrets that exist are used and not created, and have their value', () => {
    const secret = Secret.fromSecretCompleteArn(new Stack(), 'Secret', arn);
    const { stack, settings } = madeWith({ existingSecrets: { DB_URI: secret } });

    expect(settings.secrets.DB_URI).toBe(secret);
    expect(secretNamesOf(stack)).toEqual(['tracker/web/SESSION_KEY']);
    expect(settings.pendingInputs.map(({ key }) => key)).toEqual(['SESSION_KEY']);
  });

  test('parameters by their key are used and not made, and are no part of the fingerprint', () => {
    const [one, other] = [1, 2].map((port) => madeWith({ existingParameters: ['PORT'], port }));

    expect(one.settings.parameters.PORT.parameterName).toBe('/tracker/web/PORT');
    expect(Object.keys(parametersOf(one.stack))).not.toContain('/tracker/web/PORT');
    expect(one.stack.resolve(one.settings.fingerprint)).toBe(other.stack.resolve(other.settings.fingerprint));
  });
});

test('what an operator or CI has to write comes with the command that does it', () => {
  expect(usual.settings.pendingInputs.slice(-2)).toEqual([
    {
      key: 'SESSION_KEY',
      target: 'tracker/web/SESSION_KEY',
      owner: 'a person who has it',
      command:
        "aws secretsmanager put-secret-value --region ap-southeast-1 --secret-id tracker/web/SESSION_KEY --secret-string '<value>'",
    },
    {
      key: 'SENTRY_RELEASE',
      target: '/tracker/web/SENTRY_RELEASE',
      owner: 'CI, with every release',
      command:
        "aws ssm put-parameter --region ap-southeast-1 --name /tracker/web/SENTRY_RELEASE --type String --overwrite --value '<release>'",
    },
  ]);
});

test('a service in another stack comes after the settings, and no export holds any of them in its place', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const settings = settingsIn(stack);
  const [byName, bySecret] = ['Names', 'Secrets'].map((id) => workloadStack(app, id));
  new CfnOutput(byName, 'Port', { value: settings.parameters.PORT.parameterArn });
  new CfnOutput(bySecret, 'Db', { value: settings.secrets.DB_URI.secretArn });

  expect(JSON.stringify(templateOf(byName).Outputs.Port.Value)).toContain('parameter/tracker/web/PORT');
  expect(templateOf(bySecret).Outputs.Db.Value['Fn::GetStackOutput'].OutputName).toMatch(/^SecretDBURI[0-9a-f]{8}$/);
  expect([byName.dependencies, bySecret.dependencies]).toEqual([[stack], [stack]]);
  expect(JSON.stringify(templateOf(stack))).not.toContain('"Export"');
});

test('a key of the team encrypts the secrets, and comes with them', () => {
  const stack = workloadStack();
  const encryptionKey = new Key(stack, 'Key');
  const settings = settingsIn(stack, { encryptionKey });

  expect(resourcesOf(stack, SECRET)[0].Properties.KmsKeyId).toEqual({ 'Fn::GetAtt': [expect.any(String), 'Arn'] });
  expect(settings.secrets.DB_URI.encryptionKey).toBe(encryptionKey);
});

test('a key of another stack encrypts the secrets by its ARN, and an adopted secret keeps the key it names', () => {
  const stack = workloadStack();
  const [ours, theirs] = ['ours', 'theirs'].map((name) =>
    Key.fromKeyArn(stack, name, `arn:aws:kms:ap-southeast-1:111111111111:key/${name}`),
  );
  const secretCompleteArn = 'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:tracker/web/DB_URI-AbCdEf';
  const DB_URI = Secret.fromSecretAttributes(stack, 'DbUri', { secretCompleteArn, encryptionKey: theirs });
  const { secrets } = settingsIn(stack, { encryptionKey: ours, existingSecrets: { DB_URI } });

  expect(resourcesOf(stack, SECRET).map(({ Properties }) => Properties.KmsKeyId)).toEqual([ours.keyArn]);
  expect([secrets.SESSION_KEY.encryptionKey?.keyArn, secrets.DB_URI.encryptionKey?.keyArn]).toEqual([
    ours.keyArn,
    theirs.keyArn,
  ]);
});

test("a secret rotates by a function of the team's, and not at once, since it may be empty", () => {
  const stack = workloadStack();
  const arn = 'arn:aws:lambda:ap-southeast-1:111111111111:function:rotate';
  const rotationLambda = LambdaFunction.fromFunctionArn(stack, 'Rotate', arn);
  settingsIn(stack, { rotations: { SESSION_KEY: { rotationLambda, automaticallyAfter: Duration.days(30) } } });

  expect(resourcesOf(stack, 'AWS::SecretsManager::RotationSchedule').map(({ Properties }) => Properties)).toEqual([
    {
      SecretId: { Ref: expect.stringMatching(/SESSIONKEY/) },
      RotationLambdaARN: arn,
      RotationRules: { AutomaticallyAfterDays: 30 },
      RotateImmediatelyOnUpdate: false,
    },
  ]);
});

describe('the fingerprint', () => {
  const fingerprintOf = (props: Partial<ServiceSettingsProps> = {}) => {
    const { stack, settings } = madeWith(props);
    return stack.resolve(settings.fingerprint);
  };

  test('changes with a value of the template, and with nothing else', () => {
    expect(fingerprintOf()).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprintOf({ values: { AUTH_MODE: 'none' } })).not.toBe(fingerprintOf());
    expect(fingerprintOf({ secretKeys: ['ANOTHER'], releaseKeys: ['RELEASE'] })).toBe(fingerprintOf());
  });

  test('changes with the cache, also where its address is the same reference', () => {
    const fingerprintWith = (cacheName: string) => {
      const stack = workloadStack();
      const cache = new ValkeyCache(stack, 'Cache', { vpc: networkIn(stack).vpc, cacheName });
      const settings = settingsIn(stack, { storages: { CACHE_URI: SettingStorage.cacheEndpoint(cache) } });
      return stack.resolve(settings.fingerprint);
    };

    expect(fingerprintWith('one')).not.toBe(fingerprintWith('other'));
  });

  test('is the same in every run, also where a value is known only to CloudFormation', () => {
    const withToken = () => {
      const stack = workloadStack();
      Lazy.string({ produce: () => 'counted' }); // tokens have numbers, and the next one has another
      return stack.resolve(settingsIn(stack, { values: { STACK: `of ${stack.stackId}` } }).fingerprint);
    };

    expect(withToken()).toBe(withToken());
  });
});

describe('settings of one path', () => {
  const bothIn = (one: Stack, other: Stack, more: Partial<ServiceSettingsProps> = {}) => {
    settingsIn(one);
    return () => settingsIn(new Construct(other, 'Other') as Stack, more);
  };
  const refused = ['settings/path-taken', 'path', 'tracker/web'] as const;

  test('are refused, in one stack or in two of one account and region', () => {
    const app = newApp();
    const stack = workloadStack();
    const late = new Stack();

    expect(bothIn(stack, stack)).toThrowProblem(...refused, 'Web/Other/Settings');
    expect(bothIn(workloadStack(app), workloadStack(app, 'Api'))).toThrowProblem(...refused, 'Api/Other/Settings');
    expect(bothIn(late, late)).toThrowProblem(...refused);
  });

  test('are taken in another region, and where the second creates nothing that the first has', () => {
    const app = newApp();
    const elsewhere = new Stack(app, 'Elsewhere', { env: { account: '111111111111', region: 'eu-west-1' } });
    const stack = workloadStack();
    const others = { existingParameters: ['PORT'], values: { LOG_LEVEL: 'info' }, secretKeys: ['API_KEY'] };

    expect(bothIn(workloadStack(app), elsewhere)).not.toThrow();
    expect(bothIn(stack, stack, others)).not.toThrow();
  });
});
