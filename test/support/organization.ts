import { App, Environment, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { newApp } from './cloud';
import {
  IOrganization,
  MemberAccount,
  MemberAccountProps,
  Organization,
  OrganizationalUnit,
} from '../../src/organization';

export const MANAGEMENT = '100000000000';
export const MANAGEMENT_ENV: Environment = { account: MANAGEMENT, region: 'us-east-1' };
export const ORGANIZATION = { organizationId: 'o-a1b2c3d4e5', rootId: 'r-ab12', managementAccountId: MANAGEMENT };

/** The organization of Acme, which exists: one reference for a scope. */
export function organizationIn(scope: Construct, id = 'Organization'): IOrganization {
  const known = scope.node.tryFindChild(id) as unknown as IOrganization | undefined;
  return known ?? Organization.fromOrganizationAttributes(scope, id, ORGANIZATION);
}

/** A stack of the management account. */
export function treeStack(scope: App | Stage = newApp(), id = 'Tree'): Stack {
  return new Stack(scope, id, { env: MANAGEMENT_ENV });
}

/** An organizational unit below the root of the organization of Acme. */
export function unitIn(stack: Stack, name = 'Workloads', organization = organizationIn(stack)): OrganizationalUnit {
  return new OrganizationalUnit(stack, name, { organization, organizationalUnitName: name });
}

/** A member account, by its name. */
export function accountIn(
  organizationalUnit: OrganizationalUnit,
  accountName = 'log-archive',
  props: Partial<MemberAccountProps> = {},
): MemberAccount {
  const stack = Stack.of(organizationalUnit);
  const email = `aws+${accountName}@acme.example`;
  return new MemberAccount(stack, accountName, { organizationalUnit, accountName, email, ...props });
}
