import { ITopic } from 'aws-cdk-lib/aws-sns';

const ENDPOINTS = new WeakMap<ITopic, Set<string>>();

/** Notes that a target has subscribed an endpoint to a topic. SNS delivers to each endpoint once. */
export function noteSubscriber(topic: ITopic, endpoint: string): void {
  ENDPOINTS.set(topic, (ENDPOINTS.get(topic) ?? new Set()).add(endpoint));
}

/** Number of endpoints that targets have subscribed: targets and subscriptions of users are not among them. */
export function subscribersOf(topic: ITopic): number {
  return ENDPOINTS.get(topic)?.size ?? 0;
}
