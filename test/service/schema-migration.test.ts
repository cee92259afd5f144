import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
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

/** The states that an execution goes through where each call succeeds and each question is answered. */
function pathOf(answers: Record<string, boolean>, failing: Record<string, string> = {}): string[] {
  const after = (name: string): string | undefined => {
    const { Type, Next, Choices = [], Default, Catch = [] } = states[name];
    if (failing[name]) {
      return Catch.find(({ ErrorEquals: [it] }: any) => [failing[name], 'States.ALL'].includes(it)).Next;
    }
    return Type === 'Choice' ? (answers[name] === false ? Default : Choices[0].Next) : Next;
  };
  const from = (name: string | undefined): string[] => (name === undefined ? [] : [name, ...from(after(name))]);
  return from(definitionOf(plain).StartAt);
}
const ALL = { IsMigrationAll: false };

test('PC21 ET6b a release migrates with the next image, only then moves the deployment tag, and only then rolls', () => {
  expect(pathOf(ALL)).toEqual([
    ...['IsInputKnown', 'FindEarlier', 'IsFirst', 'ReadNext', 'IsThereNext', 'Migrate', 'IsMigrationAll'],
    ...['ReadNextAgain', 'IsNextTheSame', 'ReadRunning', 'Promote', 'Roll', 'Wait', 'Look', 'IsRolled', 'Released'],
  ]);
  expect(states.Migrate.Resource).toEqual(arnOf('states:::ecs:runTask.sync'));
  expect(states.Promote.Arguments).toMatchObject({ RepositoryName: 'tracker-web', ImageTag: 'live' });
  expect(states.Roll.Arguments).toEqual({ Cluster: 'prd-web', Service: 'prd-web', ForceNewDeployment: true });
});

test('a collector that ends with an error fails no migration that ended without one', () => {
  expect(pathOf(ALL, { Migrate: 'States.TaskFailed' }).slice(5, 8)).toEqual([
    'Migrate',
    'IsMigrationDone',
    'IsMigrationAll',
  ]);
  expect(states.IsMigrationDone.Choices[0].Condition).toContain("Containers[Name = 'task'].ExitCode = 0");
});

test('PC21 with migrateOnly the migration runs alone: no tag moves, and nothing rolls', () => {
  expect(pathOf({}).slice(-3)).toEqual(['Migrate', 'IsMigrationAll', 'Migrated']);
  expect(states.IsMigrationAll.Choices[0].Condition).toContain('migrateOnly = true');
});

test.each([
  ['States.TaskFailed', 'MigrationFailed'],
  ['States.Timeout', 'MigrationTimedOut'],
])('PC21 ET6b a migration that ends by %s stops the release: %s', (error, end) => {
  const path = pathOf({ ...ALL, IsMigrationDone: false }, { Migrate: error });

  expect(path.slice(0, 6)).toEqual(pathOf({}).slice(0, 6));
  expect(path.at(-1)).toBe(end);
  expect(path).not.toContain('Promote');
  expect(states[end]).toMatchObject({ Type: 'Fail', Error: end });
});

test.each([
  ['UnknownInput', { IsInputKnown: false }],
  ['NoNextImage', { IsThereNext: false }],
])('%s ends a release before its migration', (end, answers) => {
  const path = pathOf(answers);

  expect(path.at(-1)).toBe(end);
  expect(path).not.toContain('Migrate');
});

test('an image that CI pushed while another was migrated is not promoted', () => {
  const path = pathOf({ ...ALL, IsNextTheSame: false });

  expect(path.at(-1)).toBe('NextTagMoved');
  expect(path).not.toContain('Promote');
});

test('a second release waits for the first, and has events left for its own roll when it waited long', () => {
  const eventsOfPoll = 9;
  const longestRoll = (3 * 3600) / states.Wait.Seconds;
  const longestWait = definitionOf(plain).TimeoutSeconds / states.WaitForEarlier.Seconds;

  expect(states.IsFirst.Default).toBe('WaitForEarlier');
  expect(states.WaitForEarlier).toMatchObject({ Type: 'Wait', Next: 'FindEarlier' });
  expect((longestWait + longestRoll) * eventsOfPoll).toBeLessThan(24_000); // Step Functions ends an execution after 25,000
});

