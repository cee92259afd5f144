import { Stack } from 'aws-cdk-lib';
import { AccountPrincipal, IRole, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { fileStatements } from './file-access';
import { acknowledgeWildcards } from '../../../core/private/resources/acknowledge-wildcards';
import type { FileStore, FileStoreProps } from '../../file-store';

/** Session tag that names the tenant. */
const TAG = 'tenant';

/** The tenant of the session, which IAM fills in at each request; a statement with it is of no use without the tag. */
const TENANT = `\${aws:PrincipalTag/${TAG}}`;

/**
 * The role that a service assumes for one tenant: its files are below one prefix, whatever the service asks for.
 *
 * Roles of the account may assume it that have the permission, as by `grantUse`. STS lets no wildcard into a tag; empty
 * tags, dots alone and slashes are refused here, since they would name no tenant, or a prefix within another one's.
 */
export function tenantRole(store: FileStore, props: FileStoreProps): IRole {
  const trusted = new AccountPrincipal(Stack.of(store).account).withSessionTags().withConditions({
    StringLike: { [`aws:RequestTag/${TAG}`]: '?*' },
    StringNotLike: { [`aws:RequestTag/${TAG}`]: ['.', '..', '*/*'] },
    'ForAllValues:StringEquals': { 'aws:TagKeys': [TAG] },
  });
  const role = new Role(store, 'TenantRole', {
    description: `Files of one tenant in ${store.node.path}, by the session tag "${TAG}"`.slice(0, 1000),
    assumedBy: trusted,
  });
  const statements = fileStatements(store, props, `${TENANT}/`).map((it) => new PolicyStatement(it));
  statements.forEach((statement) => role.addToPolicy(statement));
  acknowledgeWildcards(role, statements, 'All files of one tenant, whose prefix the session tag names.');
  return role;
}
