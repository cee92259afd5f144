/** A value that only a person or CI has, and how to put it where the service reads it. */
export interface PendingInput {
  /** The key, as the service knows it. */
  readonly key: string;

  /** The name of the secret or parameter that takes it. */
  readonly target: string;

  /** Whose it is to fill, in a few words. */
  readonly owner: string;

  /** The command that does it, with the value left open. */
  readonly command: string;
}
