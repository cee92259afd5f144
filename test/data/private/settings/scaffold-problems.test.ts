import { Duration, Stack } from 'aws-cdk-lib';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret, SecretAttributes } from 'aws-cdk-lib/aws-secretsmanager';
import { BankSecretsScaffoldProps, SettingStorage } from '../../../../src/data';
import { workloadStack } from '../../../support/cloud';
import { scaffoldIn } from '../../../support/scaffold';

const ARN = 'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:rl/bank/api/DB_URI';

const ROTATION = { rotationLambda: { functionArn: 'arn' } as IFunction, automaticallyAfter: Duration.days(30) };

const attempt = (props: Partial<BankSecretsScaffoldProps>) => expect(() => scaffoldIn(workloadStack(), props));

const existing = (key: string, attributes: SecretAttributes) => ({
  existingSecrets: { [key]: Secret.fromSecretAttributes(new Stack(), 'Secret', attributes) },
});

test.each<[prop: string, code: string, values: unknown[], propsWith?: (value: any) => object]>([
  ['port', 'not-a-port', [0, 65536, 80.5]],
  ['authDomain', 'not-a-tenant', [' ', '', 'a\nb.example', '*', '*.auth0.com', 'https://tenant.auth0.com', 'a{{b}}']],
  [
    'graphqlPublicUrl',
    'not-an-address',
    [' ', '', 'https://a\nb', '*', '/api/graphql', 'http://api.bank.example/graphql'],
  ],
  ['path', 'not-a-path', ['/rl/bank', 'rl/bank/', 'rl//bank', 'rl bank', '', 'a'.repeat(257)]],
  ['path', 'reserved-path', ['aws/bank', 'SSMbank']],
  ['corsOrigins', 'no-origins', [[]]],
  ['existingSecrets.DB_URI', 'not-a-full-arn', [ARN], (arn) => existing('DB_URI', { secretPartialArn: arn })],
])("a scaffold refuses '%s' as %s: %j", (prop, code, values, propsWith = (value) => ({ [prop]: value })) => {
  for (const value of values) {
    attempt(propsWith(value)).toThrowProblem(`secrets/${code}`, prop, value, 'Web/Settings');
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

test.each([
  ['existingSecrets', existing('DB_URL', { secretCompleteArn: `${ARN}-AbCdEf` }), 'DB_URL'],
  ['existingParameters', { existingParameters: ['SENTRY_RELEASE'] }, 'SENTRY_RELEASE'],
  ['rotations', { rotations: { NODE_ENV: ROTATION } }, 'NODE_ENV'],
])("a scaffold refuses an unknown key in '%s'", (prop, props, key) => {
  attempt(props).toThrowProblem('secrets/unknown-key', prop, key);
});

test('RB6b credentials are refused in a parameter, and are not in the message', () => {
  attempt({ cacheUri: SettingStorage.parameter('rediss://user:s3cret@cache.example:6379') }).toThrowProblem(
    'secrets/credentials-in-clear',
    'cacheUri',
    'rediss://***@cache.example:6379',
  );
  attempt({ sentryDsn: SettingStorage.parameter('https://key:secret@o1.ingest.sentry.io/2') }).toThrowProblem(
    'secrets/credentials-in-clear',
    'sentryDsn',
    'https://***@o1.ingest.sentry.io/2',
  );
  attempt({ sentryDsn: SettingStorage.parameter('https://key@o1.ingest.sentry.io/2') }).not.toThrow();
});

test('RB8b a value that Parameter Store refuses is refused', () => {
  for (const authAudience of ['', ' ', 'a\nb', 'a'.repeat(4097), 'a{{b}}']) {
    attempt({ authAudience }).toThrowProblem('secrets/not-a-value', 'AUTH_AUDIENCE', authAudience);
  }
  attempt({ authAudience: 'a'.repeat(4096) }).not.toThrow();
});

test.each<[prop: string, value: unknown, shown?: unknown]>([
  ['encryptionKey', 'arn:aws:kms:ap-southeast-1:111111111111:key/1'],
  ['path', -1],
  ['path', true],
  ['port', '9000'],
  ['corsOrigins', 'https://app.bank.example'],
  ['cacheUri', 'rediss://cache.example:6379'],
  ['existingSecrets', []],
  ['rotations', () => 1, 'a function'],
])("a scaffold refuses '%s' of another type: %j", (prop, value, shown = value) => {
  attempt({ [prop]: value }).toThrowProblem('props/wrong-type', prop, shown, 'Web/Settings');
});

test("a scaffold names what an entry of 'existingSecrets' or 'rotations' lacks", () => {
  attempt({ existingSecrets: { DB_URI: ARN as any, API_KEY: undefined as any } }).toThrowProblems([
    ['props/missing', 'existingSecrets.API_KEY', undefined],
    ['props/wrong-type', 'existingSecrets.DB_URI', ARN],
  ]);
  attempt({ rotations: { DB_URI: { automaticallyAfter: 30 } as any } }).toThrowProblems([
    ['props/missing', 'rotations.DB_URI.rotationLambda', undefined],
    ['props/wrong-type', 'rotations.DB_URI.automaticallyAfter', 30],
  ]);
});
