/** Image, secret or parameter that a person or CI has to provide before the service can start. */
export interface PendingInput {
  /** Key of the setting, as the service reads it, such as `DB_URI`. That of the image is `image`. */
  readonly key: string;

  /** Name of the secret or parameter, such as `rl/bank/api/DB_URI`, or URI of the image. */
  readonly target: string;

  /** Owner of the value, such as `CI, with every release`. */
  readonly owner: string;

  /**
   * Command that provides the input, with placeholders: of the AWS CLI for a value. For the image it calls
   * `deploy-image.sh`, the script of docs/images.md; for that of a collector it copies the public one.
   * @see https://github.com/rl-bank/rl-bank-constructs/blob/main/docs/images.md
   */
  readonly command: string;

  /**
   * Command that says whether the input is there, and behind it what it prints if it is: `aws … --output text # prints ENABLED`.
   * @default - the construct knows no such command
   */
  readonly check?: string;
}
