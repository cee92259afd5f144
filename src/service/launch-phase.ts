/** Whether the image and secret values exist. Controls `desiredCount`. */
export enum LaunchPhase {
  /** Image or values are missing. The service has 0 tasks and no scaling, so the deployment waits for none. */
  NOT_READY = 'NOT_READY',

  /** Image and values exist: the tasks start. With scaling, this deployment sets the number of tasks. */
  FIRST_START = 'FIRST_START',

  /** The tasks have started. With scaling, the template sets no number of tasks and leaves it to scaling. */
  RUNNING = 'RUNNING',
}
