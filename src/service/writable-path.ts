/** A directory in memory that the container may write to. All else in it is read-only. */
export interface WritablePath {
  /** The directory, such as `/tmp`. */
  readonly path: string;

  /** How much fits, in MiB. It counts against the memory of the task. */
  readonly sizeMiB: number;
}
