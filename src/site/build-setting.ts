/** A value that the build of an app needs. CI reads it, the plan prints it. */
export interface BuildSetting {
  /** Key, as the toolchain knows it, such as `VITE_API_BASE_URL`. */
  readonly key: string;

  /**
   * Value, if the infrastructure knows it.
   * @default - CI provides it
   */
  readonly value?: string;

  /** Line for the build: an environment variable, or a command-line argument. */
  readonly line: string;
}
