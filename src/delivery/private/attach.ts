import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { DeployRole } from '../deploy-role';

/** A policy under a name that a reviewer finds again; without statements there is none. */
export function attach(role: DeployRole, name: string, statements: PolicyStatement[]): void {
  if (statements.length > 0) {
    new Policy(role, name, { policyName: name, statements, roles: [role.role] });
  }
}
