import { IServiceBinding } from './i-service-binding';
import { RenamedBinding } from './private/bindings/renamed-binding';
import { requireArgument } from './private/checks/required-props';
import { instance, OPTIONS } from './private/checks/types';

/**
 * Changes what a service is given of something that it uses.
 *
 * @example
 * import { ServiceBinding } from 'rl-bank-constructs/core';
 * import { ValkeyCache } from 'rl-bank-constructs/data';
 *
 * declare const cache: ValkeyCache;
 *
 * const uses = [ServiceBinding.withNames(cache, { CACHE_URI: 'REDIS_URL' })];
 */
export class ServiceBinding {
  /**
   * Gives environment variables of a binding other names: those that the service reads, or that two bindings would share.
   * @param binding what the service uses
   * @param names new name of each variable that gets another one, by its name
   */
  public static withNames(binding: IServiceBinding, names: Record<string, string>): IServiceBinding {
    requireArgument('ServiceBinding.withNames', 'binding', binding, instance('an IServiceBinding', 'grantUse'));
    requireArgument('ServiceBinding.withNames', 'names', names, OPTIONS);
    return new RenamedBinding(binding, names);
  }

  private constructor() {}
}
