/**
 * IAM lets CI run the one task in the one cluster, and denies it ECS Exec, another task, another cluster, and another role.
 *
 * Cost: a log group, cents by the month; no task is started.
 * Clean-up: complete; of the repository, which was there before, nothing is read.
 */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { assertionsOn, caseApp, caseStack, decisionOf, imageIn, networkIn, simulationOf } from '../support/integ-case';
import { StandaloneTask } from 'rl-bank-constructs/service';

export const app = caseApp();
const stack = caseStack(app, 'integ-standalone-task');
const network = networkIn(stack);
const image = imageIn(stack);
const [migration, other] = ['Migration', 'Other'].map((id) => {
  return new StandaloneTask(stack, id, {
    vpc: network.vpc,
    taskSubnets: network.privateSubnets,
    image,
    family: `integ-${id.toLowerCase()}-task`,
    removalPolicy: RemovalPolicy.DESTROY,
  });
});
const ci = new Role(stack, 'Ci', { assumedBy: new AccountRootPrincipal() });
migration.grantRun(ci);

const assertions = assertionsOn(app, 'StandaloneTask');
const decides = (
  action: string,
  resource: string,
  decision: 'allowed' | 'implicitDeny',
  context: Record<string, string> = {},
) =>
  assertions
    .awsApiCall('IAM', 'simulatePrincipalPolicy', simulationOf(ci, action, resource, context))
    .expect(decisionOf(action, decision));

const inClusterOf = ({ cluster }: StandaloneTask, exec = 'false') => {
  return { 'ecs:cluster': cluster.clusterArn, 'ecs:enable-execute-command': exec };
};
const toTasks = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' };
decides('ecs:RunTask', migration.taskDefinition.taskDefinitionArn, 'allowed', inClusterOf(migration));
decides('ecs:RunTask', migration.taskDefinition.taskDefinitionArn, 'implicitDeny', inClusterOf(other));
decides('ecs:RunTask', migration.taskDefinition.taskDefinitionArn, 'implicitDeny', inClusterOf(migration, 'true'));
decides('ecs:RunTask', other.taskDefinition.taskDefinitionArn, 'implicitDeny', inClusterOf(migration));
decides('iam:PassRole', migration.taskRole.roleArn, 'allowed', toTasks);
decides('iam:PassRole', other.taskRole.roleArn, 'implicitDeny', toTasks);
