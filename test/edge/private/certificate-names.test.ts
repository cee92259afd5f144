import { Lazy, Stack } from 'aws-cdk-lib';
import { throwOnProblems } from '../../../src/core/private/checks/problems';
import { EdgeCertificate, EdgeCertificateProps } from '../../../src/edge';
import { certificateNames, nameProblems } from '../../../src/edge/private/certificate-names';
import { workloadStack, zoneOf } from '../../support/cloud';
import { Said } from '../../support/problems';

type Names = Partial<Pick<EdgeCertificateProps, 'domainName' | 'alternativeNames'>>;

const zone = zoneOf(new Stack());
const namesOf = (asked: Names) => certificateNames({ domainName: 'app.bank.example', ...asked }, [zone]);
const attempt = (asked: Names) => expect(() => throwOnProblems('Certificate', ...nameProblems(namesOf(asked), [zone])));

const ofLength = (length: number) => `${'a'.repeat(length - '.b.bank.example'.length)}.b.bank.example`;
const others = (count: number) => Array.from({ length: count }, (_, index) => `n${index}.bank.example`);
const late = Lazy.string({ produce: () => 'app.bank.example' });

test('a certificate has every name once, the first one first, each with its zone', () => {
  const alternativeNames = ['c.bank.example', 'a.bank.test', 'b.bank.example.'];

  expect(namesOf({ domainName: 'B.bank.example', alternativeNames })).toEqual([
    { name: 'b.bank.example', zone, prop: 'domainName', value: 'B.bank.example' },
    { name: 'a.bank.test', zone: undefined, prop: 'alternativeNames', value: 'a.bank.test' },
    { name: 'c.bank.example', zone, prop: 'alternativeNames', value: 'c.bank.example' },
  ]);
});

test.each<Names>([
  { domainName: ofLength(64) },
  { domainName: `${ofLength(64)}.` }, // the dot of the root is not counted
  { alternativeNames: others(99) },
  { domainName: '*.bank.example', alternativeNames: ['bank.example'] },
])('a certificate takes the names %j', (asked) => {
  attempt(asked).not.toThrow();
});

test.each<[Names, message: RegExp]>([
  [{ domainName: 'app.bank.test' }, /^'domainName' is "app\.bank\.test", .*\("bank\.example"\).*\/name-outside-zone/],
  [{ alternativeNames: ['app.bank.test'] }, /^'alternativeNames' is "app\.bank\.test", .*\/name-outside-zone/],
  [{ domainName: 'https://app.bank.example' }, /^'domainName' is "https:.*\/not-a-domain-name/],
  [{ domainName: 'app' }, /^'domainName' is "app", .*\/not-a-domain-name/],
  [{ domainName: 'a.*.bank.example' }, /^'domainName' is "a\.\*\..*\/not-a-domain-name/],
  [{ domainName: late }, /^'domainName' is "a value that only CloudFormation knows", .*\/late-name/],
  [{ alternativeNames: [late] }, /^'alternativeNames' is "a value that only .*\/late-name/],
  [
    { alternativeNames: Lazy.list({ produce: () => ['app.bank.example'] }) },
    /^'alternativeNames' is "a value that only .*\/late-name/,
  ],
  [{ domainName: ofLength(65) }, /^'domainName' is "a+\.b\..* it has 65: .*\/first-name-too-long/],
  [{ alternativeNames: others(100) }, /^'alternativeNames' is "100 names", .*\/too-many-names/],
  [{ domainName: 'app', alternativeNames: ['www.bank.test'] }, /^2 problems \[/],
])('a certificate refuses the names %j', (asked, message) => {
  attempt(asked).toThrow(message);
});

test('a certificate refuses missing props before it looks at their values', () => {
  const make = (props: any) => () => new EdgeCertificate(workloadStack(), 'C', props);

  expect(make({ zone, domainName: 'app' })).toThrow('[edge-certificate/not-a-domain-name at Web/C]');
  expect(make({ domainName: 'app' })).toThrow(/'zone' is missing, .*\[props\/missing at Web\/C\]/);
});
