import { Construct } from 'constructs';
import { CellParts } from './cell-parts';
import { IAlarmSource } from '../core';

/**
 * A module of a product: `PlatformModule.of()` makes one, and a class of your own implements it to add resources.
 *
 * Its queue, worker, health check and parameter are in a stack of its own, `<cell>-module-<name>`, which reads the rest of the
 * cell through `CellParts`. So another module changes no stack that exists.
 */
export interface IPlatformModule {
  /** Name, such as `tasks`: 2 to 24 lower-case letters, digits and hyphens. It is not that of a part of the cell. */
  readonly moduleName: string;

  /** Names of the modules that it calls or reads. A cell without them is refused. Empty for none. */
  readonly needs: string[];

  /**
   * Events of the cell that its worker gets, by the message attribute `type`: 150 at most. A module without events has neither
   * queue nor worker.
   */
  readonly events: string[];

  /** Path of its health below the version of the API, such as `/tasks/health`. */
  readonly healthPath: string;

  /**
   * Adds what the module has beside these, such as a bucket, and returns what is to be observed by name. A module that has
   * nothing more returns an empty map.
   * @param scope where to add it: a part of the module's own stack
   * @param cell what the module may use of the cell
   */
  provision(scope: Construct, cell: CellParts): Record<string, IAlarmSource>;
}
