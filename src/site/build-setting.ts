/** A value that the build of the app needs: for CI and for the plan to print. */
export interface BuildSetting {
  /** The key, as the toolchain knows it. */
  readonly key: string;

  /**
   * The value, where the infrastructure knows it.
   * @default - CI has to fill it in
   */
  readonly value?: string;

  /** How the build is given it: an environment variable, or an argument. */
  readonly line: string;
}
