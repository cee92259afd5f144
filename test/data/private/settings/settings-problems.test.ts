import { Duration, Stack } from 'aws-cdk-lib';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret, SecretAttributes } from 'aws-cdk-lib/aws-secretsmanager';
import { ServiceSettingsProps, SettingStorage } from '../../../../src/data';
import { workloadStack } from '../../../support/cloud';
import { settingsIn } from '../../../support/scaffold';

const ARN = 'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:tracker/web/DB_URI';

const ROTATION = { rotationLambda: { functionArn: 'arn' } as IFunction, automaticallyAfter: Duration.days(30) };

const attempt = (props: Partial<ServiceSettingsProps>) => expect(() => settingsIn(workloadStack(), props));

const existing = (key: string, attributes: SecretAttributes) => ({
  existingSecrets: { [key]: Secret.fromSecretAttributes(new Stack(), 'Secret', attributes) },
});

test.each<[prop: string, code: string, values: unknown[], propsWith?: (value: any) => object]>([
  ['port', 'not-a-port', [0, 65536, 80.5]],
  ['path', 'not-a-path', ['/tracker/web', 'tracker/web/', 'tracker//web', 'tracker web', '', 'a'.repeat(257)]],
  ['path', 'reserved-path', ['aws/web', 'SSMweb']],
  ['existingSecrets.DB_URI', 'not-a-full-arn', [ARN], (arn) => existing('DB_URI', { secretPartialArn: arn })],
  ['values', 'not-a-key', ['LOG-LEVEL', '1ST', '', 'a/b'], (key) => ({ values: { [key]: 'x' } })],
  ['secretKeys', 'not-a-key', ['SESSION KEY'], (key) => ({ secretKeys: [key] })],
  ['values', 'key-twice', ['PORT'], (key) => ({ values: { [key]: '80' } })],
  ['secretKeys', 'key-twice', ['AUTH_MODE'], (key) => ({ secretKeys: [key] })],
  ['releaseKeys', 'key-twice', ['DB_URI'], (key) => ({ releaseKeys: [key] })],
  ['storages', 'key-twice', ['AUTH_MODE'], (key) => ({ storages: { [key]: SettingStorage.secret() } })],
])("settings refuse '%s' as %s: %j", (prop, code, values, propsWith = (value) => ({ [prop]: value })) => {
  for (const value of values) {
    attempt(propsWith(value)).toThrowProblem(`settings/${code}`, prop, value, 'Web/Settings');
  }
});

test.each([
  ['existingSecrets', existing('DB_URL', { secretCompleteArn: `${ARN}-AbCdEf` }), 'DB_URL'],
  ['existingParameters', { releaseKeys: ['RELEASE'], existingParameters: ['RELEASE'] }, 'RELEASE'],
  ['rotations', { rotations: { AUTH_MODE: ROTATION } }, 'AUTH_MODE'],
])("settings refuse an unknown key in '%s'", (prop, props, key) => {
  attempt(props).toThrowProblem('settings/unknown-key', prop, key);
});

test.each([
  ['rediss://user:s3cret@cache.example:6379', 'rediss://***@cache.example:6379'],
  ['https://key:secret@o1.ingest.sentry.io/2', 'https://***@o1.ingest.sentry.io/2'],
])('RB6b credentials are refused in a parameter, and are not in the message: %s', (value, shown) => {
  const said = ['settings/credentials-in-clear', 'ADDRESS', shown] as const;

  attempt({ values: { ADDRESS: value } }).toThrowProblem(...said);
  attempt({ storages: { ADDRESS: SettingStorage.parameter(value) } }).toThrowProblem(...said);
});

test('the public key of a Sentry DSN is no password', () => {
  attempt({ values: { SENTRY_DSN: 'https://key@o1.ingest.sentry.io/2' } }).not.toThrow();
});

test('RB8b a value that Parameter Store refuses is refused', () => {
  for (const AUTH_MODE of ['', ' ', 'a\nb', 'a'.repeat(4097), 'a{{b}}']) {
    attempt({ values: { AUTH_MODE } }).toThrowProblem('settings/not-a-value', 'AUTH_MODE', AUTH_MODE);
  }
  attempt({ values: { AUTH_MODE: 'a'.repeat(4096) } }).not.toThrow();
});

test.each<[prop: string, value: unknown, shown?: unknown]>([
  ['encryptionKey', 'arn:aws:kms:ap-southeast-1:111111111111:key/1'],
  ['path', -1],
  ['path', true],
  ['port', '9000'],
  ['secretKeys', 'SESSION_KEY'],
  ['existingSecrets', []],
  ['rotations', () => 1, 'a function'],
])("settings refuse '%s' of another type: %j", (prop, value, shown = value) => {
  attempt({ [prop]: value }).toThrowProblem('props/wrong-type', prop, shown, 'Web/Settings');
});

test('settings name what an entry of a map lacks', () => {
  attempt({ values: { LIMIT: 5 as any } }).toThrowProblem('props/wrong-type', 'values.LIMIT', 5);
  attempt({ storages: { CACHE_URI: 'rediss://a' as any } }).toThrowProblem(
    ...(['props/wrong-type', 'storages.CACHE_URI', 'rediss://a'] as const),
  );
  attempt({ existingSecrets: { DB_URI: ARN as any, SESSION_KEY: undefined as any } }).toThrowProblems([
    ['props/wrong-type', 'existingSecrets.DB_URI', ARN],
    ['props/missing', 'existingSecrets.SESSION_KEY', undefined],
  ]);
  attempt({ rotations: { DB_URI: { automaticallyAfter: 30 } as any } }).toThrowProblems([
    ['props/missing', 'rotations.DB_URI.rotationLambda', undefined],
    ['props/wrong-type', 'rotations.DB_URI.automaticallyAfter', 30],
  ]);
});
