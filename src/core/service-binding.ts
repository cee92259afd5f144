import { IServiceBinding } from './i-service-binding';
import { BINDING, bindingTypeProblems } from './private/bindings/binding-types';
import { RenamedBinding } from './private/bindings/renamed-binding';
import { throwOnProblems } from './private/checks/problems';
import { requireArgument } from './private/checks/required-props';
import { OPTIONS } from './private/checks/types';

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
    const place = 'ServiceBinding.withNames';
    requireArgument(place, 'binding', binding, BINDING);
    requireArgument(place, 'names', names, OPTIONS);
    throwOnProblems(place, ...bindingTypeProblems('binding', binding));
    return new RenamedBinding(binding, names);
  }

  private constructor() {}
}
