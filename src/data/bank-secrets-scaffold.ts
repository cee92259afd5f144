import { createHash } from 'node:crypto';
import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { PendingInput } from '../core';
import { pendingParameter, pendingSecret } from './private/settings/pending-inputs';
import { parameterFor } from './private/settings/scaffold-parameter';
import { scaffoldProblems } from './private/settings/scaffold-problems';
import { secretFor } from './private/settings/scaffold-secret';
import { scaffoldTypeProblems } from './private/settings/scaffold-types';
import { IRuntimeSettings } from './runtime-settings';
import { SecretRotation } from './secret-rotation';
import { SettingStorage } from './setting-storage';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';

/** Secrets that every API of the bank reads, with values that only a person has. */
const SECRET_KEYS = ['API_KEY', 'AUTH_M2M_CLIENT_ID', 'AUTH_M2M_CLIENT_SECRET', 'DB_URI', 'MAILGUN_API_KEY'];

/** The parameter that CI writes: CloudFormation would reset it at any update. */
const RELEASE_KEY = 'SENTRY_RELEASE';

/** Properties for defining a `BankSecretsScaffold`. */
export interface BankSecretsScaffoldProps {
  /** Port that the API listens on. */
  readonly port: number;

  /** Origins of the web apps for CORS, such as `https://app.bank.example`. */
  readonly corsOrigins: string[];

  /** Domain of the login provider, such as `tenant.region.auth0.com`. */
  readonly authDomain: string;

  /** Audience of the provider's access tokens, such as `https://api.bank.example`. */
  readonly authAudience: string;

  /** Public URL of the GraphQL endpoint, such as `https://api.bank.example/api/graphql`. */
  readonly graphqlPublicUrl: string;

  /**
   * Value of `NODE_ENV`.
   * @default 'production'
   */
  readonly nodeEnv?: string;

  /**
   * Storage of the cache's address (`CACHE_URI`): `SettingStorage.cacheEndpoint(cache)`, or a secret if it has credentials.
   * @default - the API has no cache, and no CACHE_URI
   */
  readonly cacheUri?: SettingStorage;

  /**
   * Storage of the Sentry DSN (`SENTRY_DSN`).
   * @default SettingStorage.secret()
   */
  readonly sentryDsn?: SettingStorage;

  /**
   * Keys of the Twilio settings that the API reads, such as `TWILIO_AUTH_TOKEN`. All are secrets.
   * @default - the API does not call Twilio
   */
  readonly twilioKeys?: string[];

  /**
   * Prefix of the names: `/<path>/<key>` of parameters, `<path>/<key>` of secrets. A second instance in one account
   * needs its own.
   * @default 'rl/bank/api'
   */
  readonly path?: string;

  /**
   * Secrets that exist, by key, such as `{ DB_URI: Secret.fromSecretCompleteArn(…) }`. They are not created.
   * @default - all secrets are created
   */
  readonly existingSecrets?: Record<string, ISecret>;

  /**
   * Keys of parameters that exist. They are not created, and their values are not changed.
   * @default - all parameters are created
   */
  readonly existingParameters?: string[];

  /**
   * Customer managed KMS key of the secrets.
   * @default - the AWS managed key of Secrets Manager
   */
  readonly encryptionKey?: IKey;

  /**
   * Rotation of secrets, by key.
   * @default - no secret rotates, since another company issues each value
   */
  readonly rotations?: Record<string, SecretRotation>;

