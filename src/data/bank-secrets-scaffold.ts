import { createHash } from 'node:crypto';
import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { PendingInput } from './pending-input';
import { pendingParameter, pendingSecret } from './private/settings/pending-inputs';
import { parameterFor } from './private/settings/scaffold-parameter';
import { scaffoldProblems } from './private/settings/scaffold-problems';
import { secretFor } from './private/settings/scaffold-secret';
import { IRuntimeSettings } from './runtime-settings';
import { SecretRotation } from './secret-rotation';
import { SettingStorage } from './setting-storage';
import { throwOnProblems } from '../core/private/checks/problems';

/** What every API of the bank reads and only a person knows. */
const SECRET_KEYS = ['API_KEY', 'AUTH_M2M_CLIENT_ID', 'AUTH_M2M_CLIENT_SECRET', 'DB_URI', 'MAILGUN_API_KEY'];

/** The parameter that belongs to CI: a template that owned it would reset it at any update. */
const RELEASE_KEY = 'SENTRY_RELEASE';

/** Properties for defining a `BankSecretsScaffold`. */
export interface BankSecretsScaffoldProps {
  /** The port that the API listens on. */
  readonly port: number;

  /** The origins of the web apps, such as `https://app.bank.example`. */
  readonly corsOrigins: string[];

  /** The domain of the login provider. */
  readonly authDomain: string;

  /** The audience of its tokens. */
  readonly authAudience: string;

  /** The address of the GraphQL endpoint, as browsers know it. */
  readonly graphqlPublicUrl: string;

  /**
   * What the API takes its environment for.
   * @default 'production'
   */
  readonly nodeEnv?: string;

  /**
   * Where the address of the cache lives. Without credentials in it, it is a parameter.
   * @default - the API has no cache, and no CACHE_URI
   */
  readonly cacheUri?: SettingStorage;

  /**
   * Where the DSN of Sentry lives.
   * @default SettingStorage.secret()
   */
  readonly sentryDsn?: SettingStorage;

  /**
   * The keys of Twilio that the API reads, such as `TWILIO_AUTH_TOKEN`. All are secrets.
   * @default - the API does not call Twilio
   */
  readonly twilioKeys?: string[];

  /**
   * What the names begin with: `/<path>/<key>` of parameters, `<path>/<key>` of secrets. A second instance in one
   * account needs its own.
   * @default 'rl/bank/api'
   */
  readonly path?: string;

  /**
   * Secrets that exist, by key: their full ARNs. They are used and not made.
   * @default - all are made
   */
  readonly existingSecretArns?: Record<string, string>;

  /**
   * Keys of parameters that exist. They are used and not made, and their values are somebody else's.
   * @default - all are made
   */
  readonly existingParameters?: string[];

  /**
   * A key of the team's own for the secrets.
   * @default - the key that AWS keeps for Secrets Manager
   */
  readonly encryptionKey?: IKey;

  /**
   * Secrets that rotate, by key.
   * @default - none rotates, since each belongs to another company
   */
  readonly rotations?: Record<string, SecretRotation>;

  /**
   * The removal policy of the secrets.
   *
   * `RemovalPolicy.DESTROY` is refused unless the context `rl-bank-constructs:destroyData` of the app is true.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The parameters and secrets that the API reads, by their names.
 *
 * Parameters have values, which follow from the infrastructure. Secrets have none, not even a made-up one: a service
 * that started on a random password would fail where nobody looks. What has to be filled in is in `pendingInputs`.
 */
export class BankSecretsScaffold extends Construct implements IRuntimeSettings {
  /** The port that they tell the API to listen on. */
  public readonly port: number;

  /** What is not sensitive, by key. */
  public readonly parameters: Record<string, IStringParameter>;

  /** What is, by key. */
  public readonly secrets: Record<string, ISecret>;

  /** What a person or CI has to fill in before the service can start. */
  public readonly pendingInputs: PendingInput[];

  /** Changes with every value that the template itself owns. */
  public readonly fingerprint: string;

  constructor(scope: Construct, id: string, props: BankSecretsScaffoldProps) {
    super(scope, id);
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
      ...secretKeys
        .filter((key) => !props.existingSecretArns?.[key])
        .map((key) => pendingSecret(this, key, props.path)),
      pendingParameter(this, RELEASE_KEY, props.path),
    ];
    this.fingerprint = Lazy.string({
      produce: () => {
        const owned = Object.entries(values).filter(([key]) => !props.existingParameters?.includes(key));
        return fingerprintOf([Stack.of(this).resolve(owned), props.cacheUri?.identity, props.sentryDsn?.identity]);
      },
    });
  }
}

/** What follows from the configuration. */
function valuesFrom(props: BankSecretsScaffoldProps): Record<string, string> {
  const values: Record<string, string | undefined> = {
    AUTH_AUDIENCE: props.authAudience,
    AUTH_DOMAIN: props.authDomain,
    CACHE_URI: props.cacheUri?.value,
    CORS_ORIGIN_WHITELIST: props.corsOrigins.join(','),
    GRAPHQL_PUBLIC_URL: props.graphqlPublicUrl,
    NODE_ENV: props.nodeEnv ?? 'production',
    PORT: String(props.port),
    SENTRY_DSN: props.sentryDsn?.value,
  };
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function secretKeysFrom(props: BankSecretsScaffoldProps): string[] {
  const sentry = props.sentryDsn?.value === undefined ? ['SENTRY_DSN'] : [];
  const cache = props.cacheUri && props.cacheUri.value === undefined ? ['CACHE_URI'] : [];
  return [...new Set([...SECRET_KEYS, ...sentry, ...cache, ...(props.twilioKeys ?? [])])].sort();
}

function byKey<T>(keys: string[], make: (key: string) => T): Record<string, T> {
  return Object.fromEntries([...keys].sort().map((key) => [key, make(key)]));
}

function fingerprintOf(values: unknown): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16);
}
