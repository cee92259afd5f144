import { Duration } from 'aws-cdk-lib';

/** The time after which the load balancer aborts a request to the API. The config has no key for it, and an objective has to be shorter. */
export const API_REQUEST_TIMEOUT = Duration.seconds(60);
