import { Aws, Duration } from 'aws-cdk-lib';
import { ComputeType } from 'aws-cdk-lib/aws-codebuild';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { GitHubRunnerScope, GitHubRunnersProps } from '../../src/delivery';
import { resourcesOf, templateOf } from '../support/cloud';
import { CONNECTION, runnersIn, sharedServicesStack } from '../support/runners';
import { networkIn } from '../support/scaffold';

function projectWith(props: Partial<GitHubRunnersProps> = {}) {
  const stack = sharedServicesStack();
  const runners = runnersIn(stack, props);
  const [{ Properties }] = resourcesOf(stack, 'AWS::CodeBuild::Project');
  return { stack, runners, project: Properties };
}

const statementsOf = (stack: ReturnType<typeof sharedServicesStack>) =>
  resourcesOf(stack, 'AWS::IAM::Policy').flatMap(({ Properties }) => Properties.PolicyDocument.Statement);

const { stack, runners, project } = projectWith();

describe('PC18 runners of GitHub Actions', () => {
  test('are made for each job that is queued in the named repositories, by the connection', () => {
    expect(project.Source).toMatchObject({
      Type: 'GITHUB',
      Location: 'CODEBUILD_DEFAULT_WEBHOOK_SOURCE_LOCATION',
      Auth: { Type: 'CODECONNECTIONS', Resource: CONNECTION },
    });
    expect(project.Triggers).toEqual({
      Webhook: true,
      BuildType: 'BUILD',
      ScopeConfiguration: { Name: 'acme', Scope: 'GITHUB_ORGANIZATION' },
      FilterGroups: [
        [
          { Type: 'EVENT', Pattern: 'WORKFLOW_JOB_QUEUED' },
          { Type: 'REPOSITORY_NAME', Pattern: '^(billing\\.api|crm)$' },
        ],
      ],
    });
  });

  test('are of one repository, by a webhook of that', () => {
    const { Source, Triggers } = projectWith({ scope: GitHubRunnerScope.repository('acme/crm') }).project;

    expect(Source.Location).toBe('https://github.com/acme/crm.git');
    expect(Triggers.ScopeConfiguration).toBeUndefined();
    expect(Triggers.FilterGroups).toEqual([[{ Type: 'EVENT', Pattern: 'WORKFLOW_JOB_QUEUED' }]]);
  });

  test('have a role that writes their logs and opens their connection, and nothing else', () => {
    const logGroup = { 'Fn::GetAtt': [expect.stringMatching(/Logs/), 'Arn'] };

    expect(statementsOf(stack)).toEqual([
      { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: logGroup },
      {
        Effect: 'Allow',
        Action: ['codeconnections:GetConnection', 'codeconnections:GetConnectionToken'],
        Resource: CONNECTION,
      },
    ]);
    const [role, ...others] = resourcesOf(stack, 'AWS::IAM::Role');
    expect(others).toEqual([]);
    expect(role.Properties.ManagedPolicyArns).toBeUndefined();
    expect(role.Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'codebuild.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '100000000004' } },
      },
    ]);
  });

  test('keep no token: no secret, parameter or credential is in the template', () => {
    expect(
      Object.values<any>(templateOf(stack).Resources)
        .map(({ Type }) => Type)
        .sort(),
    ).toEqual(['AWS::CodeBuild::Project', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::Logs::LogGroup']);
  });

  test('are not privileged, ten at once, an hour long at most, in a network of AWS', () => {
    expect(project).toMatchObject({
      ConcurrentBuildLimit: 10,
      TimeoutInMinutes: 60,
      QueuedTimeoutInMinutes: 480,
      Environment: {
        Type: 'LINUX_CONTAINER',
        Image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
        ComputeType: 'BUILD_GENERAL1_SMALL',
        PrivilegedMode: false,
      },
    });
    expect(project.VpcConfig).toBeUndefined();
    expect(runners.connections.securityGroups).toEqual([]);
  });

  test('take what the caller sets', () => {
    const props = {
      privileged: true,
      maxConcurrentJobs: 3,
      jobTimeout: Duration.minutes(30),
      computeType: ComputeType.LARGE,
    };
    const { Environment, ...others } = projectWith({ ...props, image: 'aws/codebuild/standard:7.0' }).project;

    expect(Environment).toMatchObject({
      Image: 'aws/codebuild/standard:7.0',
      ComputeType: 'BUILD_GENERAL1_LARGE',
      PrivilegedMode: true,
    });
    expect(others).toMatchObject({ ConcurrentBuildLimit: 3, TimeoutInMinutes: 30 });
  });

  test('are named by workflows, and their connection is approved by hand', () => {
    expect(runners.runsOn).toBe('codebuild-acme-runners-${{ github.run_id }}-${{ github.run_attempt }}');
    const [{ check, owner }, ...others] = runners.pendingInputs;
    expect(others).toEqual([]);
    expect(owner).toContain('an owner of acme');
    expect(check).toBe(
      `aws codeconnections get-connection --region us-east-1 --connection-arn ${CONNECTION} --query Connection.ConnectionStatus --output text # prints AVAILABLE`,
    );
  });

  test('wait for their permissions', () => {
    const [{ DependsOn }] = resourcesOf(stack, 'AWS::CodeBuild::Project');

    expect(DependsOn).toEqual([expect.stringMatching(/RoleDefaultPolicy/)]);
  });
});

