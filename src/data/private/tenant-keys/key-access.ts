import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { grantStatements, requireGrantee } from '../../../core/private/resources/grant';

/** Key of the encryption context that names the tenant. */
export const TENANT = 'tenant';

/** Beginning of all aliases of a prefix. The slash ends it: another prefix that begins alike has none of them. */
export function aliasPrefixOf(namePrefix: string): string {
  return `alias/${namePrefix}/`;
}

/**
 * Grants what envelope encryption takes, on keys with an alias of the prefix. One statement for all tenants: it names no key, so
 * a new tenant changes no policy, and no stack of a service refers to that of the keys.
 */
export function grantKeyUse(scope: IConstruct, grantee: IGrantable, aliasPrefix: string): Grant {
  requireGrantee(scope, grantee);
  const anyKey = Stack.of(scope).formatArn({
    ...{ service: 'kms', resource: 'key', resourceName: '*' },
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  const statement = new PolicyStatement({
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [anyKey],
    conditions: {
      'ForAnyValue:StringLike': { 'kms:ResourceAliases': `${aliasPrefix}*` }, // decrypting names no alias, but its key has one
      Null: { [`kms:EncryptionContext:${TENANT}`]: 'false' },
    },
  });
  return grantStatements(grantee, [statement], `Any key with an alias that begins with ${aliasPrefix}, and no other.`);
}
