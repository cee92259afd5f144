import { RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { aliasPrefixOf, TENANT } from './key-access';

/** What the key of a tenant is made of. */
export interface TenantKeyOptions {
  readonly tenant: string;
  readonly namePrefix: string;
  readonly removalPolicy: RemovalPolicy;
}

/** The key of one tenant, with its alias. IAM decides who may use it; its own policy decides for which tenant. */
export function tenantKey(scope: Construct, { tenant, namePrefix, removalPolicy }: TenantKeyOptions): IKey {
  const key = new Key(scope, tenant, {
    alias: `${aliasPrefixOf(namePrefix)}${tenant}`,
    description: `Data of the tenant ${tenant} of ${namePrefix}`,
    enableKeyRotation: true,
    removalPolicy,
  });
  // IAM cannot compare the tenant of a request with the key, and the key knows its tenant. A missing context differs, too.
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'NoOtherTenant',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      resources: ['*'], // in a key policy: this key
      conditions: { StringNotEquals: { [`kms:EncryptionContext:${TENANT}`]: tenant } },
    }),
  );
  return key;
}
