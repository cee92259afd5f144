/** Whether everything in `pendingInputs` exists: image, secret values and the release parameter. Controls `desiredCount`. */
export enum LaunchPhase {
  /** Something in `pendingInputs` is missing. The service has 0 tasks and no scaling, so the deployment waits for none. */
  NOT_READY = 'NOT_READY',

  /** Everything in `pendingInputs` exists: the tasks start. With scaling, this deployment sets the number of tasks. */
  FIRST_START = 'FIRST_START',

  /** The tasks have started. With scaling, the template sets no number of tasks and leaves it to scaling. */
  RUNNING = 'RUNNING',
}
