// Types that more than one module of the sandbox needs.
import type { TlsEdge } from '../edge/tls-edge.mjs';
import type { Sandbox } from './aws/sandbox.mjs';
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

/** An app of `examples/`, and what is particular to it: `run/examples/<name>/example.mjs`. */
export interface Example {
  readonly name: string;
  /** The context of the first deployment, as `-c key=value`: there is neither an image nor a value yet, so it has 0 tasks. */
  readonly context: Context;
  /** What exists before the first deployment. */
  fixtures(templates: Assembly): Fixtures;
  /** The ECR repositories whose images run the sample API. */
  repositories(templates: Assembly): string[];
  /** For a repository the folder that stands for its image, from the root: commands of task definitions, such as migrations, run in it. */
  readonly folders?: Readonly<Record<string, string>>;
  /** For a repository with such a folder the program in it that a task without a command runs, in place of the sample API. */
  readonly programs?: Readonly<Record<string, string>>;
  /** From 0 tasks to running ones: values, images, and the deployments that start the tasks. */
  start(session: Session, sandbox: Sandbox): Promise<void>;
  /** Opens the edge, and requests each URL once; the commands are to try, each below a comment. */
  serve(session: Session, sandbox: Sandbox, edge: TlsEdge): Promise<{ urls: string[]; commands: string }>;
}

export type Context = Readonly<Record<string, string>>;

/** A synthesized cloud assembly. */
export interface Assembly {
  readonly stacks: {
    readonly displayName: string;
    readonly stackName: string;
    readonly environment: string;
    readonly templateFile: string;
  }[];
  /** The environments that the stacks go to, as `aws://ACCOUNT/REGION`. */
  readonly environments: string[];
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
  readonly vpc?: { readonly id: string; readonly cidr: string };
  readonly subnets: { readonly id: string; readonly cidr: string; readonly zone: string }[];
  readonly webAcls: { readonly name: string; readonly id: string; readonly scope: 'CLOUDFRONT' | 'REGIONAL' }[];
  readonly hostedZone?: { readonly id: string; readonly name: string };
  /** Certificates of names at a DNS provider outside of the account. */
  readonly certificates?: { readonly arn: string; readonly names: string[] }[];
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
