import { IValkeyCache } from './i-valkey-cache';
import { requireArgument } from '../core/private/checks/required-props';
import { instance, TEXT } from '../core/private/checks/types';

/**
 * Stores a setting in Secrets Manager or in Parameter Store.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
 * @example
 * import { SettingStorage, ValkeyCache } from 'rl-bank-constructs/data';
 *
 * declare const cache: ValkeyCache;
 *
 * const cacheUri = SettingStorage.cacheEndpoint(cache);
 * const sentryDsn = SettingStorage.parameter('https://publickey@o0.ingest.sentry.io/0');
 */
export class SettingStorage {
  /** Stores the setting in Secrets Manager, without a value: an operator writes it. */
  public static secret(): SettingStorage {
    return new SettingStorage(undefined, undefined);
  }

  /**
   * Stores the setting in Parameter Store, in clear text.
   * @param value value, without credentials
   */
  public static parameter(value: string): SettingStorage {
    requireArgument('SettingStorage.parameter', 'value', value, TEXT);
    return new SettingStorage(value, undefined);
  }

  /**
   * Stores the address of a cache in Parameter Store. It has no credentials in it.
   *
   * Replacing the cache deploys new tasks of the service.
   * @param cache cache that the service connects to
   */
  public static cacheEndpoint(cache: IValkeyCache): SettingStorage {
    requireArgument('SettingStorage.cacheEndpoint', 'cache', cache, instance('an IValkeyCache', 'cacheName'));
    return new SettingStorage(cache.uri, cache.cacheName);
  }

  private constructor(
    /**
     * Value in Parameter Store; `undefined` for a secret.
     * @internal
     */
    public readonly _value: string | undefined,
    /**
     * Identity of a value that only CloudFormation knows, for the fingerprint.
     * @internal
     */
    public readonly _identity: string | undefined,
  ) {}
}
