import { ServiceTaskOptions } from './service-task-options';

/** Task definition of an API: that of a service, and the port that it listens on. */
export interface ApiTaskOptions extends ServiceTaskOptions {
  /**
   * Port that the API listens on. Settings with a `PORT` must state the same.
   * @default - the port of `settings`, 9000 without settings
   */
  readonly containerPort?: number;
}
