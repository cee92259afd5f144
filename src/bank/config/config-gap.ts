/** A key that the open gate requires and the config lacks or has as a placeholder. */
export interface ConfigGap {
  /** The key, such as `network.vpcId`. */
  readonly path: string;

  /**
   * The placeholder.
   * @default - the key is missing, and the plan uses the value of the infrastructure brief
   */
  readonly value?: string;

  /** What to write, as an imperative. */
  readonly action: string;
}
