/** A secret or parameter without a value, which a person or CI has to write before the service can start. */
export interface PendingInput {
  /** Key of the setting, as the service reads it, such as `DB_URI`. */
  readonly key: string;

  /** Name of the secret or parameter, such as `rl/bank/api/DB_URI`. */
  readonly target: string;

  /** Owner of the value, such as `CI, with every release`. */
  readonly owner: string;

  /** AWS CLI command that writes the value, with a placeholder for it. */
  readonly command: string;
}
