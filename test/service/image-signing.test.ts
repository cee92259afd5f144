import { CfnOutput, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ImageSigning, ImageSigningProps } from '../../src/service';
import { propertiesOf } from '../support/api';
import { lambdasIn, newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';

const PROFILE = 'arn:aws:signer:ap-southeast-1:111111111111:/signing-profiles/acme_portal';
const RULE = { signingProfileArn: PROFILE, repositories: ['acme-portal-prod/*'] };
const CONFIGURATION = 'AWS::ECR::SigningConfiguration';
const signingIn = (stack: Stack, props: Partial<ImageSigningProps> = {}, id = 'Signing') =>
  new ImageSigning(stack, id, { repositories: ['acme-crm-prod/*'], ...props });
const filterOf = (filter: string) => ({ Filter: filter, FilterType: 'WILDCARD_MATCH' });

test('PC11b ECR signs what is pushed to the repositories by a profile of AWS Signer, which keeps the key', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const signing = signingIn(stack, { repositories: ['acme-crm-prod/worker', 'acme-crm-prod/api-*'] });

  expect(propertiesOf(stack, 'AWS::Signer::SigningProfile')).toEqual({ PlatformId: 'Notation-OCI-SHA384-ECDSA' });
  expect(propertiesOf(stack, CONFIGURATION)).toEqual({
    Rules: [
      {
        SigningProfileArn: { 'Fn::GetAtt': [expect.stringMatching(/^SigningProfile/), 'Arn'] },
        RepositoryFilters: [filterOf('acme-crm-prod/api-*'), filterOf('acme-crm-prod/worker')],
      },
    ],
  });
  expect(signing.repositories).toEqual(['acme-crm-prod/api-*', 'acme-crm-prod/worker']);
  expect([signing.pendingInputs, lambdasIn(app)]).toEqual([[], []]);
});

test('PC11b who pushes may sign by that profile, and do nothing else with it', () => {
  const stack = workloadStack();
  signingIn(stack).grantSign(new Role(stack, 'Ci', { assumedBy: new AccountRootPrincipal() }));

  expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement).toEqual([
    {
      ...{ Effect: 'Allow', Action: 'signer:SignPayload' },
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^SigningProfile/), 'Arn'] },
    },
  ]);
});

test('another stack reads the profile without an export that blocks replacing it', () => {
  const app = newApp();
  const stack = workloadStack(app, 'Images');
  const other = workloadStack(app, 'Services');
  new CfnOutput(other, 'Profile', { value: signingIn(stack).signingProfileArn });

  expect(templateOf(other).Outputs.Profile.Value).toHaveProperty('Fn::GetStackOutput');
  expect(Object.values<any>(templateOf(stack).Outputs).flatMap(({ Export }) => Export ?? [])).toEqual([]);
});

test('PC11b a registry has one configuration: a second one is refused, and one of another region is not', () => {
  const app = newApp();
  signingIn(workloadStack(app, 'One'));
  signingIn(new Stack(app, 'Elsewhere', { env: { account: '111111111111', region: 'eu-north-1' } }));

  expect(() => signingIn(workloadStack(app, 'Two'))).toThrowProblem(
    ...(['image-signing/configuration-taken', 'configurationExists', false] as const),
    'Two/Signing',
  );
});

test('PC11b a second product has a profile of its own: its rule is an input, or one of the stack with the configuration', () => {
  const app = newApp();
  const [one, two] = ['One', 'Two'].map((id) => workloadStack(app, id));
  signingIn(one, { otherRules: [RULE] });
  const { pendingInputs } = signingIn(two, { repositories: ['acme-portal-prod/*'], configurationExists: true });

  expect(propertiesOf(one, CONFIGURATION).Rules[1]).toEqual({
    ...{ SigningProfileArn: PROFILE, RepositoryFilters: [filterOf('acme-portal-prod/*')] },
  });
  expect(resourcesOf(two, CONFIGURATION)).toEqual([]);
  const [{ key, target, command }, ...others] = pendingInputs;
  expect([key, target, others]).toEqual([
    'signing-rule',
    'ECR signing configuration of 111111111111/ap-southeast-1',
    [],
  ]);
  expect(command).toMatch(/--stack-name Two --logical-resource-id SigningProfile\w+ /);
  expect(command).toContain('repositoryFilters: [{"filter":"acme-portal-prod/*","filterType":"WILDCARD_MATCH"}]');
  expect(command).toContain('&& aws ecr put-signing-configuration --region ap-southeast-1 ');
});

test('the profile of another app is known by its rule, and lets roles sign', () => {
  const stack = workloadStack();
  const signing = ImageSigning.fromRule(stack, 'Known', RULE);
  signing.grantSign(new Role(stack, 'Ci', { assumedBy: new AccountRootPrincipal() }));

  expect([signing.signingProfileArn, signing.repositories]).toEqual([PROFILE, ['acme-portal-prod/*']]);
  expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement[0].Resource).toBe(PROFILE);
  expect(() => ImageSigning.fromRule(stack, 'Every', { ...RULE, signingProfileArn: `${PROFILE}*` })).toThrowProblem(
    ...(['image-signing/not-a-profile', 'signingProfileArn', `${PROFILE}*`] as const),
  );
});

test('a role of another account is refused: the CDK would grant nothing, and report success', () => {
  const stack = workloadStack();
  const theirs = Role.fromRoleArn(stack, 'Theirs', 'arn:aws:iam::222222222222:role/ci');

  expect(() => signingIn(stack).grantSign(theirs)).toThrowProblem(
    ...(['grant/other-account', 'grantee', 'a role of account 222222222222'] as const),
  );
});
