import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { accountHomeOf, claimUnique } from '../../../core/private/checks/unique-claims';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { ofThisAccount } from '../../../core/private/state-machine/state-machine';

/** The roles, and the policy of AWS that each has. */
const POLICIES = {
  'dms-vpc-role': 'AmazonDMSVPCManagementRole',
  'dms-cloudwatch-logs-role': 'AmazonDMSCloudWatchLogsRole',
};
type RoleName = keyof typeof POLICIES;

/** ARN of a role, from its name. */
export function serviceRoleArnOf(scope: Construct, resourceName: RoleName): string {
  return Stack.of(scope).formatArn({ service: 'iam', region: '', resource: 'role', resourceName });
}

/** Creates a role that DMS finds by its name. */
export function serviceRole(scope: Construct, id: string, roleName: RoleName, removalPolicy: RemovalPolicy): void {
  const policy = POLICIES[roleName];
  const role = new Role(scope, id, {
    roleName,
    description: 'What DMS does in this account, for every migration of it',
    assumedBy: ofThisAccount(scope, 'dms.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName(`service-role/${policy}`)],
  });
  role.applyRemovalPolicy(removalPolicy);
  acknowledge(
    role,
    `IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/${policy}]`,
    'DMS asks for this policy by its name: AWS changes it with what its replication instances do.',
  );
}

/** An account has each role once. */
export function secondRolesProblem(scope: Construct): Problem | undefined {
  const before = claimUnique(scope, ['dms-service-roles', ...accountHomeOf(scope)], scope);
  return problemIf(before !== undefined, {
    code: 'dms-service-roles/second',
    prop: 'roles',
    value: scope.node.path,
    allowed: `cannot be created twice in an account, and ${before} creates them`,
    fix: 'pass that construct to each migration, or reference the roles by `DmsServiceRoles.fromExistingRoles()`',
  });
}
