import { createHash } from 'node:crypto';
import { Lazy, Stack } from 'aws-cdk-lib';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { PendingInput } from '../core';
import { pathTakenProblem } from './private/settings/path-taken';
import { pendingParameter, pendingSecret } from './private/settings/pending-inputs';
import { parameterFor } from './private/settings/settings-parameter';
import { settingsProblems } from './private/settings/settings-problems';
import { secretFor } from './private/settings/settings-secret';
import { settingsTypeProblems } from './private/settings/settings-types';
import { IRuntimeSettings } from './runtime-settings';
import { SettingStorage } from './setting-storage';
import { SettingsOptions } from './settings-options';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { entriesOf } from '../core/private/checks/types';

/** Properties for defining `ServiceSettings`. */
export interface ServiceSettingsProps extends SettingsOptions {
  /**
   * Prefix of the names: `/<path>/<key>` of parameters, `<path>/<key>` of secrets, such as `tracker/web`. Each instance in an
   * account and region has its own.
   */
  readonly path: string;

  /** Port that the service listens on: the parameter `PORT`. */
  readonly port: number;

  /**
   * Values that are not sensitive, by key, such as `{ AUTH_MODE: 'cognito' }`: parameters in clear text.
   * @default - PORT is the only value
   */
  readonly values?: Record<string, string>;

  /**
   * Keys of secrets, such as `SESSION_KEY`. They are created without a value, and an operator writes it.
   * @default - no secrets
   */
  readonly secretKeys?: string[];

  /**
   * Keys of parameters that CI writes with each release, such as `SENTRY_RELEASE`. The service reads them, and no template
   * has them: CloudFormation would reset the value at any update.
   * @default - CI writes no parameter
   */
  readonly releaseKeys?: string[];

  /**
   * Settings of a `SettingStorage`, by key: one that is a secret in some environments and a parameter in others, or the
   * address of a cache, such as `{ CACHE_URI: SettingStorage.cacheEndpoint(cache) }`.
   * @default - `values` and `secretKeys` have all settings
   */
  readonly storages?: Record<string, SettingStorage>;

  /**
   * Reader of the settings, for the description of each secret, such as `the API`.
   * @default 'the service'
   */
  readonly readBy?: string;
}

/**
 * Parameters in Parameter Store and secrets in Secrets Manager that a service reads when it starts: exactly the keys that
 * the props name, and `PORT`.
 *
 * Parameters have values, except those of `releaseKeys`, which CI writes (`releaseMarker` of `LeastPrivilegeDeployRoles`).
 * Secrets have none, not even a generated one: a service that started with a random password would fail long after the
 * deployment. `pendingInputs` lists the values that an operator or CI has to write.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html
 *
 * @example
 * import { ServiceSettings } from 'rl-bank-constructs/data';
 *
 * const settings = new ServiceSettings(this, 'Settings', {
 *   path: 'tracker/web',
 *   port: 3000,
 *   values: { AUTH_MODE: 'cognito' },
 *   secretKeys: ['SESSION_KEY'],
 * });
 */
@propertyInjectable
export class ServiceSettings extends Construct implements IRuntimeSettings {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.data.ServiceSettings';

  /** Port that the settings tell the service to listen on. */
  public readonly port: number;

  /** Parameters, by key: settings that are not sensitive. */
  public readonly parameters: Record<string, IStringParameter>;

  /** Secrets, by key. */
  public readonly secrets: Record<string, ISecret>;

  /** Values that an operator or CI has to write before the service can start. */
  public readonly pendingInputs: PendingInput[];

  /** Hash of the values that the template owns. The service deploys new tasks when it changes. */
  public readonly fingerprint: string;

  constructor(scope: Construct, id: string, props: ServiceSettingsProps) {
    super(scope, id);
    requireProps(this, props, { path: true, port: true });
    throwOnProblems(this, ...settingsTypeProblems(props));
    const values = valuesFrom(props);
    const secretKeys = secretKeysFrom(props);
    throwOnProblems(this, ...settingsProblems(props, values, secretKeys));
    throwOnProblems(this, pathTakenProblem(this, props, Object.keys(values), secretKeys));
    const { path, releaseKeys = [] } = props;
    this.port = props.port;

    const parameters = new Construct(this, 'Parameters');
    this.parameters = byKey([...Object.keys(values), ...releaseKeys], (key) => {
      return parameterFor(parameters, key, { ...props, value: values[key] });
    });
    const secrets = new Construct(this, 'Secrets');
    this.secrets = byKey(secretKeys, (key) => secretFor(secrets, key, props));

    this.pendingInputs = [
      ...secretKeys.filter((key) => !props.existingSecrets?.[key]).map((key) => pendingSecret(this, key, path)),
      ...[...releaseKeys].sort().map((key) => pendingParameter(this, key, path)),
    ];
    this.fingerprint = Lazy.string({
      produce: () => {
        const owned = Object.entries(values).filter(([key]) => !props.existingParameters?.includes(key));
        const identities = entriesOf(props.storages).map(([, storage]) => storage?._identity);
        return fingerprintOf([Stack.of(this).resolve(owned), ...identities]);
      },
    });
  }
}

/** Values of the parameters, by key. */
function valuesFrom({ port, values, storages }: ServiceSettingsProps): Record<string, string> {
  const stored = entriesOf(storages).map(([key, storage]) => [key, storage?._value] as const);
  const all: Record<string, string | undefined> = { PORT: String(port), ...values, ...Object.fromEntries(stored) };
  return Object.fromEntries(entriesOf(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function secretKeysFrom({ secretKeys = [], storages }: ServiceSettingsProps): string[] {
  const stored = entriesOf(storages).filter(([, storage]) => storage && storage._value === undefined);
  return [...secretKeys, ...stored.map(([key]) => key)].sort();
}

function byKey<T>(keys: string[], make: (key: string) => T): Record<string, T> {
  return Object.fromEntries([...keys].sort().map((key) => [key, make(key)]));
}

function fingerprintOf(values: unknown): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16);
}
