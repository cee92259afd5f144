import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

// On the root, so that two copies of this package in one app share them.
const LOOKUPS = Symbol.for('rl-bank-constructs.organization-lookups');

/** The root of the organization of the account that asks; an organization has one. */
export const ROOT_LOOKUP = `$(aws organizations list-roots --query 'Roots[0].Id' --output text)`;

/** An id that only CloudFormation knows, and the shell expression that looks it up. */
export function rememberLookup(scope: IConstruct, id: string, expression: string): void {
  lookupsOf(scope).set(id, expression);
}

/** The id for a command: itself, or an expression that looks it up. */
export function lookupOf(scope: IConstruct, id: string): string {
  return Token.isUnresolved(id) ? (lookupsOf(scope).get(id) ?? 'ID') : id;
}

/** The organizational unit of a name below a parent. */
export function unitLookup(parent: string, name: string): string {
  const query = `OrganizationalUnits[?Name=='${name}'].Id`;
  return `$(aws organizations list-organizational-units-for-parent --parent-id ${parent} --query "${query}" --output text)`;
}

function lookupsOf(scope: IConstruct): Map<string, string> {
  const root = scope.node.root as { [LOOKUPS]?: Map<string, string> };
  return (root[LOOKUPS] ??= new Map());
}
