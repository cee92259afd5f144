import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { AlarmSeverity } from '../../src/core';
import { LaunchPhase, SchemaMigration, SchemaMigrationProps } from '../../src/service';
import { arnOf, danglingIn, exportsIn, propertiesOf } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { ManagedDatabase } from '../support/managed-database';
import { migrationIn, WEB_IMAGE, webIn } from '../support/migration';

const stackWith = (...[props]: [Parameters<typeof migrationIn>[1]?]) => {
  const stack = workloadStack();
  return { stack, migration: migrationIn(stack, props) };
};
const definitionOf = (stack: Stack) => propertiesOf(stack, 'AWS::StepFunctions::StateMachine').Definition;
const statementsOf = (stack: Stack, beginning: string): any[] =>
  propertiesOf(stack, 'AWS::IAM::Policy', beginning).PolicyDocument.Statement;
const ciIn = (stack: Stack) => new Role(stack, 'Ci', { assumedBy: new AccountRootPrincipal() });

const { stack: plain, migration } = stackWith();
const states: Record<string, any> = definitionOf(plain).States;
const machineArn = arnOf('states:ap-southeast-1:111111111111:stateMachine:prd-web-release');

test('FE8b a migration runs alone while its service waits with 0 tasks: no task reads a copy before it is cleaned', () => {
  const stack = workloadStack();
  const web = webIn(stack, { launchPhase: LaunchPhase.NOT_READY });
  const made = new SchemaMigration(stack, 'Migration', { ...web, command: ['./sanitize.sh'] });

  expect(propertiesOf(stack, 'AWS::ECS::Service').DesiredCount).toBe(0);
  expect(made.migrateOnlyCommand).toContain('migrateOnly');
});

test('the migration runs the next image in the cluster of the service, and ends after its time', () => {
  const [container] = propertiesOf(plain, 'AWS::ECS::TaskDefinition', 'Migration').ContainerDefinitions;

  expect(container).toMatchObject({ Image: `${WEB_IMAGE}-next`, Command: ['./migrate.sh'] });
  expect(states.Migrate).toMatchObject({
    TimeoutSeconds: 900,
    Arguments: { Cluster: 'prd-web', TaskDefinition: 'prd-web-release', LaunchType: 'FARGATE' },
  });
  expect(states.IsRolled.Choices[2].Condition).toContain('> 3600000');

  const { stack } = stackWith({ timeout: Duration.hours(2), rollTimeout: Duration.minutes(10) });
  const others = definitionOf(stack).States;
  expect(others.Migrate.TimeoutSeconds).toBe(7200);
  expect(others.IsRolled.Choices[2].Condition).toContain('> 600000');
});

test('the migration has the CPU architecture of the service, whose image it runs, unless another is given', () => {
  const architectureOf = (props: Partial<SchemaMigrationProps>, of: CpuArchitecture) => {
    const stack = workloadStack();
    new SchemaMigration(stack, 'Migration', {
      ...webIn(stack, { cpuArchitecture: of }),
      ...{ command: ['./migrate.sh'], ...props },
    });
    return propertiesOf(stack, 'AWS::ECS::TaskDefinition', 'Migration').RuntimePlatform.CpuArchitecture;
  };
  const { ARM64, X86_64 } = CpuArchitecture;

  expect(architectureOf({}, ARM64)).toBe('ARM64');
  expect(architectureOf({ cpuArchitecture: X86_64 }, ARM64)).toBe('X86_64');
  expect(architectureOf({}, X86_64)).toBe('X86_64');
});

