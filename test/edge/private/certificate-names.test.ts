import { Lazy, Stack } from 'aws-cdk-lib';
import { throwOnProblems } from '../../../src/core/private/checks/problems';
import { EdgeCertificate } from '../../../src/edge';
import { CertificateNames, nameProblems, namesOf } from '../../../src/edge/private/certificate-names';
import { workloadStack, zoneOf } from '../../support/cloud';

const zones = [zoneOf(new Stack())];
const attempt = (asked: Partial<CertificateNames>) =>
  expect(() => throwOnProblems('Certificate', ...nameProblems({ domainName: 'app.bank.example', ...asked }, zones)));

const ofLength = (length: number) => `${'a'.repeat(length - '.b.bank.example'.length)}.b.bank.example`;
const others = (count: number) => Array.from({ length: count }, (_, index) => `n${index}.bank.example`);
const late = Lazy.string({ produce: () => 'app.bank.example' });

test('every name stands once, the first one first', () => {
  expect(namesOf({ domainName: 'B.example', alternativeNames: ['c.example', 'a.example', 'b.example.'] })).toEqual([
    'b.example',
    'a.example',
    'c.example',
  ]);
});

test.each<Partial<CertificateNames>>([
  { domainName: ofLength(64) },
  { domainName: `${ofLength(64)}.` }, // the dot of the root is not counted
  { alternativeNames: others(99) },
  { domainName: '*.bank.example', alternativeNames: ['bank.example'] },
])('%j is taken', (asked) => {
  attempt(asked).not.toThrow();
});

const OUTSIDE = `but it is in none of the zones given ("bank.example"): use a name in one of them, or pass the name's own zone in 'additionalZones' [edge-certificate/name-outside-zone at Certificate]`;
const NO_NAME = `but it has to be a full domain name, such as "app.example.com" or "*.example.com": write labels of letters, digits and hyphens with dots between, no scheme and no path [edge-certificate/not-a-domain-name at Certificate]`;
const LATE = `is "a value that only CloudFormation knows", but the certificate may lie in another region, and its names have to be known here: write the name out [edge-certificate/late-name at Certificate]`;

test.each<[Partial<CertificateNames>, message: string | RegExp]>([
  [{ domainName: 'app.bank.test' }, `'domainName' is "app.bank.test", ${OUTSIDE}`],
  [{ alternativeNames: ['app.bank.test'] }, `'alternativeNames' is "app.bank.test", ${OUTSIDE}`],
  [{ domainName: 'https://app.bank.example' }, `'domainName' is "https://app.bank.example", ${NO_NAME}`],
  [{ domainName: 'app' }, `'domainName' is "app", ${NO_NAME}`],
  [{ domainName: 'a.*.bank.example' }, `'domainName' is "a.*.bank.example", ${NO_NAME}`],
  [{ domainName: undefined }, `'domainName' is missing, ${NO_NAME}`], // by those who have no compiler
  [{ domainName: late }, `'domainName' ${LATE}`],
  [{ alternativeNames: [late] }, `'alternativeNames' ${LATE}`],
  [{ alternativeNames: Lazy.list({ produce: () => ['app.bank.example'] }) }, `'alternativeNames' ${LATE}`],
  [
    { domainName: ofLength(65) },
    `but ACM takes 64 characters in the first name, and it has 65: put a shorter name first and this one into 'alternativeNames' [edge-certificate/first-name-too-long at Certificate]`,
  ],
  [
    { alternativeNames: others(100) },
    `'alternativeNames' is "100 names", but ACM takes 100 names a certificate at most: use a wildcard, or several certificates [edge-certificate/too-many-names at Certificate]`,
  ],
  [{ domainName: 'app', alternativeNames: ['www.bank.test'] }, /^2 problems \[/],
])('%j is refused', (asked, message) => {
  attempt(asked).toThrow(message);
});

test('the certificate refuses them too, and a zone that is missing', () => {
  const make = (zone: any) => () => new EdgeCertificate(workloadStack(), 'C', { zone, domainName: 'app' });

  expect(make(zones[0])).toThrow('[edge-certificate/not-a-domain-name at Web/C]');
  expect(make(undefined)).toThrow(
    `'zone' is missing, but ACM's validation record has to be written somewhere: pass the zone of the name [edge-certificate/no-zone at Web/C]`,
  );
});
