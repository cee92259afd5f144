import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { scaffoldProblems } from './private/settings/scaffold-problems';
import { scaffoldTypeProblems } from './private/settings/scaffold-types';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { ServiceSettings, ServiceSettingsProps, SettingsOptions, SettingStorage } from '../data';

/** Secrets that every API of the bank reads, with values that only an operator has. */
const SECRET_KEYS = ['API_KEY', 'AUTH_M2M_CLIENT_ID', 'AUTH_M2M_CLIENT_SECRET', 'DB_URI', 'MAILGUN_API_KEY'];

/** Properties for defining a `BankSecretsScaffold`. */
export interface BankSecretsScaffoldProps extends SettingsOptions {
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
}

/**
 * Parameters in Parameter Store and secrets in Secrets Manager that the API of the bank reads: the keys of the bank in
 * `ServiceSettings`, which is what another service takes.
 *
 * - parameters: `AUTH_AUDIENCE`, `AUTH_DOMAIN`, `CORS_ORIGIN_WHITELIST`, `GRAPHQL_PUBLIC_URL`, `NODE_ENV`, `PORT` and
 *   `SENTRY_RELEASE`; with `cacheUri` also `CACHE_URI`
 * - secrets: `API_KEY`, `AUTH_M2M_CLIENT_ID`, `AUTH_M2M_CLIENT_SECRET`, `DB_URI`, `MAILGUN_API_KEY` and `SENTRY_DSN`, and
 *   those of `twilioKeys`
 *
 * CI writes `SENTRY_RELEASE` with each release, and an operator writes the secrets: `pendingInputs` lists them.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html
 *
 * @example
 * import { BankSecretsScaffold } from 'rl-bank-constructs/bank';
 * import { SettingStorage, ValkeyCache } from 'rl-bank-constructs/data';
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
export class BankSecretsScaffold extends ServiceSettings {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.bank.BankSecretsScaffold';

  constructor(scope: Construct, id: string, props: BankSecretsScaffoldProps) {
    super(scope, id, settingsOf([scope.node.path, id].filter((it) => it !== '').join('/'), props));
  }
}

/** What the bank's API reads, as settings of any service. */
function settingsOf(place: string, props: BankSecretsScaffoldProps): ServiceSettingsProps {
  requireProps(place, props, {
    port: true,
    corsOrigins: true,
    authDomain: true,
    authAudience: true,
    graphqlPublicUrl: true,
  });
  throwOnProblems(place, ...scaffoldTypeProblems(props));
  throwOnProblems(place, ...scaffoldProblems(props));
  const { path = 'rl/bank/api', port, existingSecrets, existingParameters } = props;
  const { encryptionKey, rotations, removalPolicy } = props;
  return {
    ...{ path, port, existingSecrets, existingParameters, encryptionKey, rotations, removalPolicy },
    readBy: 'the API',
    values: {
      AUTH_AUDIENCE: props.authAudience,
      AUTH_DOMAIN: props.authDomain,
      CORS_ORIGIN_WHITELIST: props.corsOrigins.join(','),
      GRAPHQL_PUBLIC_URL: props.graphqlPublicUrl,
      NODE_ENV: props.nodeEnv ?? 'production',
    },
    storages: {
      CACHE_URI: props.cacheUri!, // left out where it is undefined
      SENTRY_DSN: props.sentryDsn ?? SettingStorage.secret(),
    },
    secretKeys: [...new Set([...SECRET_KEYS, ...(props.twilioKeys ?? [])])],
    releaseKeys: ['SENTRY_RELEASE'],
  };
}
