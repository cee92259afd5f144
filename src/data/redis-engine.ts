import { requireArgument } from '../core/private/checks/required-props';
import { TEXT } from '../core/private/checks/types';

/**
 * Engine of a `RedisReplicationGroup`, with its version. Valkey speaks the protocol of Redis 7, and costs less.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html
 * @example
 * import { RedisEngine } from 'rl-bank-constructs/data';
 *
 * const engine = RedisEngine.valkey('8.1');
 */
export class RedisEngine {
  /** Valkey 8.0. */
  public static readonly VALKEY_8_0 = new RedisEngine('valkey', '8.0');

  /** Valkey 7.2. */
  public static readonly VALKEY_7_2 = new RedisEngine('valkey', '7.2');

  /** Redis OSS 7.1, the last version of Redis that ElastiCache has. */
  public static readonly REDIS_7_1 = new RedisEngine('redis', '7.1');

  /**
   * Another version of Valkey.
   * @param version version, such as `8.1`
   */
  public static valkey(version: string): RedisEngine {
    requireArgument('RedisEngine.valkey', 'version', version, TEXT);
    return new RedisEngine('valkey', version);
  }

  private constructor(
    /** Name of the engine: `valkey` or `redis`. */
    public readonly engineName: string,
    /** Version of the engine. */
    public readonly version: string,
  ) {}
}
