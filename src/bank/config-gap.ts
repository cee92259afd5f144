/** What has to be written before the gate can open. */
export interface ConfigGap {
  /** The key, such as `network.vpcId`. */
  readonly path: string;

  /**
   * What is there in its place.
   * @default - the key is missing, and the plan goes on with the document's value
   */
  readonly value?: string;

  /** What to write. */
  readonly action: string;
}
