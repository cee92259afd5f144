// Types that more than one module of the sandbox needs.
import type { Clock } from './process/clock.mjs';
import type { Processes } from './process/processes.mjs';

/** What `runSession` gives to its work. */
export interface Session {
  readonly clock: Clock;
  readonly processes: Processes;
  /** Records values in the state of the run, for `npm run sandbox:down`. */
  record(more: object): void;
  /** Whether the run was interrupted: a failure after that has no meaning. */
  readonly isEnding: boolean;
  /** Waits for an interruption, which is then no failure, or for the failure of `until`. */
  wait(until: Promise<unknown>): Promise<unknown>;
}

/** A process of a run, as its state records it; `began` tells it from a later process with the same id. */
export interface ProcessRecord {
  readonly pid: number;
  readonly began?: string;
  /** Whether it leads a group of processes, which end with it. */
  readonly leads?: boolean;
}

/** What the emulator creates before the first deployment. */
export interface Fixtures {
  readonly account: string;
  readonly region: string;
  readonly vpc: { readonly id: string; readonly cidr: string };
  readonly subnets: { readonly id: string; readonly cidr: string; readonly zone: string }[];
  readonly webAcls: { readonly name: string; readonly id: string; readonly scope: 'CLOUDFRONT' | 'REGIONAL' }[];
  readonly hostedZone?: { readonly id: string; readonly name: string };
}

/** The output of an AWS SDK command without `undefined`: a property that is missing fails the sandbox where it is read. */
export type Defined<T> = T extends Date | Uint8Array
  ? T
  : T extends (infer Item)[]
    ? Defined<Item>[]
    : T extends object
      ? { [Key in keyof T]-?: Defined<Exclude<T[Key], undefined>> }
      : T;

/** A command of the AWS SDK, by what it returns. */
export interface Command<Output> {
  readonly resolveMiddleware: (...args: any[]) => (...args: any[]) => Promise<{ output: Output }>;
}
