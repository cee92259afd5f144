import { App, Duration, Stack, Stage } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { DeployRole, DeployRoleProps } from '../../src/delivery';
import { arnOf, exportsIn } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack, WORKLOAD } from '../support/cloud';
import { anyTrust, neverItself, policiesOf, roleOf } from '../support/roles';
import { siteIn, statementsFor } from '../support/site';

function deployRoleIn(stack: Stack, props: Partial<DeployRoleProps> = {}): DeployRole {
  return new DeployRole(stack, 'Deploy', { trust: anyTrust(), ...props });
}

const deployRole = (props: Partial<DeployRoleProps> = {}) => deployRoleIn(workloadStack(), props);

test('without permissions a role has one statement, which denies changes to itself', () => {
  const role = deployRole({ roleName: 'ci' });
  const types = Object.values<any>(templateOf(Stack.of(role)).Resources).map(({ Type }) => Type);

  expect(types).toEqual(['AWS::IAM::Role', 'AWS::IAM::Policy']);
  expect(policiesOf(role)).toEqual({ Default: [neverItself('ci')] });
});

test('a grant adds its statement to the denial', () => {
  const deploy = deployRole({ roleName: 'ci' });
  deploy.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }),
  );

  expect(policiesOf(deploy)).toEqual({
    Default: [neverItself('ci'), { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }],
  });
});

test('by default the role name comes from the path of the construct, with 64 characters at most', () => {
  const role = deployRole();
  const ofLongPath = deployRoleIn(workloadStack(newApp(), 'a'.repeat(100))).roleName;

  expect(role.roleName).toMatch(/^Web-Deploy-[0-9A-F]{8}$/);
  expect(deployRole().roleName).toBe(role.roleName);
  expect(ofLongPath).toMatch(/^a{48,}[\w-]*$/);
  expect(ofLongPath.length).toBeLessThanOrEqual(64);
});

test('by default the path is /, a session lasts one hour, and there is no boundary and no description', () => {
  const role = deployRole();

  expect(roleOf(role)).toEqual({
    AssumeRolePolicyDocument: expect.anything(),
    RoleName: role.roleName,
    Path: '/',
    MaxSessionDuration: 3600,
  });
});

test('name, path, session, boundary and description of a role are those that are given', () => {
  const stack = workloadStack();
  const permissionsBoundary = ManagedPolicy.fromManagedPolicyArn(
    stack,
    'Boundary',
    'arn:aws:iam::111111111111:policy/ci-boundary',
  );
  const role = deployRoleIn(stack, {
    roleName: 'ci',
    path: '/rl-bank/ci/',
    maxSessionDuration: Duration.hours(12),
    permissionsBoundary,
    description: 'For CI',
  });

  expect(roleOf(role)).toEqual({
    AssumeRolePolicyDocument: expect.anything(),
    RoleName: 'ci',
    Path: '/rl-bank/ci/',
    MaxSessionDuration: 43200,
    PermissionsBoundary: 'arn:aws:iam::111111111111:policy/ci-boundary',
    Description: 'For CI',
  });
});

test('roleArn is built from path and name, and the denial names it', () => {
  const role = deployRole({ roleName: 'ci', path: '/rl-bank/ci/' });

  expect(Stack.of(role).resolve(role.roleArn)).toEqual(arnOf('iam::111111111111:role/rl-bank/ci/ci'));
  expect(policiesOf(role)).toEqual({ Default: [neverItself('rl-bank/ci/ci')] });
});

test('roleArn leaves the account to CloudFormation in a stack without one', () => {
  const role = deployRoleIn(new Stack(newApp(), 'Agnostic'), { roleName: 'ci' });

  expect(Stack.of(role).resolve(role.roleArn)).toEqual({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':role/ci']],
  });
});

describe('the KMS key of a site', () => {
  const publishersOf = (stack: Stack) =>
    statementsFor(stack, 'AWS::KMS::Key', 'PublishersWriteThroughS3')[0].Condition.StringEquals['aws:PrincipalArn'];

  test('names a role of the same stack without a cycle', () => {
    const stack = workloadStack();
    const role = deployRoleIn(stack, { roleName: 'publish', path: '/ci/' });
    siteIn(stack, { customerKey: { publisherArns: [role.roleArn] } }).grantPublish(role);

    expect(publishersOf(stack)).toEqual([arnOf('iam::111111111111:role/ci/publish')]);
  });

  test('names a role of another stack, which is deployed after the site', () => {
    const app = newApp();
    const [web, roles] = [workloadStack(app), workloadStack(app, 'Roles')];
    const role = deployRoleIn(roles, { roleName: 'publish' });
    siteIn(web, { customerKey: { publisherArns: [role.roleArn] } }).grantPublish(role);

    expect(exportsIn(app)).toEqual([]);
    expect(publishersOf(web)).toEqual([arnOf('iam::111111111111:role/publish')]);
    expect([web.dependencies, roles.dependencies]).toEqual([[], [web]]);
  });
});

test('a bucket policy of another stack names the role without an export', () => {
  const app = newApp();
  const role = deployRoleIn(workloadStack(app, 'Roles'), { roleName: 'ci' });
  const web = workloadStack(app);
  const bucket = new Bucket(web, 'Bucket');
  bucket.addToResourcePolicy(
    new PolicyStatement({
      actions: ['s3:GetObject'],
      resources: [bucket.arnForObjects('*')],
      principals: [role.role],
      conditions: { StringEquals: { 'aws:PrincipalArn': role.roleArn } },
    }),
  );

  expect(resourcesOf(web, 'AWS::S3::BucketPolicy')[0].Properties.PolicyDocument.Statement[0].Condition).toEqual({
    StringEquals: { 'aws:PrincipalArn': arnOf('iam::111111111111:role/ci') },
  });
});

test('roles of one name exist in two Stages, each in its account', () => {
  const app: App = newApp();
  const roles = ['111111111111', '222222222222'].map((account) => {
    const stack = new Stack(new Stage(app, `Of${account}`), 'Roles', { env: { ...WORKLOAD, account } });
    return deployRoleIn(stack, { roleName: 'ci' });
  });

  expect(roles.map((role) => policiesOf(role))).toEqual([
    { Default: [neverItself('ci')] },
    { Default: [neverItself('ci', '222222222222')] },
  ]);
});