describe('PC18 runners in a VPC', () => {
  const inVpc = sharedServicesStack();
  const { vpc } = networkIn(inVpc);
  const placed = runnersIn(inVpc, { vpc });
  const [{ Properties }] = resourcesOf(inVpc, 'AWS::CodeBuild::Project');

  test('are in private subnets, with a security group that lets nothing in', () => {
    const [group] = resourcesOf(inVpc, 'AWS::EC2::SecurityGroup');

    expect(Properties.VpcConfig.Subnets).toEqual(vpc.privateSubnets.map(({ subnetId }) => subnetId));
    expect(group.Properties.SecurityGroupIngress).toBeUndefined();
    expect(placed.connections.securityGroups).toHaveLength(1);
  });

  test('get addresses of these subnets alone', () => {
    const ofNetwork = statementsOf(inVpc).filter(({ Action }) => JSON.stringify(Action).includes('NetworkInterface"'));
    const written = JSON.stringify(ofNetwork);

    expect(ofNetwork.map(({ Action }) => Action)).toEqual(['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface']);
    vpc.privateSubnets.forEach(({ subnetId }) => expect(written).toContain(subnetId));
    expect(ofNetwork.filter(({ Resource }) => Resource === '*')).toEqual([]);
  });

  test('have a security group of the caller, which others open', () => {
    const mine = sharedServicesStack();
    const network = networkIn(mine);
    const securityGroup = new SecurityGroup(mine, 'Mine', { vpc: network.vpc });
    const others = new SecurityGroup(mine, 'Others', { vpc: network.vpc });
    others.connections.allowFrom(runnersIn(mine, { vpc: network.vpc, securityGroup }), Port.tcp(443));

    expect(resourcesOf(mine, 'AWS::EC2::SecurityGroup')).toHaveLength(2);
    expect(resourcesOf(mine, 'AWS::EC2::SecurityGroupIngress')).toHaveLength(1);
  });
});

const LATE = 'a value that only CloudFormation knows';
const elsewhere = [CONNECTION.replace('us-east-1', 'eu-central-1'), CONNECTION.replace('100000000004', '100000000005')];
test.each<[string, Partial<GitHubRunnersProps>, string, unknown]>([
  ['runners/project-name', { projectName: 'acme runners' }, 'projectName', 'acme runners'],
  ['runners/project-name', { projectName: Aws.STACK_NAME }, 'projectName', LATE],
  ['runners/connection', { connectionArn: 'acme' }, 'connectionArn', 'acme'],
  ['runners/connection', { connectionArn: Aws.STACK_ID }, 'connectionArn', LATE],
  ['runners/connection', { connectionArn: elsewhere[0] }, 'connectionArn', elsewhere[0]],
  ['runners/connection', { connectionArn: elsewhere[1] }, 'connectionArn', elsewhere[1]],
  ['runners/no-vpc', { subnets: {} }, 'subnets', 'given'],
  ['runners/concurrency', { maxConcurrentJobs: 0 }, 'maxConcurrentJobs', 0],
  ['runners/timeout', { jobTimeout: Duration.seconds(90) }, 'jobTimeout', '1.5 minutes'],
  ['runners/timeout', { jobTimeout: Duration.days(2) }, 'jobTimeout', '2880 minutes'],
  ['props/wrong-type', { scope: 'acme/crm' as any }, 'scope', 'acme/crm'],
  ['props/wrong-type', { privileged: 'yes' as any }, 'privileged', 'yes'],
  ['props/missing', { scope: undefined as any }, 'scope', undefined],
])('%s refuses case %#', (code, props, prop, value) => {
  expect(() => runnersIn(sharedServicesStack(), props)).toThrowProblem(code, prop, value);
});

test('a connection of the former name has actions of that name', () => {
  const connectionArn = CONNECTION.replace('codeconnections', 'codestar-connections');

  expect(statementsOf(projectWith({ connectionArn }).stack)[1].Action).toEqual([
    'codestar-connections:GetConnection',
    'codestar-connections:GetConnectionToken',
  ]);
});
