import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnParameter, CfnResource, Fn, NestedStack, SecretValue, Stack, Stage } from 'aws-cdk-lib';
import { CfnRole, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CloudFormationExecutionPolicies, CloudFormationExecutionPoliciesProps } from '../../src/delivery';
import { ResourceGate } from '../../src/gate';
import { ACCOUNT, EDGE, newApp, WORKLOAD } from '../support/cloud';

type Props = Partial<CloudFormationExecutionPoliciesProps>;

const PLACE = `ap-southeast-1:${ACCOUNT}`;

function stackIn(app: App, stackName = 'prd-bank-data', env = WORKLOAD): Stack {
  return new Stack(app, stackName, { env });
}

function policiesIn(scope: App | Stage, props: Props = {}): CloudFormationExecutionPolicies {
  return new CloudFormationExecutionPolicies(scope, 'Policies', { namePrefix: 'prd-bank', ...props });
}

function written(policies: CloudFormationExecutionPolicies, file = 'template.json'): string {
  (policies.node.root as App).synth();
  return readFileSync(join(Stage.of(policies)!.outdir, policies.outputFolder, file), 'utf8');
}

interface Written {
  readonly ManagedPolicyName: string;
  readonly PolicyDocument: { readonly Statement: any[] };
}
function policiesOf(policies: CloudFormationExecutionPolicies): Record<string, Written> {
  const { Resources } = JSON.parse(written(policies));
  return Object.fromEntries(Object.entries<any>(Resources).map(([id, { Properties }]) => [id, Properties]));
}

/** What the policies allow, as "action on resource", with the conditions behind. */
function allowedBy(policies: CloudFormationExecutionPolicies): string[] {
  const { Boundary: _, ...execution } = policiesOf(policies);
  const statements = Object.values(execution).flatMap(({ PolicyDocument: { Statement } }) => Statement);
  const allow = statements.filter(({ Effect }) => Effect === 'Allow');
  return allow.flatMap(({ Action, Resource, Condition }) =>
    [Action]
      .flat()
      .flatMap((action) =>
        [Resource].flat().map((on) => `${action} on ${on}${Condition ? ` if ${JSON.stringify(Condition)}` : ''}`),
      ),
  );
}

/** Policies of an app with one stack. */
function allowedFor(build: (stack: Stack) => void, props: Props = {}): string[] {
  const app = newApp();
  build(stackIn(app));
  return allowedBy(policiesIn(app, props));
}

function resource(stack: Stack, type: string, properties: object = {}, id = 'It'): CfnResource {
  return new CfnResource(stack, id, { type, properties });
}

