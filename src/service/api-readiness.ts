/** What the caller states of image and values. */
export enum ApiReadiness {
  /** Something is missing. The service is deployed with 0 tasks, and nothing waits for it. */
  WAITING = 'WAITING',

  /** The image is pushed and the values are filled in: the tasks start. With scaling, this deploy writes the count. */
  STARTING = 'STARTING',

  /** They have started. With scaling, the count is scaling's from now on, and no template names it. */
  RUNNING = 'RUNNING',
}
