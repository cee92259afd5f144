import { Stack } from 'aws-cdk-lib';
import { IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { acknowledge } from '../../../core/private/resources/acknowledge';

/** Resources that ECS reads and writes before a task runs. */
export interface ExecutionRoleProps {
  readonly path?: string;
  readonly repositoryArns: string[];
  readonly logGroup: ILogGroup;
  readonly secrets: ISecret[];
  readonly parameters: IStringParameter[];
}

/**
 * Creates the task execution role: it pulls the image, reads secrets and parameters, and writes logs. Its statements are
 * its own, since the CDK's grants add four actions that ECS does not need, and inline, so that no task starts without them.
 */
export function executionRole(scope: Construct, props: ExecutionRoleProps): IRole {
  const role = new Role(scope, 'ExecutionRole', {
    description: 'What ECS does for a task before it runs',
    assumedBy: ecsTasks(scope),
    path: props.path,
    inlinePolicies: { Start: new PolicyDocument({ statements: statements(props) }) },
  });
  acknowledge(role, 'IAM5[Resource::*]', 'ECR knows no resource for its login; every other statement names its own.');
  return role.withoutPolicyUpdates();
}

/** Service principal of ECS tasks in this account and region only: no other account can make ECS assume the role. */
export function ecsTasks(scope: Construct): ServicePrincipal {
  const { account } = Stack.of(scope);
  return new ServicePrincipal('ecs-tasks.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': Stack.of(scope).formatArn({ service: 'ecs', resource: '*' }) },
    },
  });
}

function statements({ repositoryArns, logGroup, secrets, parameters }: ExecutionRoleProps): PolicyStatement[] {
  const keys = secrets.flatMap(({ encryptionKey }) => encryptionKey?.keyArn ?? []);
  const rows: Array<[actions: string[], resources: string[]]> = [
    [['ecr:GetAuthorizationToken'], ['*']],
    [['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], [...new Set(repositoryArns)]],
    [['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]],
    [
      ['secretsmanager:GetSecretValue'],
      secrets.map(({ secretFullArn, secretArn }) => secretFullArn ?? `${secretArn}-??????`),
    ],
    [['ssm:GetParameters', 'ssm:GetParameter'], parameters.map(({ parameterArn }) => parameterArn)],
    [['kms:Decrypt'], [...new Set(keys)]],
  ];
  return rows
    .filter(([, resources]) => resources.length > 0)
    .map(([actions, resources]) => new PolicyStatement({ actions, resources }));
}
