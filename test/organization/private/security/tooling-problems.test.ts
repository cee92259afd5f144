import { Duration, Stack } from 'aws-cdk-lib';
import { Organization, SecurityTooling, SecurityToolingProps } from '../../../../src/organization';
import { newApp } from '../../../support/cloud';
import { knownArchive, TOOLING } from '../../../support/log-archive';
import { MANAGEMENT, organizationIn, treeStack } from '../../../support/organization';

function toolingIn(stack: Stack, props: Partial<SecurityToolingProps> = {}, id = 'SecurityTooling') {
  const archive = (stack.node.tryFindChild('Archive') as any) ?? knownArchive(stack);
  return new SecurityTooling(stack, id, { organization: organizationIn(stack), archive, ...props });
}

function creating(props: Partial<SecurityToolingProps>) {
  return () => toolingIn(new Stack(newApp(), 'tooling', { env: TOOLING }), props);
}

test.each<[Partial<SecurityToolingProps>, code: string, prop: string, value: unknown]>([
  [{ regions: ['us-east-1'] }, 'not-a-region', 'regions', 'us-east-1'],
  [{ regions: ['Frankfurt'] }, 'not-a-region', 'regions', 'Frankfurt'],
  [{ standards: [] }, 'no-standard', 'standards', []],
  [{ standards: ['cis'] }, 'not-a-standard', 'standards', 'cis'],
  [{ trailName: 'a--b' }, 'not-a-trail-name', 'trailName', 'a--b'],
  [{ trailLogRetention: Duration.days(366) }, 'log-retention', 'trailLogRetention', '366 days'],
  [{ unusedAccessAge: Duration.days(366) }, 'unused-access-age', 'unusedAccessAge', '366 days'],
])('%j is refused', (props, code, prop, value) => {
  expect(creating(props)).toThrowProblem(`security-tooling/${code}`, prop, value);
});

test('a region that is given twice is refused', () => {
  expect(creating({ regions: ['eu-west-1', 'eu-west-1'] })).toThrowProblem(
    ...(['security-tooling/not-a-region', 'regions', 'eu-west-1'] as const),
  );
});

test('a stack without account or region is refused', () => {
  expect(() => toolingIn(new Stack(newApp(), 'tooling'))).toThrowProblem(
    ...(['security-tooling/no-environment', 'env', 'a stack without account or region'] as const),
  );
});

test('the management account is refused', () => {
  expect(() => toolingIn(treeStack())).toThrowProblem(
    ...(['security-tooling/management-account', 'env.account', MANAGEMENT] as const),
  );
});

test('an organization whose ids come late is refused', () => {
  const organization = new Organization(treeStack(), 'Organization');

  expect(creating({ organization })).toThrowProblem(
    ...([
      'security-tooling/organization-late',
      'organization',
      'an organization whose ids only CloudFormation knows',
    ] as const),
  );
});

test('a second delegated administrator of one organization is refused', () => {
  const stack = new Stack(newApp(), 'tooling', { env: TOOLING });
  toolingIn(stack);

  expect(() => toolingIn(stack, {}, 'Again')).toThrowProblem(
    ...(['security-tooling/twice', 'organization', 'o-a1b2c3d4e5'] as const),
  );
});
