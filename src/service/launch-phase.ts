/** What the caller states of image and values. */
export enum LaunchPhase {
  /** Something is missing. The service is deployed with 0 tasks, and nothing waits for it. */
  NOT_READY = 'NOT_READY',

  /** The image is pushed and the values are filled in: the tasks start. With scaling, this deploy writes the count. */
  FIRST_START = 'FIRST_START',

  /** They have started. With scaling, the count is scaling's from now on, and no template names it. */
  RUNNING = 'RUNNING',
}
