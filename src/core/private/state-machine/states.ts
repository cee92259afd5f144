/** Retries of calls that read, or that change nothing when repeated. */
export const AGAIN = [
  { ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 4, BackoffRate: 2, JitterStrategy: 'FULL' },
];

/**
 * `RunTask` started nothing: ECS lists failures in its answer, or refuses the call, as where Fargate has no capacity.
 * @see https://repost.aws/knowledge-center/ecs-fargate-runtask-capacity
 */
export const NO_CAPACITY = ['AmazonECS.Unknown', 'ECS.AmazonECSException'];

/** State that goes one of two ways by a condition in JSONata. */
export function choice(condition: string, yes: string, no: string): object {
  return { Type: 'Choice', Choices: [{ Condition: `{% ${condition} %}`, Next: yes }], Default: no };
}
