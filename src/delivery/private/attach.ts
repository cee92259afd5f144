import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { DeployRole } from '../deploy-role';

/** Adds an inline policy with a name to the role, if there are statements, and returns them. */
export function attach(role: DeployRole, name: string, statements: PolicyStatement[]): PolicyStatement[] {
  if (statements.length > 0) {
    new Policy(role, name, { policyName: name, statements, roles: [role.role] });
  }
  return statements;
}
