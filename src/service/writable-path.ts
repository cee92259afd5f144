import { Size } from 'aws-cdk-lib';

/**
 * Directory in memory (tmpfs) that the container may write to. The rest of its file system is read-only.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tmpfs.html
 */
export interface WritablePath {
  /** Absolute path of the directory, such as `/tmp`. */
  readonly path: string;

  /** Capacity, in whole MiB. It counts against the memory of the task. */
  readonly size: Size;
}
