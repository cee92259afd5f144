import { Duration, Lazy } from 'aws-cdk-lib';
import { ScannerFindings, ScannerFindingsProps } from '../../../../src/observability';
import { findingProblems } from '../../../../src/observability/private/findings/finding-problems';
import { ImageRepository } from '../../../../src/service';
import { testRules } from '../../../support/api';
import { ACCOUNT, workloadStack } from '../../../support/cloud';

const stack = workloadStack();
const late = Lazy.string({ produce: () => 'late' });
const HOST = '.amazonaws.com/shop-api';
const image = (place: string) => ImageRepository.fromImageUri(stack, place, `${place}${HOST}:live`);
const problemsOf = (props: ScannerFindingsProps) => findingProblems(stack, props);

testRules<ScannerFindingsProps>(problemsOf, [
  {
    prop: 'accounts',
    code: 'scanner-findings/account',
    refused: ['11111111111', '1111-1111-1111'],
    taken: [ACCOUNT, late],
    props: (account) => ({ accounts: [account] }),
  },
  {
    prop: 'externalSources',
    code: 'scanner-findings/external-source',
    refused: ['aws.trivy', 'AWS.trivy', '', 'ci trivy', 'a'.repeat(257), 'a"b'],
    taken: ['ci.trivy', 'com.example/scan_1', 'awscan', late],
    props: (source) => ({ externalSources: [source] }),
  },
  {
    prop: 'logRetention',
    code: 'scanner-findings/log-retention',
    refused: [Duration.days(2), Duration.hours(36)],
    taken: [Duration.days(1), Duration.days(3653)],
    shown: (days) => `${days.toDays({ integral: false })} days`,
  },
  ...['repositories', 'accounts'].map((prop) => ({ prop, code: 'scanner-findings/nothing-counts', refused: [[]] })),
  { prop: 'tags', code: 'scanner-findings/nothing-counts', refused: [{}], shown: () => [] },
]);

test.each([`${ACCOUNT}.dkr.ecr.eu-west-1`, '222222222222.dkr.ecr.ap-southeast-1'])(
  'a repository at %s is refused: its scans send no event here',
  (place) => {
    const repositories = [image(place)];

    expect(() => new ScannerFindings(workloadStack(), 'Findings', { repositories })).toThrowProblem(
      ...(['scanner-findings/repository-elsewhere', 'repositories', `${place}${HOST}`] as const),
    );
  },
);

test('a pattern longer than EventBridge takes is refused, and what makes half of it is not', () => {
  const names = Array.from({ length: 40 }, (_, index) => `shop/a-service-with-a-rather-long-name-${index + 10}`);
  const repositories = names.map((name) =>
    ImageRepository.fromImageUri(
      stack,
      name.replace('/', '-'),
      `${ACCOUNT}.dkr.ecr.ap-southeast-1.amazonaws.com/${name}:live`,
    ),
  );

  expect(() => new ScannerFindings(stack, 'Long', { repositories })).toThrow(/scanner-findings\/pattern-length/);
  expect(() => new ScannerFindings(stack, 'Half', { repositories: repositories.slice(20) })).not.toThrow();
});

test('sources that make a metric filter longer than CloudWatch Logs takes are refused, and half of them are not', () => {
  const externalSources = Array.from({ length: 36 }, (_, index) => `ci.trivy.of.team-${index + 10}`);

  expect(() => new ScannerFindings(stack, 'Sources', { externalSources })).toThrowProblem(
    ...(['scanner-findings/filter-length', 'externalSources'] as const),
    '1368 characters',
  );
  expect(() => new ScannerFindings(stack, 'HalfOfThem', { externalSources: externalSources.slice(18) })).not.toThrow();
});

test.each<[prop: string, value: unknown, shown: unknown]>([
  ['minimumSeverity', 'SEVERE', 'SEVERE'],
  ['repositories', ['shop-api'], ['shop-api']],
  ['tags', 'team', 'team'],
  ['accounts', 111111111111, 111111111111],
  ['accounts', [111111111111], [111111111111]],
  ['externalSources', 'ci.trivy', 'ci.trivy'],
  ['logRetention', 30, 30],
])('`%s` of another type, %j, is refused', (prop, value, shown) => {
  expect(() => new ScannerFindings(workloadStack(), 'Findings', { [prop]: value })).toThrowProblem(
    ...(['props/wrong-type', prop, shown] as const),
  );
});

test('a tag without a value is refused', () => {
  const tags = { team: undefined } as any;

  expect(() => new ScannerFindings(stack, 'Tagged', { tags })).toThrowProblem('props/missing', 'tags.team', undefined);
});