function roleIn(stack: Stack, props: object = {}, id = 'Role'): Role {
  return new Role(stack, id, { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'), ...props });
}

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

  test('roles without a permissions boundary get that of the policies, and others keep theirs', () => {
    const app = newApp();
    const stack = stackIn(app);
    const roles = ['One', 'Two'].map((id) => roleIn(stack, {}, id).node.defaultChild as CfnRole);
    roles[1].permissionsBoundary = `arn:aws:iam::${ACCOUNT}:policy/theirs`;
    const created = allowedBy(policiesIn(app)).filter((it) => it.startsWith('iam:CreateRole'));

    expect(roles.map(({ permissionsBoundary }) => permissionsBoundary)).toEqual([
      boundary,
      `arn:aws:iam::${ACCOUNT}:policy/theirs`,
    ]);
    expect(created).toHaveLength(2);
    expect(created[0]).toContain(`{"iam:PermissionsBoundary":["${boundary}","arn:aws:iam::${ACCOUNT}:policy/theirs"]}`);
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
    const [{ Resource }] = policiesOf(policiesIn(app)).Boundary.PolicyDocument.Statement;

    expect(Resource).toBe('arn:aws:s3:::a-bucket-with-a-name-of-fifty-characters-or-more-*');
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

describe('in an app', () => {
  test('RB24 a closed gate changes nothing: the administrator has the policies before the first deployment', () => {
    const templates = [true, false].map((createResources) => {
      const app = newApp();
      const stack = stackIn(app);
      roleIn(stack);
      new CfnBucket(stack, 'Bucket');
      new ResourceGate(app, 'Gate', { scopes: [stack], createResources });
      return written(policiesIn(app));
    });

    expect(templates[0]).toContain('prd-bank-data-*');
    expect(templates[1]).toBe(templates[0]);
  });

  test('a Stage has its policies in its own assembly', () => {
    const stage = new Stage(newApp(), 'Prod', { env: WORKLOAD });
    new CfnBucket(new Stack(stage, 'Data'), 'Bucket');
    expect(allowedBy(policiesIn(stage))).toContain('s3:CreateBucket on arn:aws:s3:::prod-data-*');
  });

  test('a qualifier of its own has a bootstrap stack of its own; the context has the qualifier too', () => {
    const app = newApp({ context: { '@aws-cdk/core:bootstrapQualifier': 'bank' } });
    new CfnBucket(stackIn(app), 'Bucket');
    const policies = policiesIn(app);

    expect(written(policies, 'policies.txt')).toContain(
      `cdk bootstrap aws://${ACCOUNT}/ap-southeast-1 --qualifier bank --toolkit-stack-name CDKToolkit-bank`,
    );
    expect([policies.policyName, policies.boundaryName]).toEqual([
      'cdk-bank-cfn-exec-prd-bank',
      'cdk-bank-cfn-exec-prd-bank-boundary',
    ]);
    expect(policiesIn(newApp(), { qualifier: 'other' }).policyName).toBe('cdk-other-cfn-exec-prd-bank');
  });

  test('many resources are split into policies within the quota, in the same way every time', () => {
    const build = () => {
      const app = newApp();
      const stack = stackIn(app);
      const name = (index: number) => `/a/path/with/eighty/characters/so/that/few/fit/into/one/policy/${index}`;
      Array.from({ length: 150 }, (_, index) =>
        resource(stack, 'AWS::SSM::Parameter', { Name: name(index), Type: 'String', Value: '1' }, `P${index}`),
      );
      return policiesOf(policiesIn(app));
    };
    const policies = build();
    const sizes = Object.values(policies).map(({ PolicyDocument }) => JSON.stringify(PolicyDocument).length);

    expect(sizes.length).toBeGreaterThan(3);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6144);
    expect(build()).toEqual(policies);
  });
});

describe('errors', () => {
  function synth(build: (app: App) => void, props: Props = {}) {
    const app = newApp();
    build(app);
    policiesIn(app, props);
    return () => app.synth();
  }
  const problem = (name: string) => `execution-policies/${name}`;

  test.each(['cdk-bank', 'prd bank', ''])('the prefix %p is refused', (namePrefix) => {
    expect(() => policiesIn(newApp(), { namePrefix })).toThrowProblem(problem('name-prefix'), 'namePrefix', namePrefix);
  });

  test('an app without stacks is refused', () => {
    expect(synth(() => undefined)).toThrowProblem(problem('no-stack'), 'scopes', [], 'Policies');
  });

  test('a stack without an environment is refused', () => {
    const build = (app: App) => void new CfnBucket(new Stack(app, 'prd-bank'), 'Bucket');
    expect(synth(build)).toThrowProblem(problem('no-environment'), 'scopes', ['prd-bank'], 'Policies');
  });

  test('stacks of two accounts are refused', () => {
    const build = (app: App) => {
      new CfnBucket(stackIn(app), 'Bucket');
      new CfnBucket(stackIn(app, 'prd-bank-other', { ...EDGE, account: '222222222222' }), 'Bucket');
    };
    const accounts = [ACCOUNT, '222222222222'];
    expect(synth(build)).toThrowProblem(problem('several-accounts'), 'scopes', accounts, 'Policies');
  });

  test('a type that is not known is refused by name, with what to add', () => {
    const build = (app: App) => void resource(stackIn(app), 'AWS::QLDB::Ledger');
    expect(synth(build)).toThrowProblem(problem('unknown-type'), 'additionalPermissions', [], 'Policies');
    expect(synth(build)).toThrow(/must have AWS::QLDB::Ledger.*add `'AWS::QLDB::Ledger': \[new PolicyStatement/);
  });

  test('a role with another prefix is refused', () => {
    const build = (app: App) => void roleIn(stackIn(app), { roleName: 'stg-bank' });
    expect(synth(build)).toThrowProblem(problem('role-outside-prefix'), 'namePrefix', 'prd-bank', 'Policies');
  });

  test('a managed policy that is not in the templates is refused, unless its statements are given', () => {
    const managedPolicies = [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')];
    const build = (app: App) => void roleIn(stackIn(app), { managedPolicies });
    expect(synth(build)).toThrowProblem(problem('managed-policy'), 'boundaryStatements', undefined, 'Policies');
  });

  test('more than ten policies are refused, and a boundary that does not fit', () => {
    const long = Array.from({ length: 400 }, (_, index) => `/${String(index).padStart(3, '0')}${'a'.repeat(160)}`);
    const parameters = (app: App) => {
      const stack = stackIn(app);
      long.forEach((Name, index) =>
        resource(stack, 'AWS::SSM::Parameter', { Name, Type: 'String', Value: '1' }, `P${index}`),
      );
    };
    const actions = Array.from({ length: 300 }, (_, index) => `s3:Get${'A'.repeat(20)}${index}`);
    const role = (app: App) => {
      roleIn(stackIn(app)).addToPolicy(new PolicyStatement({ actions, resources: ['*'] }));
    };

    expect(synth(parameters)).toThrow(/'scopes' is "stacks that need \d\d policies".*execution-policies\/too-many/);
    expect(synth(role)).toThrow(/'scopes' is "stacks with a policy of \d+ characters".*execution-policies\/too-long/);
  });
});
