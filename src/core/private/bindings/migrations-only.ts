import type { IServiceBinding } from '../../i-service-binding';

// A registered symbol, so that two copies of this package in one app read each other's statements.
const STATEMENT = Symbol.for('rl-bank-constructs.binding.migrations-only');

/** Records that a binding is for tasks that migrate a schema, and for no service that runs on: it is the login of an owner. */
export function migrationsOnly<T extends IServiceBinding>(binding: T): T {
  return Object.defineProperty(binding, STATEMENT, { value: true });
}

/** Whether a binding is for tasks that migrate a schema alone. */
export function isMigrationsOnly(binding: IServiceBinding): boolean {
  return (binding as { [STATEMENT]?: boolean })[STATEMENT] === true;
}
