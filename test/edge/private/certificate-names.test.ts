import { Lazy, Stack } from 'aws-cdk-lib';
import { EdgeCertificate, EdgeCertificateProps } from '../../../src/edge';
import { namesOf } from '../../../src/edge/private/certificate-names';
import { workloadStack, zoneOf } from '../../support/cloud';

function refused(props: Partial<EdgeCertificateProps>, stack: Stack = workloadStack()) {
  const zone = zoneOf(stack);
  return expect(() => new EdgeCertificate(stack, 'Certificate', { zone, domainName: 'app.bank.example', ...props }));
}

test('every name stands once, the first one first', () => {
  expect(namesOf({ domainName: 'B.example', alternativeNames: ['c.example', 'a.example', 'b.example.'] })).toEqual([
    'b.example',
    'a.example',
    'c.example',
  ]);
});

test.each(['domainName', 'alternativeNames'])('a name outside the zones is refused in %s', (prop) => {
  const value = 'app.bank.test';

  refused({ [prop]: prop === 'domainName' ? value : [value] }).toThrow(
    `'${prop}' is "app.bank.test", but it is in none of the zones given ("bank.example"): use a name in one of them, or pass the name's own zone in 'additionalZones' [edge-certificate/name-outside-zone at Web/Certificate]`,
  );
});

test.each(['https://app.bank.example', 'app', 'a.*.bank.example'])('"%s" is refused as a name', (domainName) => {
  refused({ domainName }).toThrow(
    `'domainName' is ${JSON.stringify(domainName)}, but it has to be a full domain name, such as "app.example.com" or "*.example.com": write labels of letters, digits and hyphens with dots between, no scheme and no path [edge-certificate/not-a-domain-name at Web/Certificate]`,
  );
});

test('a first name of 64 characters is taken, one of 65 is refused', () => {
  const name = (length: number) => `${'a'.repeat(length - '.b.bank.example'.length)}.b.bank.example`;

  refused({ domainName: name(64) }).not.toThrow();
  refused({ domainName: name(65) }).toThrow(
    `but ACM takes 64 characters in the first name, and it has 65: put a shorter name first and this one into 'alternativeNames' [edge-certificate/first-name-too-long at Web/Certificate]`,
  );
});

test('100 names are taken, 101 are refused', () => {
  const others = (count: number) => Array.from({ length: count }, (_, index) => `n${index}.bank.example`);

  refused({ alternativeNames: others(99) }).not.toThrow();
  refused({ alternativeNames: others(100) }).toThrow(
    `'alternativeNames' is "100 names", but ACM takes 100 names a certificate at most: use a wildcard, or several certificates [edge-certificate/too-many-names at Web/Certificate]`,
  );
});

test('a wildcard and its parent are taken', () => {
  refused({ domainName: '*.bank.example', alternativeNames: ['bank.example'] }).not.toThrow();
});

test('all wrong names are told at once', () => {
  refused({ domainName: 'app', alternativeNames: ['www.bank.test'] }).toThrow(/^2 problems \[/);
});

test.each<[string, Partial<EdgeCertificateProps>]>([
  ['domainName', { domainName: Lazy.string({ produce: () => 'app.bank.example' }) }],
  ['alternativeNames', { alternativeNames: [Lazy.string({ produce: () => 'app.bank.example' })] }],
  ['alternativeNames', { alternativeNames: Lazy.list({ produce: () => ['app.bank.example'] }) }],
])('%s have to be known: they go to another stack', (prop, props) => {
  refused(props).toThrow(
    `'${prop}' is "a value that only CloudFormation knows", but the certificate may lie in another region, and its names have to be known here: write the name out [edge-certificate/late-name at Web/Certificate]`,
  );
});

test('what is missing is told, also to those who have no compiler', () => {
  const missing = undefined as never;

  refused({ domainName: missing }).toThrow("'domainName' is missing, but it has to be a full domain name");
  expect(() => new EdgeCertificate(workloadStack(), 'C', { zone: missing, domainName: 'app.bank.example' })).toThrow(
    `'zone' is missing, but ACM's validation record has to be written somewhere: pass the zone of the name [edge-certificate/no-zone at Web/C]`,
  );
});

test('the dot of the root is not counted', () => {
  refused({ domainName: `${'a'.repeat(64 - '.bank.example'.length - 2)}.b.bank.example.` }).not.toThrow();
});
