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
])('a certificate takes %j', (asked) => {
  attempt(asked).not.toThrow();
});

test.each<[asked: Names, problem: Said]>([
  [{ domainName: 'app.bank.test' }, ['edge-certificate/name-outside-zone', 'domainName', 'app.bank.test']],
  [
    { alternativeNames: ['app.bank.test'] },
    ['edge-certificate/name-outside-zone', 'alternativeNames', 'app.bank.test'],
  ],
  [
    { domainName: 'https://app.bank.example' },
    ['edge-certificate/not-a-domain-name', 'domainName', 'https://app.bank.example'],
  ],
  [{ domainName: 'app' }, ['edge-certificate/not-a-domain-name', 'domainName', 'app']],
  [{ domainName: 'a.*.bank.example' }, ['edge-certificate/not-a-domain-name', 'domainName', 'a.*.bank.example']],
  [{ domainName: late }, ['edge-certificate/late-name', 'domainName', 'a value that only CloudFormation knows']],
  [
    { alternativeNames: [late] },
    ['edge-certificate/late-name', 'alternativeNames', 'a value that only CloudFormation knows'],
  ],
  [
    { alternativeNames: Lazy.list({ produce: () => ['app.bank.example'] }) },
    ['edge-certificate/late-name', 'alternativeNames', 'a value that only CloudFormation knows'],
  ],
  [{ domainName: ofLength(65) }, ['edge-certificate/first-name-too-long', 'domainName', ofLength(65)]],
  [{ alternativeNames: others(100) }, ['edge-certificate/too-many-names', 'alternativeNames', '100 names']],
])('a certificate refuses %j', (asked, problem) => {
  attempt(asked).toThrowProblem(...problem);
});

test('a certificate tells all problems at once', () => {
  attempt({ domainName: 'app', alternativeNames: ['www.bank.test'] }).toThrowProblems([
    ['edge-certificate/not-a-domain-name', 'domainName', 'app'],
    ['edge-certificate/name-outside-zone', 'alternativeNames', 'www.bank.test'],
  ]);
});

test('a certificate refuses missing props before it looks at their values', () => {
  const make = (props: any) => () => new EdgeCertificate(workloadStack(), 'C', props);

  expect(make({ zone, domainName: 'app' })).toThrowProblem(
    'edge-certificate/not-a-domain-name',
    'domainName',
    'app',
    'Web/C',
  );
  expect(make({ domainName: 'app' })).toThrowProblem('props/missing', 'zone', undefined, 'Web/C');
});

test.each<[prop: string, value: unknown]>([
  ['zone', 'bank.example'],
  ['alternativeNames', 'www.bank.example'],
  ['keyAlgorithm', 'EC_prime256v1'],
  ['zoneIsDelegated', 'false'],
  ['edgeStack', ''],
])("a certificate refuses '%s' of another type: %j", (prop, value) => {
  const stack = workloadStack();
  const props: any = { domainName: 'app.bank.example', zone: zoneOf(stack), [prop]: value };

  expect(() => new EdgeCertificate(stack, 'Certificate', props)).toThrowProblem(
    'props/wrong-type',
    prop,
    value,
    'Web/Certificate',
  );
});
