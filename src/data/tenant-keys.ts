import { RemovalPolicy } from 'aws-cdk-lib';
import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IServiceBinding, PendingInput, ServiceSecret } from '../core';
import { aliasPrefixOf, grantKeyUse } from './private/tenant-keys/key-access';
import { tenantKey } from './private/tenant-keys/tenant-key';
import { takenAliasProblem, tenantKeysProblems, TENANT_KEYS_TYPES } from './private/tenant-keys/tenant-keys-problems';
import { CONNECTABLE } from '../core/private/checks/cdk-types';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { typeProblems } from '../core/private/checks/types';
import { removalPolicyOf } from '../core/private/resources/removal-policy';

/** Properties for defining `TenantKeys`. */
export interface TenantKeysProps {
  /**
   * Beginning of the aliases: `acme-crm-prod` makes `alias/acme-crm-prod/<tenant>`. Services may use keys by aliases that begin
   * with it, and no others.
   */
  readonly namePrefix: string;

  /**
   * Ids of the tenants, up to 200. Adding one is a deployment; taking one away deletes its alias, so that services can no longer
   * use its key, and the key stays.
   */
  readonly tenants: string[];

  /**
   * Removal policy of the keys: without its key, data cannot be decrypted by anyone. `RemovalPolicy.DESTROY` is refused without
   * `new App({ context: { 'rl-bank-constructs:destroyData': true } })` or `-c rl-bank-constructs:destroyData=true`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A KMS key for each tenant, by which services encrypt data before they store it.
 *
 * A service has it in its `uses`. The policy of each key refuses to encrypt and decrypt unless the encryption context names its
 * tenant, so a service that mixes up two tenants gets an error and no data.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html
 * @example
 * import { TenantKeys } from 'rl-bank-constructs/data';
 *
 * new TenantKeys(this, 'TenantKeys', { namePrefix: 'acme-crm-prod', tenants: ['north', 'south'] });
 */
@propertyInjectable
export class TenantKeys extends Construct implements IServiceBinding {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.data.TenantKeys';

  /** KMS keys by the ids of their tenants. */
  public readonly keys: Record<string, IKey>;

  /** Beginning of the aliases, which ends with a slash: `alias/acme-crm-prod/`. */
  public readonly aliasPrefix: string;

  /** Beginning of the aliases as `TENANT_KEY_ALIAS_PREFIX`: a service appends the tenant, and has the `KeyId` of a call. */
  public readonly variables: Record<string, string>;

  /** No parameters: the beginning of the aliases is a variable in plain text. */
  public readonly parameters: Record<string, IStringParameter> = {};

  /** No secrets: KMS knows services by their roles. */
  public readonly secrets: Record<string, ServiceSecret> = {};

  /** Nothing has to be written before a service can start. */
  public readonly pendingInputs: PendingInput[] = [];

  /** Empty: services find the key of a new tenant by its alias, and start no new tasks for it. */
  public readonly fingerprint = '';

  constructor(scope: Construct, id: string, props: TenantKeysProps) {
    super(scope, id);
    requireProps(this, props, { namePrefix: true, tenants: true });
    throwOnProblems(this, ...typeProblems(props, TENANT_KEYS_TYPES));
    throwOnProblems(this, ...tenantKeysProblems(props));
    const { namePrefix, tenants, removalPolicy } = props;
    throwOnProblems(this, takenAliasProblem(this, namePrefix, tenants));
    const policy = removalPolicyOf(this, removalPolicy);
    this.aliasPrefix = aliasPrefixOf(namePrefix);
    this.variables = { TENANT_KEY_ALIAS_PREFIX: this.aliasPrefix };
    this.keys = Object.fromEntries(
      tenants.map((tenant) => [tenant, tenantKey(this, { tenant, namePrefix, removalPolicy: policy })]),
    );
  }

  /**
   * Opens nothing: KMS has no security group, and services reach AWS by port 443.
   * @param client the service
   */
  public allowAccessFrom(client: IConnectable): void {
    requireArgument(this, 'client', client, CONNECTABLE);
  }

  /**
   * Grants a service to make and decrypt data keys by the key of each tenant, of tenants that are added later as well.
   * @param grantee task role of the service, in the account of the keys
   */
  public grantUse(grantee: IGrantable): Grant {
    return grantKeyUse(this, grantee, this.aliasPrefix);
  }
}
