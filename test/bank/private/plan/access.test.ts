import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { accessSection } from '../../../../src/bank/private/plan/access';
import { bankOf, CLOSED, planOf, resourcesIn } from '../../../support/bank';
import { workloadStack } from '../../../support/cloud';

const bank = bankOf(CLOSED);
const { access } = planOf(bank).data;

test('RB19b who may do what is in the plan, statement by statement: as many as the templates allow', () => {
  const documents = resourcesIn(bank).flatMap(({ Type, Properties: it = {} }) => [
    ...(Type === 'AWS::IAM::Role' ? [it.AssumeRolePolicyDocument, ...(it.Policies ?? []).map(documentOf)] : []),
    ...(/Policy$/.test(Type) ? [it.PolicyDocument ?? []].flat() : []),
    ...[it.KeyPolicy, it.RepositoryPolicyText].filter(Boolean),
  ]);
  const allowed = documents.flatMap(({ Statement }) => Statement).filter(({ Effect: effect }) => effect === 'Allow');

  expect(access.filter(({ may }: { may?: string[] }) => may !== undefined)).toHaveLength(allowed.length);
  expect(allowed.length).toBeGreaterThan(50);
});

test('RB13 the plan tells what the role for images may do, and no more', () => {
  const grants = access.filter(({ who }: { who: string }) => who === 'prd-rl-bank-push-image');

  expect(grants.filter(({ may }: { may: string[] }) => !may.includes('iam:*'))).toEqual([
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

test('RB19b what is denied is not told as allowed', () => {
  const denied = access.filter(({ who, may }: { who: string; may: string[] }) => {
    return who.startsWith('prd-rl-bank-') && may.includes('iam:*');
  });

  expect(denied).toEqual([]);
});

describe('RB19b a role that is added', () => {
  test('is in the plan of the bank', () => {
    const changed = bankOf(CLOSED);
    const role = roleIn(changed.node.findChild('api') as Stack);
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:::queue'] }));
    const { text, data } = planOf(changed);

    expect(text).toContain('\n  the-new-one may sqs:SendMessage\n    on arn:aws:sqs:::queue\n');
    expect(text).toContain('\n  ecs-tasks.amazonaws.com may sts:AssumeRole\n    on the-new-one\n');
    expect(data.access).toHaveLength(access.length + 2);
  });

  test('is told with its conditions', () => {
    const stack = workloadStack();
    roleIn(stack).addToPolicy(
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, Null: { 'aws:SourceArn': 'false' } },
      }),
    );

    expect(accessSection(stack).lines.slice(2)).toEqual([
      'the-new-one may s3:GetObject, s3:PutObject',
      '  on *, if aws:SourceAccount StringEquals 111111111111 and aws:SourceArn Null false',
    ]);
  });

  test('is not told to be allowed what it is denied', () => {
    const stack = workloadStack();
    roleIn(stack).addToPolicy(new PolicyStatement({ effect: Effect.DENY, actions: ['iam:*'], resources: ['*'] }));

    expect(accessSection(stack).lines.filter((line) => line.includes(' may iam:*'))).toEqual([]);
  });
});

test('RB19b whoever is let in by a resource is told too', () => {
  const lines = accessSection(bank).lines.join('\n');

  expect(lines).toMatch(/cloudfront\.amazonaws\.com may s3:GetObject, s3:ListBucket\n {2}on prd-rl-bank-webapp, /);
  expect(lines).toMatch(/cloudwatch\.amazonaws\.com may sns:Publish\n {2}on prd-rl-bank-page, if /);
  expect(lines).not.toMatch(/^everybody may/m);
});

function roleIn(stack: Stack): Role {
  return new Role(stack, 'New', {
    roleName: 'the-new-one',
    assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
  });
}

function documentOf({ PolicyDocument }: { PolicyDocument: unknown }): any {
  return PolicyDocument;
}
