import type { Engine } from './engine';
import { entriesOf } from '../../../core/private/checks/types';
import type { ManagedDatabaseOptions } from '../../managed-database-options';

/** The parameters of a database, sorted: those of the caller take the place of ours, but for TLS. */
export function parametersOf(engine: Engine, { parameters }: ManagedDatabaseOptions): Record<string, string> {
  return Object.fromEntries(entriesOf({ ...engine.parameters, ...parameters }));
}

/** Family of the parameter group, such as `postgres18` or `mysql8.4`. */
export function familyOf({ name, majorVersion }: Engine): string {
  return `${name}${majorVersion}`;
}
