import { LogQueryDefinition } from '../../../core';
import { deploymentEventsName } from '../task/log-group';

/** First queries to the log group of a service, and the history of its deployments. */
export function serviceLogQueries(logGroupName: string, serviceName: string): LogQueryDefinition[] {
  return [
    ...taskLogQueries(logGroupName),
    {
      question: 'Which deployments began, and which failed and why',
      logGroupName: deploymentEventsName(serviceName),
      commands: [
        'fields @timestamp, detail.eventName, detail.deploymentId, detail.reason',
        'sort @timestamp desc',
        'limit 50',
      ],
    },
  ];
}

/** First CloudWatch Logs Insights queries of an incident. They assume no log format, only words that mark an error. */
export function taskLogQueries(logGroupName: string): LogQueryDefinition[] {
  const ERRORS = 'filter @message like /(?i)(error|exception|fatal|panic|unhandled)/';
  return [
    {
      question: 'What errors are there, and since when',
      logGroupName,
      commands: [ERRORS, 'stats count() as errors by bin(1m) as minute', 'sort minute desc'],
    },
    {
      question: 'What are the last errors',
      logGroupName,
      commands: ['fields @timestamp, @logStream, @message', ERRORS, 'sort @timestamp desc', 'limit 100'],
    },
    {
      question: 'Which tasks say most, and what did they say last',
      logGroupName,
      commands: ['stats count() as lines, max(@timestamp) as last by @logStream', 'sort lines desc', 'limit 50'],
    },
    {
      question: 'Does it reach database, cache and login',
      logGroupName,
      commands: [
        'fields @timestamp, @logStream, @message',
        'filter @message like /(?i)(ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|timed? ?out|certificate|refused)/',
        'sort @timestamp desc',
        'limit 100',
      ],
    },
  ];
}