test('PC21 ET6b the state machine may do what its states do, each on the one thing', () => {
  const place = 'ap-southeast-1:111111111111';
  const inCluster = { ArnEquals: { 'ecs:cluster': arnOf(`ecs:${place}:cluster/prd-web`) } };
  const service = arnOf(`ecs:${place}:service/prd-web/prd-web`);

  expect(statementsOf(plain, 'MigrationRole')).toEqual([
    expect.objectContaining({
      Action: 'ecs:RunTask',
      Resource: arnOf(`ecs:${place}:task-definition/prd-web-release:*`),
      Condition: { ...inCluster, StringNotEquals: { 'ecs:enable-execute-command': 'true' } },
    }),
    expect.objectContaining({
      Action: 'iam:PassRole',
      Resource: arnOf('iam::111111111111:role/ecs-tasks/ap-southeast-1/prd-web-release/*'),
    }),
    expect.objectContaining({ Action: 'ecs:DescribeTasks', Condition: inCluster }),
    expect.objectContaining({ Action: 'ecs:UpdateService', Resource: service, Condition: { Null: expect.anything() } }),
    expect.objectContaining({ Action: 'ecs:DescribeServices', Resource: service }),
    expect.objectContaining({ Action: 'ecs:StopTask', Condition: inCluster }),
    expect.objectContaining({
      Action: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      Resource: arnOf(`events:${place}:rule/StepFunctionsGetEventsForECSTaskRule`),
    }),
    expect.objectContaining({
      Action: ['ecr:BatchGetImage', 'ecr:PutImage'],
      Resource: arnOf(`ecr:${place}:repository/tracker-web`),
    }),
    expect.objectContaining({ Action: 'states:ListExecutions', Resource: machineArn }),
  ]);
  expect(propertiesOf(plain, 'AWS::IAM::Role', 'MigrationRole').AssumeRolePolicyDocument.Statement).toEqual([
    expect.objectContaining({
      Principal: { Service: 'states.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
    }),
  ]);
});

test('ET6b the task of the migration alone reads the login of the owner, and may not release', () => {
  const stack = workloadStack();
  const web = webIn(stack);
  const owner = new ManagedDatabase(stack, 'Database', web.vpc);
  new SchemaMigration(stack, 'Migration', { ...web, command: ['./migrate.sh'], uses: [owner] });
  const readers = resourcesOf(stack, 'AWS::IAM::Role').filter((it) => JSON.stringify(it).includes('GetSecretValue'));

  expect(readers.map(({ Properties }) => Properties.Path)).toEqual([expect.stringMatching(/^\/ecs-tasks\//)]);
  expect(JSON.stringify(resourcesOf(stack, 'AWS::IAM::Policy'))).not.toContain('GetSecretValue');
  expect(resourcesOf(stack, 'AWS::IAM::Policy')).toHaveLength(1);
});

test('CI may start the one state machine and follow it, and nothing else', () => {
  const { stack, migration: started } = stackWith();
  started.grantStart(ciIn(stack));

  expect(statementsOf(stack, 'Ci')).toEqual([
    { Effect: 'Allow', Action: 'states:StartExecution', Resource: machineArn },
    {
      ...{ Effect: 'Allow', Action: 'states:DescribeExecution' },
      Resource: arnOf('states:ap-southeast-1:111111111111:execution:prd-web-release:*'),
    },
  ]);
});

test('a role of another account is refused: the CDK would grant nothing, and report success', () => {
  const { stack, migration: started } = stackWith();
  const theirs = Role.fromRoleArn(stack, 'Theirs', 'arn:aws:iam::222222222222:role/ci');

  expect(() => started.grantStart(theirs)).toThrowProblem(
    ...(['grant/other-account', 'grantee', 'a role of account 222222222222'] as const),
  );
});

test('its commands start an execution, wait for its end, and fail unless it succeeded', () => {
  const { stack, migration: started } = stackWith();
  new CfnOutput(stack, 'Release', { value: started.startCommand });
  new CfnOutput(stack, 'MigrateOnly', { value: started.migrateOnlyCommand });
  const { Release, MigrateOnly } = templateOf(stack).Outputs;
  const [before, , after] = Release.Value['Fn::Join'][1];

  expect(before).toBe('release=$(aws stepfunctions --region ap-southeast-1 start-execution --state-machine-arn arn:');
  expect(after).toMatch(/^:states:ap-southeast-1:111111111111:stateMachine:prd-web-release --query executionArn/);
  expect(JSON.stringify(MigrateOnly)).toContain(`--input '{\\"migrateOnly\\":true}'`);
});

test('stacks meet by names: no export blocks replacing a service, an image or the state machine', () => {
  const app = newApp();
  const migrations = workloadStack(app, 'Migrations');
  const web = webIn(workloadStack(app));
  const made = new SchemaMigration(migrations, 'Migration', { ...web, command: ['./migrate.sh'] });
  made.grantStart(ciIn(workloadStack(app, 'Ci')));

  expect(exportsIn(app)).toEqual([]);
  expect(danglingIn(app)).toEqual([]);
  expect(migrations.dependencies.map(({ node }) => node.id)).toEqual(['Web']);
});

test('a state machine of another app is known by its name', () => {
  const stack = workloadStack();
  const other = SchemaMigration.fromStateMachineName(stack, 'Other', 'prd-web-release');
  other.grantStart(ciIn(stack));

  expect(other.stateMachineName).toBe('prd-web-release');
  expect(statementsOf(stack, 'Ci')[0].Resource).toEqual(stack.resolve(other.stateMachineArn));
});

test('each execution is in a log group, by EventBridge', () => {
  expect(propertiesOf(plain, 'AWS::Events::Rule', 'Migration').EventPattern).toEqual({
    source: ['aws.states'],
    'detail-type': ['Step Functions Execution Status Change'],
    detail: { stateMachineArn: [machineArn] },
  });
  expect(propertiesOf(plain, 'AWS::Logs::LogGroup', 'MigrationDeploymentEvents')).toMatchObject({
    LogGroupName: '/aws/events/prd-web-release',
    RetentionInDays: 90,
  });
});

test('RB12a a release that fails pages, and a slow one opens a ticket', () => {
  const [failed, slow] = migration.alarmDefinitions;

  expect(failed).toMatchObject({ id: 'ReleaseFailed', severity: AlarmSeverity.PAGE, runbookAnchor: 'release-failed' });
  expect(slow).toMatchObject({ id: 'ReleaseSlow', severity: AlarmSeverity.TICKET, threshold: 900_000 });
  expect(migration.metricFailedReleases({ label: 'mine' })).toMatchObject({ label: 'mine' });
  expect(migration.graphDefinitions).toHaveLength(1);
  expect(migration.logQueries.map(({ logGroupName }) => logGroupName)).toEqual([
    '/aws/events/prd-web-release',
    ...Array(4).fill('/ecs/prd-web-release'),
  ]);
});

test('it waits for an image under the next tag', () => {
  expect(migration.pendingInputs).toEqual([
    expect.objectContaining({
      key: 'image',
      target: `${WEB_IMAGE}-next`,
      command: expect.stringContaining('--channel live --next'),
    }),
  ]);
});
