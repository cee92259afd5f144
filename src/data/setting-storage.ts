import { IValkeyCache } from './valkey-cache';

/** Where a setting lives that is a secret for some teams and none for others. */
export class SettingStorage {
  /** In Secrets Manager. A person fills it in. */
  public static secret(): SettingStorage {
    return new SettingStorage(undefined, undefined);
  }

  /**
   * In Parameter Store, in clear text.
   * @param value the value, without credentials
   */
  public static parameter(value: string): SettingStorage {
    return new SettingStorage(value, undefined);
  }

  /**
   * In Parameter Store, as the address of a cache, which holds no credentials. Another cache rolls the service.
   * @param cache the cache
   */
  public static cacheEndpoint(cache: IValkeyCache): SettingStorage {
    return new SettingStorage(cache.uri, cache.cacheName);
  }

  private constructor(
    /** The value in Parameter Store. A secret has none here. */
    public readonly value: string | undefined,
    /** What the value stands for, where it is known only to CloudFormation. */
    public readonly identity: string | undefined,
  ) {}
}
