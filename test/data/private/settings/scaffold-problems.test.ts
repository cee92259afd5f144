import { Stack } from 'aws-cdk-lib';
import { Secret, SecretAttributes } from 'aws-cdk-lib/aws-secretsmanager';
import { BankSecretsScaffoldProps, SettingStorage } from '../../../../src/data';
import { workloadStack } from '../../../support/cloud';
import { scaffoldIn } from '../../../support/scaffold';

const ARN = 'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:rl/bank/api/DB_URI';

const attempt = (props: Partial<BankSecretsScaffoldProps>) => expect(() => scaffoldIn(workloadStack(), props));

const existing = (key: string, attributes: SecretAttributes) => ({
  existingSecrets: { [key]: Secret.fromSecretAttributes(new Stack(), 'Secret', attributes) },
});

test.each<[prop: string, code: string, values: unknown[], propsWith?: (value: any) => object]>([
  ['port', 'not-a-port', [0, 65536, 80.5]],
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
  ['rotations', { rotations: { NODE_ENV: {} as never } }, 'NODE_ENV'],
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
  for (const authDomain of ['', 'a'.repeat(4097), 'a{{b}}']) {
    attempt({ authDomain }).toThrowProblem('secrets/not-a-value', 'AUTH_DOMAIN', authDomain);
  }
  attempt({ authDomain: 'a'.repeat(4096) }).not.toThrow();
});
