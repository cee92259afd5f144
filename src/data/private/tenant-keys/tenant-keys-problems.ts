import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { aliasPrefixOf } from './key-access';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { TEXT, TEXTS, Type } from '../../../core/private/checks/types';
import { claimUnique, regionalHomeOf } from '../../../core/private/checks/unique-claims';
import { matches, shownValue } from '../../../core/private/checks/values';
import type { TenantKeysProps } from '../../tenant-keys';

/** Types of the props. */
export const TENANT_KEYS_TYPES: Record<keyof TenantKeysProps, Type> = {
  namePrefix: TEXT,
  tenants: TEXTS,
  removalPolicy: TEXT,
};

/** CloudFormation takes 500 resources in a stack: a key and an alias for each tenant leave room for others. */
const MOST_TENANTS = 200;

/** Names that KMS refuses, or by which a grant would reach keys of others. */
export function tenantKeysProblems({ namePrefix, tenants }: TenantKeysProps): Array<Problem | undefined> {
  return [
    problemIf(!matches(/^(?!aws$)[a-z][a-z0-9-]{0,62}$/, namePrefix), {
      code: 'tenant-keys/name-prefix',
      prop: 'namePrefix',
      value: shownValue(namePrefix),
      allowed:
        'must be up to 63 lower-case letters, digits and hyphens that begin with a letter, other than aws, and no token',
      fix: 'pass one such as acme-crm-prod',
    }),
    ...(Token.isUnresolved(tenants) ? [tenantProblem(tenants)] : listProblems(tenants)),
  ];
}

function listProblems(tenants: string[]): Array<Problem | undefined> {
  const twice = tenants.filter((tenant, index) => tenants.indexOf(tenant) < index);
  return [
    problemIf(tenants.length > MOST_TENANTS, {
      code: 'tenant-keys/too-many-tenants',
      prop: 'tenants',
      value: `${tenants.length} tenants`,
      allowed: `must be up to ${MOST_TENANTS}, because a stack has 500 resources and each tenant has two`,
      fix: 'create the others by TenantKeys with another prefix in another stack',
    }),
    ...tenants.filter((tenant) => !matches(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, tenant)).map(tenantProblem),
    ...[...new Set(twice)].map((tenant) => ({
      code: 'tenant-keys/tenant-twice',
      prop: 'tenants',
      value: tenant,
      allowed: 'must have each tenant once',
      fix: 'remove the second one',
    })),
  ];
}

function tenantProblem(value: unknown): Problem {
  return {
    code: 'tenant-keys/tenant',
    prop: 'tenants',
    value: shownValue(value),
    allowed:
      'must be up to 63 letters, digits, hyphens and underscores that begin with a letter or digit, and no token',
    fix: 'pass the id that the tenant keeps, not its name',
  };
}

/** The problem of an alias that other keys of the account have in the region. */
export function takenAliasProblem(scope: Construct, namePrefix: string, tenants: string[]): Problem | undefined {
  const home = regionalHomeOf(scope);
  const [taken] = tenants.flatMap((tenant) => {
    const alias = `${aliasPrefixOf(namePrefix)}${tenant}`;
    const before = claimUnique(scope, ['kms-alias', ...home, alias], scope);
    return before === undefined ? [] : [{ alias, before }];
  });
  return problemIf(taken !== undefined, {
    code: 'tenant-keys/alias-taken',
    prop: 'namePrefix',
    value: namePrefix,
    allowed: `must be unique for a tenant, and ${taken?.before} has ${taken?.alias}, too: KMS would refuse the second`,
    fix: 'give one of the two another prefix, or pass one of them to both services',
  });
}