test('a task for which Fargate has no capacity is started again', () => {
  expect(states.Migrate.Retry).toEqual([
    {
      ...{ ErrorEquals: ['AmazonECS.Unknown', 'ECS.AmazonECSException'] },
      ...{ IntervalSeconds: 30, MaxAttempts: 3, BackoffRate: 2 },
    },
  ]);
});

test('PC21 ET6c where the new tasks fail, the old image gets its tag back, and no state migrates back', () => {
  const ofFailure = pathOf(ALL, { Roll: 'Ecs.ServiceNotActiveException' }).slice(-4);
  const notPutBack = pathOf({ ...ALL, IsThereABefore: false }, { Roll: 'Ecs.ServiceNotActiveException' });
  const targets = states.IsRolled.Choices.map(({ Next }: any) => Next);

  expect(ofFailure).toEqual(['ReadPromoted', 'IsThereABefore', 'PutBack', 'RolledBack']);
  expect(notPutBack.at(-1)).toBe('RollFailed');
  expect(targets).toEqual(['Released', 'ReadPromoted', 'RollTimedOut']);
  expect(states.PutBack.Arguments.ImageManifest).toBe('{% $before.ImageManifest %}');
  expect(Object.values(states).filter(({ Resource }) => JSON.stringify(Resource)?.includes('runTask'))).toHaveLength(1);
});

test('an image that has the tag already is no failure', () => {
  expect(pathOf(ALL, { Promote: 'Ecr.ImageAlreadyExistsException' })).toContain('Roll');
  expect(pathOf(ALL, { Promote: 'Ecr.LayersNotFoundException' }).at(-1)).toBe('PromotionFailed');
  expect(states.Promote.Retry[0]).toEqual({ ErrorEquals: ['Ecr.ImageAlreadyExistsException'], MaxAttempts: 0 });
});

test('a manifest of several architectures keeps its bytes and media type', () => {
  expect(states.ReadNext.Arguments.AcceptedMediaTypes).toContain('application/vnd.oci.image.index.v1+json');
  expect(states.Promote.Arguments).toMatchObject({
    ImageDigest: '{% $next.ImageId.ImageDigest %}',
    ImageManifest: '{% $next.ImageManifest %}',
    ImageManifestMediaType: '{% $next.ImageManifestMediaType %}',
  });
});

test('FE8b a migration runs alone while its service waits with 0 tasks: no task reads a copy before it is cleaned', () => {
  const stack = workloadStack();
  const web = webIn(stack, { launchPhase: LaunchPhase.NOT_READY });
  const made = new SchemaMigration(stack, 'Migration', { ...web, command: ['./sanitize.sh'] });

  expect(propertiesOf(stack, 'AWS::ECS::Service').DesiredCount).toBe(0);
  expect(made.migrateOnlyCommand).toContain('migrateOnly');
});

test('each state leads to states that exist, each of which is reached', () => {
  const next = Object.values(states).flatMap(({ Next, Default, Choices = [], Catch = [] }) => {
    return [Next, Default, ...[...Choices, ...Catch].map((it: any) => it.Next)].filter(Boolean);
  });

  expect([...new Set(['IsInputKnown', ...next])].sort()).toEqual(Object.keys(states).sort());
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

/** Runs the start command in bash, with an `aws` that has seen the execution end so. Standard error is a socket, as in Node. */
function startedWith(end: string) {
  const folder = mkdtempSync(join(tmpdir(), 'aws-'));
  const answers = `case "$*" in *start-execution*) echo arn;; *"text --query status") echo OVER;; *) printf '${end}\\n';; esac`;
  writeFileSync(join(folder, 'aws'), `#!/bin/sh\n${answers}\n`);
  chmodSync(join(folder, 'aws'), 0o755);
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  const script = `set -eo pipefail; ${plain
    .resolve(migration.startCommand)
    ['Fn::Join'][1].filter((part: any) => typeof part === 'string')
    .join('')}`;
  const { status, stderr } = spawnSync('bash', ['-c', script], { env, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return { status, stderr };
}

test('its start command prints how the execution ended, and fails unless it succeeded', () => {
  const failed = 'FAILED\tMigrationFailed\tIt has not SUCCEEDED.';

  expect(startedWith('SUCCEEDED\tNone\tNone')).toEqual({ status: 0, stderr: 'SUCCEEDED\tNone\tNone\n' });
  expect(startedWith(failed)).toEqual({ status: 1, stderr: `${failed}\n` });
  expect(startedWith('RUNNING\tNone\tNone').status).toBe(1);
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
