import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { accessSection } from '../../../../src/bank/private/plan/access';
import { bankOf, readBank } from '../../../support/bank';
import { workloadStack } from '../../../support/cloud';

const { of, plan } = readBank();
const { access } = plan.data;

test('RB19b who may do what is in the plan, statement by statement: as many as the templates allow', () => {
  const documents = of().flatMap(({ Type, Properties: it = {} }) => [
    ...(Type === 'AWS::IAM::Role'
      ? [it.AssumeRolePolicyDocument, ...(it.Policies ?? []).map(({ PolicyDocument }: any) => PolicyDocument)]
      : []),
    ...(/Policy$/.test(Type) ? [it.PolicyDocument ?? []].flat() : []),
    ...[it.KeyPolicy, it.RepositoryPolicyText].filter(Boolean),
  ]);
  const allowed = documents.flatMap(({ Statement }) => Statement).filter(({ Effect: effect }) => effect === 'Allow');

  expect(access.filter(({ may }: { may?: string[] }) => may !== undefined)).toHaveLength(allowed.length);
  expect(allowed.length).toBeGreaterThan(50);
});

test('RB13 the plan lists what the role for images can do, and nothing that it is denied', () => {
  expect(access.filter(({ who }: { who: string }) => who === 'prd-rl-bank-push-image')).toEqual([
    { who: 'prd-rl-bank-push-image', may: ['ecr:GetAuthorizationToken'], on: ['*'] },
    {
      who: 'prd-rl-bank-push-image',
      may: [
        ...['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:CompleteLayerUpload'],
        ...['ecr:InitiateLayerUpload', 'ecr:PutImage', 'ecr:UploadLayerPart'],
      ],
      on: ['arn:aws:ecr:ap-southeast-1:982233224911:repository/rl-bank-api'],
    },
  ]);
});

describe('RB19b a role that is added', () => {
  test('is in the plan of the bank, as what it may do and who takes it on', () => {
    const bank = bankOf();
    const role = roleIn(bank.node.findChild('api') as Stack);
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:::queue'] }));
    const { lines, data } = accessSection(bank);

    expect(lines.join('\n')).toContain('\nthe-new-one may sqs:SendMessage\n  on arn:aws:sqs:::queue\n');
    expect(lines.join('\n')).toContain('\necs-tasks.amazonaws.com may sts:AssumeRole\n  on the-new-one\n');
    expect(data).toHaveLength(access.length + 2);
  });

  test('has its conditions, and no denied actions', () => {
    const stack = workloadStack();
    const role = roleIn(stack);
    role.addToPolicy(
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, Null: { 'aws:SourceArn': 'false' } },
      }),
    );
    role.addToPolicy(new PolicyStatement({ effect: Effect.DENY, actions: ['iam:*'], resources: ['*'] }));

    expect(accessSection(stack).lines.slice(2)).toEqual([
      'the-new-one may s3:GetObject, s3:PutObject',
      '  on *, if aws:SourceAccount StringEquals 111111111111 and aws:SourceArn Null false',
    ]);
  });
});

test('RB19b the plan lists the principals of resource policies', () => {
  const { text } = plan;

  expect(text).toMatch(/cloudfront\.amazonaws\.com may s3:GetObject, s3:ListBucket\n {4}on prd-rl-bank-webapp, /);
  expect(text).toMatch(/cloudwatch\.amazonaws\.com may sns:Publish\n {4}on prd-rl-bank-page, if /);
  expect(text).not.toMatch(/^ *everybody may/m);
});

function roleIn(stack: Stack): Role {
  return new Role(stack, 'New', {
    roleName: 'the-new-one',
    assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
  });
}
