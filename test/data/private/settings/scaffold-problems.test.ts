import { BankSecretsScaffoldProps, SettingStorage } from '../../../../src/data';
import { workloadStack } from '../../../support/cloud';
import { scaffoldIn } from '../../../support/scaffold';

const ARN = 'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:rl/bank/api/DB_URI';

const attempt = (props: Partial<BankSecretsScaffoldProps>) => expect(() => scaffoldIn(workloadStack(), props));

test.each<[prop: string, code: string, values: unknown[], told: string, propsWith?: (value: any) => object]>([
  [
    'port',
    'not-a-port',
    [0, 65536, 80.5],
    'a port is a whole number from 1 to 65535: pass the port that the API listens on',
  ],
  [
    'path',
    'not-a-path',
    ['/rl/bank', 'rl/bank/', 'rl//bank', 'rl bank', '', 'a'.repeat(257)],
    'it is made of letters, digits and . _ - with single slashes between, none at the ends, 256 characters at most: write it like "rl/bank/api"',
  ],
  [
    'path',
    'reserved-path',
    ['aws/bank', 'SSMbank'],
    'Parameter Store keeps names that begin with "aws" or "ssm" for itself: begin it with another word',
  ],
  [
    'corsOrigins',
    'no-origins',
    [[]],
    "without an origin browsers refuse every answer of the API: pass the origins of the web apps, such as a StaticSpaSite's `origin`",
  ],
  [
    'existingSecretArns.DB_URI',
    'not-a-full-arn',
    ['rl/bank/api/DB_URI', ARN],
    'it has to be the full ARN, with the six characters that Secrets Manager adds to the name: copy the ARN of the secret',
    (DB_URI) => ({ existingSecretArns: { DB_URI } }),
  ],
])("'%s' can be refused as %s: %j", (prop, code, values, told, propsWith = (value) => ({ [prop]: value })) => {
  for (const value of values) {
    attempt(propsWith(value)).toThrow(
      `'${prop}' is ${JSON.stringify(value)}, but ${told} [secrets/${code} at Web/Settings]`,
    );
  }
});

test.each([
  'https://app.bank.example/',
  'app.bank.example',
  'https://app.bank.example/x',
  'http://app.bank.example',
  '*',
])('RB10c "%s" is no origin', (origin) => {
  attempt({ corsOrigins: [origin] }).toThrow(
    `'corsOrigins' is "${origin}", but an origin is a scheme and a host, without a path, and browsers compare it letter by letter: write it like "https://app.bank.example" [secrets/not-an-origin at Web/Settings]`,
  );
});

test.each(['SID', 'TWILIO_', 'twilio_sid'])('RB8c "%s" is no key of Twilio', (key) => {
  attempt({ twilioKeys: [key] }).toThrow(
    `'twilioKeys' is "${key}", but keys of Twilio begin with "TWILIO_", in capital letters: write it as the API reads it [secrets/not-a-twilio-key at Web/Settings]`,
  );
});

test.each([
  ['existingSecretArns', { existingSecretArns: { DB_URL: `${ARN}-AbCdEf` } }, 'DB_URL'],
  ['existingParameters', { existingParameters: ['SENTRY_RELEASE'] }, 'SENTRY_RELEASE'],
  ['rotations', { rotations: { NODE_ENV: {} as never } }, 'NODE_ENV'],
])("an unknown key in '%s' is told, with those there are", (prop, props, key) => {
  attempt(props).toThrow(
    new RegExp(
      `'${prop}' is "${key}", but here there are [A-Z_2]+(, [A-Z_2]+)+: take one of these, or leave it out \\[secrets/unknown-key at`,
    ),
  );
});

test('RB6b credentials are refused in a parameter, and are not in the message', () => {
  attempt({ cacheUri: SettingStorage.parameter('rediss://user:s3cret@cache.example:6379') }).toThrow(
    `'cacheUri' is "rediss://***@cache.example:6379", but a parameter is in the template for everybody to read: make it a secret: \`SettingStorage.secret()\` [secrets/credentials-in-clear at Web/Settings]`,
  );
  attempt({ sentryDsn: SettingStorage.parameter('https://key:secret@o1.ingest.sentry.io/2') }).toThrow(
    `'sentryDsn' is "https://***@`,
  );
  attempt({ sentryDsn: SettingStorage.parameter('https://key@o1.ingest.sentry.io/2') }).not.toThrow();
});

test('RB8b a value that Parameter Store refuses is refused', () => {
  for (const authDomain of ['', 'a'.repeat(4097), 'a{{b}}']) {
    attempt({ authDomain }).toThrow(
      `'AUTH_DOMAIN' is ${JSON.stringify(authDomain)}, but Parameter Store takes 1 to 4096 characters, without "{{" in them: give such a value [secrets/not-a-value at Web/Settings]`,
    );
  }
  attempt({ authDomain: 'a'.repeat(4096) }).not.toThrow();
});
