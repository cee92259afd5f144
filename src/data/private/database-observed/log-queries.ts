import { LogQueryDefinition } from '../../../core';
import { logGroupNameOf } from '../database/log-groups';
import type { RunningDatabase } from '../database/running-database';

/** First queries to the logs of a database: slow statements, and what the engine complains of. */
export function databaseLogQueries({ engine, logGroupName, identifier }: RunningDatabase): LogQueryDefinition[] {
  return engine.dialect === 'postgres' ? postgresQueries(logGroupName) : mysqlQueries(logGroupName, identifier);
}

function postgresQueries(logGroupName: string): LogQueryDefinition[] {
  return [
    {
      question: 'Which statements are slow',
      logGroupName,
      commands: [
        'filter @message like /duration: /',
        'parse @message /duration: (?<milliseconds>[\\d.]+) ms\\s+(?<statement>[\\s\\S]+)/',
        'stats count() as times, max(milliseconds) as slowest, avg(milliseconds) as usual by statement',
        'sort slowest desc',
        'limit 50',
      ],
    },
    {
      question: 'What does the database complain of',
      logGroupName,
      commands: [
        'fields @timestamp, @logStream, @message',
        'filter @message like /(ERROR|FATAL|PANIC|deadlock detected)/',
        'sort @timestamp desc',
        'limit 100',
      ],
    },
  ];
}

function mysqlQueries(logGroupName: string, identifier: string): LogQueryDefinition[] {
  return [
    {
      question: 'Which statements are slow',
      logGroupName,
      commands: [
        'filter @message like /Query_time/',
        'parse @message /Query_time: (?<seconds>[\\d.]+)[\\s\\S]+?;\\s+(?<statement>[\\s\\S]+)/',
        'stats count() as times, max(seconds) as slowest, avg(seconds) as usual by statement',
        'sort slowest desc',
        'limit 50',
      ],
    },
    {
      question: 'What does the database complain of',
      logGroupName: logGroupNameOf('instance', identifier, 'error'),
      commands: [
        'fields @timestamp, @logStream, @message',
        'filter @message like /(\\[ERROR\\]|\\[Warning\\]|deadlock detected)/',
        'sort @timestamp desc',
        'limit 100',
      ],
    },
  ];
}
