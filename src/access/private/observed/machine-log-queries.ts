import { LogQueryDefinition } from '../../../core';

/** First CloudWatch Logs Insights queries to the access log: what fails, whose requests, and what is slow. */
export function machineLogQueries(logGroupName: string): LogQueryDefinition[] {
  const query = (question: string, ...commands: string[]) => ({ question, logGroupName, commands });
  return [
    query(
      'Which routes fail, with which status, and since when',
      'filter status >= 500',
      'stats count() as requests, min(@timestamp) as first by method, route, status, errorType, integrationStatus',
      'sort requests desc',
      'limit 50',
    ),
    query(
      'Which keys are refused, and why',
      'filter status >= 400 and status < 500',
      'stats count() as requests by status, errorType, keyId, principal',
      'sort requests desc',
      'limit 50',
    ),
    query(
      'Which keys exceed their rate or quota',
      'filter status = 429',
      'stats count() as requests by keyId, principal, errorType, bin(1m)',
      'sort requests desc',
      'limit 50',
    ),
    query(
      'Which routes are slow, and where the time goes',
      'stats pct(latency, 99) as slowest, pct(integrationLatency, 99) as behind, pct(authorizerLatency, 99) as authorizer by method, route',
      'sort slowest desc',
      'limit 50',
    ),
  ];
}
