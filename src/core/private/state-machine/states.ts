/** Retries of calls that read, or that change nothing when repeated. */
export const AGAIN = [
  { ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 4, BackoffRate: 2, JitterStrategy: 'FULL' },
];
