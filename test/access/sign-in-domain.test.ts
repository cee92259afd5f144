import { Token } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SignInDomain } from '../../src/access';
import { BankDns, HostedZoneSource } from '../../src/network';
import { workloadStack } from '../support/cloud';

const dns = new BankDns(workloadStack(), 'Dns', {
  rootDomain: 'eu.tracker.example',
  zone: HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ'),
});
const certificate = Certificate.fromCertificateArn(
  workloadStack(),
  'Certificate',
  'arn:aws:acm:us-east-1:111111111111:certificate/1',
);

test.each(['Tracker', 'my-aws-login', 'cognito', 'amazonia', '-tracker', 'tracker.prd', '', 'a'.repeat(64)])(
  'the prefix "%s" is refused',
  (prefix) => {
    const code = 'sign-in-domain/not-a-prefix';
    expect(() => SignInDomain.prefix(prefix)).toThrowProblem(code, 'prefix', prefix, 'SignInDomain.prefix');
  },
);

test('a prefix is taken as it is, and a token with it', () => {
  expect(SignInDomain.prefix('tracker-prd')).toMatchObject({ name: 'tracker-prd', isCustom: false });
  expect(() => SignInDomain.prefix(Token.asString({ Ref: 'Prefix' }))).not.toThrow();
});

test.each([
  'eu.tracker.example',
  'tracker.example',
  'https://login.eu.tracker.example',
  '*.eu.tracker.example',
  'a_b.eu.tracker.example',
])('the name "%s" is refused', (name) => {
  const code = 'sign-in-domain/not-a-name';
  expect(() => SignInDomain.inZone(dns, name)).toThrowProblem(code, 'name', name, 'SignInDomain.inZone');
});

test('a name of 64 characters is refused: Amazon Cognito takes 63', () => {
  const name = `${'a'.repeat(45)}.eu.tracker.example`;
  expect(name).toHaveLength(64);
  expect(() => SignInDomain.outsideRoute53(name, certificate)).toThrowProblem(
    'sign-in-domain/not-a-name',
    'name',
    name,
  );
});

test('a name is normalized', () => {
  expect(SignInDomain.inZone(dns, 'Login.eu.tracker.example.').name).toBe('login.eu.tracker.example');
});

test('what is missing or of another type is named', () => {
  const none = undefined as any;
  expect(() => SignInDomain.prefix(none)).toThrowProblem('props/missing', 'prefix', undefined);
  expect(() => SignInDomain.inZone(none, 'a')).toThrowProblem('props/missing', 'dns', undefined);
  expect(() => SignInDomain.inZone(dns, none)).toThrowProblem('props/missing', 'name', undefined);
  expect(() => SignInDomain.outsideRoute53('a.b.example', none)).toThrowProblem(
    'props/missing',
    'certificate',
    undefined,
  );
  expect(() => SignInDomain.inZone(dns, 'a.eu.tracker.example', { certificate: 'arn' as any })).toThrowProblem(
    'props/wrong-type',
    'certificate',
    'arn',
  );
});
