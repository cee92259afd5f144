import { App, CfnParameter, Fn, NestedStack, SecretValue, Stack } from 'aws-cdk-lib';
import { CfnRole, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { ACCOUNT, newApp, resourcesOf } from '../../../support/cloud';
import {
  allowedBy,
  allowedFor,
  PLACE,
  policiesIn,
  policiesOf,
  resource,
  roleIn,
  stackIn,
  written,
} from '../../../support/execution-policies';

describe('names', () => {
  test.each<[string, string, object, string]>([
    ['a bucket', 'AWS::S3::Bucket', { BucketName: 'documents' }, 's3:CreateBucket on arn:aws:s3:::documents'],
    ['a bucket without name', 'AWS::S3::Bucket', {}, 's3:CreateBucket on arn:aws:s3:::prd-bank-data-*'],
    [
      'a policy of a bucket from elsewhere',
      'AWS::S3::BucketPolicy',
      { Bucket: 'theirs', PolicyDocument: {} },
      's3:PutBucketPolicy on arn:aws:s3:::theirs',
    ],
    [
      'a parameter',
      'AWS::SSM::Parameter',
      { Name: '/bank/PORT', Type: 'String', Value: '1' },
      `ssm:PutParameter on arn:aws:ssm:${PLACE}:parameter/bank/PORT`,
    ],
    [
      'a parameter without name',
      'AWS::SSM::Parameter',
      { Type: 'String', Value: '1' },
      `ssm:PutParameter on arn:aws:ssm:${PLACE}:parameter/CFN-It-*`,
    ],
    [
      'a secret',
      'AWS::SecretsManager::Secret',
      { Name: 'bank/KEY' },
      `secretsmanager:CreateSecret on arn:aws:secretsmanager:${PLACE}:secret:bank/KEY-??????`,
    ],
    [
      'a secret without name',
      'AWS::SecretsManager::Secret',
      {},
      `secretsmanager:CreateSecret on arn:aws:secretsmanager:${PLACE}:secret:It-*`,
    ],
    [
      'a load balancer, whose made-up name is short',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      {},
      `elasticloadbalancing:DeleteLoadBalancer on arn:aws:elasticloadbalancing:${PLACE}:loadbalancer/app/prd-b*/*`,
    ],
    [
      'a web ACL',
      'AWS::WAFv2::WebACL',
      { Name: 'edge', Scope: 'CLOUDFRONT' },
      `wafv2:DeleteWebACL on arn:aws:wafv2:${PLACE}:global/webacl/edge/*`,
    ],
    [
      'an OIDC provider',
      'AWS::IAM::OIDCProvider',
      { Url: 'https://token.actions.githubusercontent.com' },
      `iam:CreateOpenIDConnectProvider on arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
    ],
    [
      'a cluster that a service names by its ARN',
      'AWS::ECS::Service',
      { Cluster: `arn:aws:ecs:${PLACE}:cluster/shared`, ServiceName: 'api' },
      `ecs:CreateService on arn:aws:ecs:${PLACE}:service/shared/api`,
    ],
  ])('%s is allowed by what the template has', (_what, type, properties, expected) => {
    expect(allowedFor((stack) => void resource(stack, type, properties))).toContain(expected);
  });

  test('a long name of a stack is cut where CloudFormation may cut it', () => {
    const app = newApp();
    new CfnBucket(stackIn(app, 'prd-bank-with-a-name-that-is-long'), 'Bucket');
    expect(allowedBy(policiesIn(app))).toContain('s3:CreateBucket on arn:aws:s3:::prd-bank-with-a-name-tha*');
  });

  test('a policy for a bucket of another stack, and of the stack around, has the name of that bucket', () => {
    const app = newApp({ context: { '@aws-cdk/core:defaultCrossStackReferences': 'strong' } });
    const bucket = new CfnBucket(stackIn(app), 'Bucket', { bucketName: 'documents' });
    const other = stackIn(app, 'prd-bank-other');
    resource(other, 'AWS::S3::BucketPolicy', { Bucket: bucket.ref });
    const around = new CfnBucket(other, 'Around', { bucketName: 'around' });
    resource(new NestedStack(other, 'Nested'), 'AWS::S3::BucketPolicy', { Bucket: around.ref });

    const allowed = allowedBy(policiesIn(app)).filter((it) => it.startsWith('s3:PutBucketPolicy'));
    expect(allowed).toEqual([
      's3:PutBucketPolicy on arn:aws:s3:::around',
      's3:PutBucketPolicy on arn:aws:s3:::documents',
    ]);
  });

  test('a template of a nested stack is read from the assets of the bootstrap', () => {
    const app = newApp();
    resource(new NestedStack(stackIn(app), 'Nested'), 'AWS::SNS::Topic');
    const allowed = allowedBy(policiesIn(app));

    expect(allowed).toContain(`s3:GetObject on arn:aws:s3:::cdk-hnb659fds-assets-${ACCOUNT}-ap-southeast-1/*`);
    expect(allowed).toContain(`cloudformation:CreateStack on arn:aws:cloudformation:${PLACE}:stack/prd-bank-data-*/*`);
    expect(allowed).toContain(`sns:CreateTopic on arn:aws:sns:${PLACE}:prd-bank-data-NestedNest*`);
  });
});

describe('roles', () => {
  const boundary = `arn:aws:iam::${ACCOUNT}:policy/cdk-hnb659fds-cfn-exec-prd-bank-boundary`;
  const role = `arn:aws:iam::${ACCOUNT}:role/prd-bank-data-Role1ABCC5F0-*`;

  const parts = ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }];
  const inTemplate = { 'Fn::Join': ['', [...parts, ':policy/cdk-hnb659fds-cfn-exec-prd-bank-boundary']] };

  test('roles without a permissions boundary get that of the policies, and are created with it alone', () => {
    const app = newApp();
    const stack = stackIn(app);
    const created = roleIn(stack).node.defaultChild as CfnRole;
    const allowed = allowedBy(policiesIn(app)).filter((it) => it.startsWith('iam:CreateRole'));

    expect(stack.resolve(created.permissionsBoundary)).toEqual(inTemplate);
    expect(allowed).toHaveLength(1);
    expect(allowed[0]).toContain(`"StringEquals":{"iam:PermissionsBoundary":"${boundary}"}`);
  });

  test('a role of a plain resource gets the boundary too', () => {
    const allowed = policiesIn(newApp());
    const stack = stackIn(allowed.node.root as App);
    resource(stack, 'AWS::IAM::Role', { AssumeRolePolicyDocument: {} });

    expect(resourcesOf(stack, 'AWS::IAM::Role')[0].Properties.PermissionsBoundary).toEqual(inTemplate);
  });

  test('a role is passed by name, to the services of its trust alone', () => {
    const allowed = allowedFor((stack) => {
      resource(stack, 'AWS::ECS::TaskDefinition', { Family: 'api', TaskRoleArn: roleIn(stack).roleArn });
    });
    const passed = allowed.filter((it) => it.startsWith('iam:PassRole'));

    expect(passed).toEqual([
      `iam:PassRole on ${role} if {"StringEquals":{"iam:PassedToService":["ecs-tasks.amazonaws.com"]}}`,
    ]);
  });

  test('a role from elsewhere is passed to the service of the resource', () => {
    const theirs = `arn:aws:iam::${ACCOUNT}:role/theirs`;
    const allowed = allowedFor((stack) => void resource(stack, 'AWS::ECS::TaskDefinition', { TaskRoleArn: theirs }));

    expect(allowed).toContain(
      `iam:PassRole on ${theirs} if {"StringEquals":{"iam:PassedToService":["ecs-tasks.amazonaws.com"]}}`,
    );
  });

  test('a managed policy of the template is attached, and no other', () => {
    const allowed = allowedFor((stack) => {
      const statements = [new PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::documents/*'] })];
      const policy = new ManagedPolicy(stack, 'Policy', { managedPolicyName: 'prd-bank-read', statements });
      roleIn(stack, { managedPolicies: [policy] });
    });
    const attached = allowed.filter((it) => it.startsWith(`iam:AttachRolePolicy on ${role}`));

    expect(attached).toHaveLength(1);
    expect(attached[0]).toContain(`"iam:PolicyARN":["arn:aws:iam::${ACCOUNT}:policy/prd-bank-read"]`);
  });

  test('users and groups are changed only where the template has them', () => {
    const allowed = allowedFor((stack) => {
      roleIn(stack).addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
    });
    expect(allowed.filter((it) => /iam:\w*(User|Group)/.test(it))).toEqual([]);
    expect(allowed.some((it) => it.startsWith(`iam:PutRolePolicy on ${role}`))).toBe(true);
  });

  test('the boundary allows what the roles have, and statements of the user', () => {
    const app = newApp();
    const stack = stackIn(app);
    const bucket = new CfnBucket(stack, 'Bucket', { bucketName: 'documents' });
    const toRole = new PolicyStatement({ actions: ['s3:GetObject'], resources: [Fn.join('', [bucket.attrArn, '/*'])] });
    roleIn(stack, { managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')] }).addToPolicy(toRole);
    const given = new PolicyStatement({ actions: ['s3:ListBucket'], resources: ['*'] });
    const { Boundary } = policiesOf(policiesIn(app, { boundaryStatements: [given] }));

    expect(Boundary.ManagedPolicyName).toBe('cdk-hnb659fds-cfn-exec-prd-bank-boundary');
    expect(Boundary.PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::documents/*' },
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' },
      {
        Effect: 'Deny',
        Action: ['iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary'],
        Resource: '*',
      },
      {
        Effect: 'Deny',
        Action: ['iam:AttachRolePolicy', 'iam:CreateRole', 'iam:PutRolePolicy'],
        Resource: '*',
        Condition: { StringNotEquals: { 'iam:PermissionsBoundary': boundary } },
      },
      {
        Effect: 'Deny',
        Action: 'iam:*',
        NotResource: ['instance-profile', 'policy', 'role'].map((it) => `arn:aws:iam::${ACCOUNT}:${it}/prd-bank*`),
      },
    ]);
  });

  test('a boundary that is too long has the beginning of its longest lists', () => {
    const app = newApp();
    const name = (index: number) => `a-bucket-with-a-name-of-fifty-characters-or-more-${index}`;
    const resources = Array.from({ length: 90 }, (_, index) => `arn:aws:s3:::${name(index)}/*`);
    roleIn(stackIn(app)).addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources }));
    const policies = policiesIn(app);
    const [{ Resource }] = policiesOf(policies).Boundary.PolicyDocument.Statement;
    const widened = 'arn:aws:s3:::a-bucket-with-a-name-of-fifty-characters-or-more-*';

    expect(Resource).toBe(widened);
    expect(written(policies, 'policies.txt')).toContain(`\n  ${widened}: s3:GetObject\n`);
  });
});

describe('beside the handlers', () => {
  test('the version of the bootstrap, parameters and secrets that the template refers to are read', () => {
    const allowed = allowedFor((stack) => {
      new CfnParameter(stack, 'Image', { type: 'AWS::SSM::Parameter::Value<String>', default: '/shared/image' });
      const password = SecretValue.secretsManager('shared/password').unsafeUnwrap();
      const plain = SecretValue.ssmSecure('/shared/key', '1').unsafeUnwrap();
      resource(stack, 'AWS::SNS::Topic', { DisplayName: password, TopicName: plain });
    });

    expect(allowed).toEqual(
      expect.arrayContaining([
        `ssm:GetParameters on arn:aws:ssm:${PLACE}:parameter/cdk-bootstrap/hnb659fds/version`,
        `ssm:GetParameters on arn:aws:ssm:${PLACE}:parameter/shared/image`,
        `ssm:GetParameters on arn:aws:ssm:${PLACE}:parameter/shared/key`,
        `secretsmanager:GetSecretValue on arn:aws:secretsmanager:${PLACE}:secret:shared/password-??????`,
      ]),
    );
  });

  test('a custom resource calls its function', () => {
    const arn = `arn:aws:lambda:${PLACE}:function:theirs`;
    const allowed = allowedFor((stack) => void resource(stack, 'Custom::Seed', { ServiceToken: arn }));
    expect(allowed).toContain(`lambda:InvokeFunction on ${arn}`);
  });

  test('a key that a resource names is used through AWS services alone', () => {
    const key = `arn:aws:kms:${PLACE}:key/0a1b`;
    const allowed = allowedFor((stack) => void resource(stack, 'AWS::SNS::Topic', { KmsMasterKeyId: key }));
    const condition = '{"StringLike":{"kms:ViaService":"*.ap-southeast-1.amazonaws.com"}}';
    expect(allowed).toContain(`kms:Decrypt on ${key} if ${condition}`);
  });

  test('a type that is not known has the permissions of the user, and a type that is not there has none', () => {
    const statement = (action: string) => [new PolicyStatement({ actions: [action], resources: ['*'] })];
    const additionalPermissions = {
      'AWS::QLDB::Ledger': statement('qldb:CreateLedger'),
      'AWS::Other::Thing': statement('other:CreateThing'),
    };
    const build = (stack: Stack) => void resource(stack, 'AWS::QLDB::Ledger');

    expect(allowedFor(build, { additionalPermissions }).filter((it) => !it.startsWith('ssm:'))).toEqual([
      'qldb:CreateLedger on *',
    ]);
  });
});

test('a web ACL may name rule groups of AWS, and its log gets the policy that AWS WAF adds', () => {
  const allowed = allowedFor((stack) => {
    const acl = resource(stack, 'AWS::WAFv2::WebACL', { Name: 'edge', Scope: 'REGIONAL' });
    resource(stack, 'AWS::WAFv2::LoggingConfiguration', { ResourceArn: acl.getAtt('Arn') }, 'Logging');
  });
  const inRegion = 'if {"StringEquals":{"aws:RequestedRegion":["ap-southeast-1"]}}';

  expect(allowed).toEqual(
    expect.arrayContaining([
      `wafv2:CreateWebACL on arn:aws:wafv2:${PLACE}:regional/managedruleset/*`,
      `wafv2:UpdateWebACL on arn:aws:wafv2:${PLACE}:regional/managedruleset/*`,
      `logs:CreateLogDelivery on * ${inRegion}`,
      `logs:PutResourcePolicy on * ${inRegion}`,
    ]),
  );
});

test('a log of undelivered emails gets the policy that Amazon Cognito adds, and a user pool its sender', () => {
  const allowed = allowedFor((stack) => {
    const pool = resource(stack, 'AWS::Cognito::UserPool');
    resource(stack, 'AWS::Cognito::LogDeliveryConfiguration', { UserPoolId: pool.ref }, 'Logging');
    resource(stack, 'AWS::Cognito::UserPoolDomain', { UserPoolId: pool.ref, CustomDomainConfig: {} }, 'Domain');
  });

  expect(allowed.filter((it) => /^logs:(Put|Create|Update|Delete)|^iam:CreateS|^cloudfront/.test(it))).toEqual([
    'cloudfront:UpdateDistribution on *',
    ...['CreateLogDelivery', 'DeleteLogDelivery', 'PutResourcePolicy', 'UpdateLogDelivery'].map((action) => {
      return `logs:${action} on * if {"StringEquals":{"aws:RequestedRegion":["ap-southeast-1"]}}`;
    }),
    expect.stringContaining('email.cognito-idp.amazonaws.com'),
  ]);
});
