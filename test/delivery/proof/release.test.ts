import { DeployTrust, LeastPrivilegeDeployRoles } from '../../../src/delivery';
import { SchemaMigration } from '../../../src/service';
import { newApp, workloadStack } from '../../support/cloud';
import { arnsOf, CaseFile, CaseRow, differencesOf } from '../../support/iam/cases';
import { rolesIn } from '../../support/iam/policies';
import { universeOf } from '../../support/iam/universe';
import { World } from '../../support/iam/world';
import { ManagedDatabase } from '../../support/managed-database';
import { webIn } from '../../support/migration';

jest.setTimeout(5 * 60_000);

// The bank's example has no migration: these roles are those of a service with one.
const app = newApp();
const stack = workloadStack(app);
const web = webIn(stack);
const migration = new SchemaMigration(stack, 'Migration', {
  ...web,
  command: ['./migrate.sh'],
  family: 'prd-release',
  uses: [new ManagedDatabase(stack, 'Database', web.vpc)],
});
const trust = DeployTrust.fromRoleArn('arn:aws:iam::222222222222:role/ci', 'rl-bank');
new LeastPrivilegeDeployRoles(stack, 'Roles', {
  namePrefix: 'prd-web',
  imagePush: { trust, image: web.image },
  serviceRelease: { trust, migration },
});
const world = World.of(app);

const arn = (service: string, rest: string) => `arn:aws:${service}:ap-southeast-1:111111111111:${rest}`;
const allowed = (action: string, resource: string): CaseRow => ({ action, resource, allowed: true });
const denied = (action: string, resource: string): CaseRow => ({ action, resource, allowed: false });
const machine = arn('states', 'stateMachine:prd-release');
const executions = arn('states', 'execution:prd-release:*');
const repository = arn('ecr', 'repository/tracker-web');
const service = arn('ecs', 'service/prd-web/prd-web');
const definition = arn('ecs', 'task-definition/prd-release:*');
const tasks = arn('ecs', 'task/prd-web/*');
const managedRule = arn('events', 'rule/StepFunctionsGetEventsForECSTaskRule');
const secret = arn('secretsmanager', 'secret:*');

const inCluster = { 'ecs:cluster': arn('ecs', 'cluster/prd-web') };
const contexts = {
  'in the cluster': { ...inCluster, 'ecs:enable-execute-command': 'false' },
  'with ECS Exec': { ...inCluster, 'ecs:enable-execute-command': 'true' },
  'in another cluster': { 'ecs:cluster': arn('ecs', 'cluster/other'), 'ecs:enable-execute-command': 'false' },
  'to ECS tasks': { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
  'with another task definition': { 'ecs:task-definition': arn('ecs', 'task-definition/other:1') },
};
const rolesOfTask = 'arn:aws:iam::111111111111:role/ecs-tasks/ap-southeast-1/prd-release/*';

/** What each role may do, by a part of its name. */
const TABLES: Record<string, { rows: CaseRow[]; contexts?: CaseFile['contexts'] }> = {
  'prd-web-release-service': {
    rows: [
      allowed('states:StartExecution', machine),
      allowed('states:DescribeExecution', executions),
      denied('states:StartExecution', arn('states', 'stateMachine:prd-release-other')),
      denied('states:StopExecution', executions),
      denied('states:UpdateStateMachine', machine),
      denied('ecs:RunTask', definition),
      denied('ecs:UpdateService', service),
      denied('ecr:PutImage', repository),
      denied('iam:PassRole', rolesOfTask),
      denied('secretsmanager:GetSecretValue', secret),
    ],
  },
  MigrationRole: {
    contexts,
    rows: [
      { ...allowed('ecs:RunTask', definition), context: 'in the cluster' },
      { ...denied('ecs:RunTask', definition), context: ['with ECS Exec', 'in another cluster'] },
      { ...denied('ecs:RunTask', arn('ecs', 'task-definition/other:1')), context: 'in the cluster' },
      ...['ecs:DescribeTasks', 'ecs:StopTask'].map((action) => {
        return { ...allowed(action, tasks), context: ['in the cluster', 'with ECS Exec'] };
      }),
      { ...allowed('iam:PassRole', rolesOfTask), context: 'to ECS tasks' },
      denied('iam:PassRole', 'arn:aws:iam::111111111111:role/ecs-tasks/ap-southeast-1/other/task'),
      ...['events:PutRule', 'events:PutTargets', 'events:DescribeRule'].map((it) => allowed(it, managedRule)),
      ...['ecr:BatchGetImage', 'ecr:PutImage'].map((action) => allowed(action, repository)),
      denied('ecr:PutImage', arn('ecr', 'repository/tracker-web-other')),
      { ...allowed('ecs:UpdateService', service), context: ['empty', 'to ECS tasks'] },
      { ...denied('ecs:UpdateService', service), context: ['with another task definition', 'with ECS Exec'] },
      allowed('ecs:DescribeServices', service),
      allowed('states:ListExecutions', machine),
      denied('states:StartExecution', machine),
      denied('secretsmanager:GetSecretValue', secret),
    ],
  },
  MigrationTaskTaskRole: {
    rows: [denied('states:StartExecution', machine), denied('ecr:PutImage', repository)],
  },
  WebTaskRole: {
    rows: [denied('states:StartExecution', machine), denied('secretsmanager:GetSecretValue', secret)],
  },
};

test.each(Object.entries(TABLES))('RB13 PC21 ET6b %s may do this and nothing else', async (name, table) => {
  const role = rolesIn(world).find((it) => it.name.includes(name))!;
  const file: CaseFile = { role: role.name, ...table };

  expect(await differencesOf(role, file, universeOf(world, { arns: arnsOf(file) }))).toEqual([]);
});