  /**
   * Removal policy of the secrets.
   *
   * `RemovalPolicy.DESTROY` is refused unless the context of the app is set, by
   * `new App({ context: { 'rl-bank-constructs:destroyData': true } })` or `-c rl-bank-constructs:destroyData=true`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Parameters in Parameter Store and secrets in Secrets Manager that the API of the bank reads. Another app implements
 * `IRuntimeSettings` with keys of its own.
 *
 * - parameters: `AUTH_AUDIENCE`, `AUTH_DOMAIN`, `CORS_ORIGIN_WHITELIST`, `GRAPHQL_PUBLIC_URL`, `NODE_ENV`, `PORT` and
 *   `SENTRY_RELEASE`; with `cacheUri` also `CACHE_URI`
 * - secrets: `API_KEY`, `AUTH_M2M_CLIENT_ID`, `AUTH_M2M_CLIENT_SECRET`, `DB_URI`, `MAILGUN_API_KEY` and `SENTRY_DSN`, and
 *   those of `twilioKeys`
 *
 * Parameters have values, except `SENTRY_RELEASE`, which CI writes with each release (`releaseMarker` of
 * `LeastPrivilegeDeployRoles`). Secrets have none, not even a generated one: a service that started with a random password
 * would fail long after the deployment. `pendingInputs` lists the values that a person or CI has to write.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html
 *
 * @example
 * import { BankSecretsScaffold, SettingStorage, ValkeyCache } from 'rl-bank-constructs/data';
 *
 * declare const cache: ValkeyCache;
 *
 * const settings = new BankSecretsScaffold(this, 'Settings', {
 *   port: 9000,
 *   corsOrigins: ['https://app.bank.example'],
 *   authDomain: 'tenant.region.auth0.com',
 *   authAudience: 'https://api.bank.example',
 *   graphqlPublicUrl: 'https://api.bank.example/api/graphql',
 *   cacheUri: SettingStorage.cacheEndpoint(cache),
 * });
 */
@propertyInjectable
export class BankSecretsScaffold extends Construct implements IRuntimeSettings {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.data.BankSecretsScaffold';

  /** Port that the settings tell the API to listen on. */
  public readonly port: number;

  /** Parameters, by key: settings that are not sensitive. */
  public readonly parameters: Record<string, IStringParameter>;

  /** Secrets, by key. */
  public readonly secrets: Record<string, ISecret>;

  /** Values that a person or CI has to write before the service can start. */
  public readonly pendingInputs: PendingInput[];

  /** Hash of the values that the template owns. The service deploys new tasks when it changes. */
  public readonly fingerprint: string;

  constructor(scope: Construct, id: string, props: BankSecretsScaffoldProps) {
    super(scope, id);
    requireProps(this, props, {
      port: true,
      corsOrigins: true,
      authDomain: true,
      authAudience: true,
      graphqlPublicUrl: true,
    });
    throwOnProblems(this, ...scaffoldTypeProblems(props));
    const values = valuesFrom(props);
    const secretKeys = secretKeysFrom(props);
    throwOnProblems(this, ...scaffoldProblems(props, values, secretKeys));
    this.port = props.port;

    const parameters = new Construct(this, 'Parameters');
    this.parameters = byKey([...Object.keys(values), RELEASE_KEY], (key) => {
      return parameterFor(parameters, key, { ...props, value: values[key] });
    });
    const secrets = new Construct(this, 'Secrets');
    this.secrets = byKey(secretKeys, (key) => secretFor(secrets, key, props));

    this.pendingInputs = [
      ...secretKeys.filter((key) => !props.existingSecrets?.[key]).map((key) => pendingSecret(this, key, props.path)),
      pendingParameter(this, RELEASE_KEY, props.path),
    ];
    this.fingerprint = Lazy.string({
      produce: () => {
        const owned = Object.entries(values).filter(([key]) => !props.existingParameters?.includes(key));
        return fingerprintOf([Stack.of(this).resolve(owned), props.cacheUri?._identity, props.sentryDsn?._identity]);
      },
    });
  }
}

/** Values of the parameters, by key. */
function valuesFrom(props: BankSecretsScaffoldProps): Record<string, string> {
  const values: Record<string, string | undefined> = {
    AUTH_AUDIENCE: props.authAudience,
    AUTH_DOMAIN: props.authDomain,
    CACHE_URI: props.cacheUri?._value,
    CORS_ORIGIN_WHITELIST: props.corsOrigins.join(','),
    GRAPHQL_PUBLIC_URL: props.graphqlPublicUrl,
    NODE_ENV: props.nodeEnv ?? 'production',
    PORT: String(props.port),
    SENTRY_DSN: props.sentryDsn?._value,
  };
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function secretKeysFrom(props: BankSecretsScaffoldProps): string[] {
  const sentry = props.sentryDsn?._value === undefined ? ['SENTRY_DSN'] : [];
  const cache = props.cacheUri && props.cacheUri._value === undefined ? ['CACHE_URI'] : [];
  return [...new Set([...SECRET_KEYS, ...sentry, ...cache, ...(props.twilioKeys ?? [])])].sort();
}

function byKey<T>(keys: string[], make: (key: string) => T): Record<string, T> {
  return Object.fromEntries([...keys].sort().map((key) => [key, make(key)]));
}

function fingerprintOf(values: unknown): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16);
}
