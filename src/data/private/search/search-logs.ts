import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { domainArnOf } from './search-access';
import { LogQueryDefinition } from '../../../core';
import { logGroupArnOf } from '../../../core/private/resources/event-log';

/** Logs of a domain, by the name that OpenSearch Service has for each. */
const LOGS = { ES_APPLICATION_LOGS: 'errors', INDEX_SLOW_LOGS: 'slow-indexing', SEARCH_SLOW_LOGS: 'slow-searches' };

/** What the logs are of. */
interface LoggedDomain {
  readonly domainName: string;
  readonly logRetention?: Duration;
}

/**
 * Creates a log group for each log. The domain may write to it by a policy of the log group itself: a region has ten of those
 * that are resources of their own, for all domains and other services together.
 */
export function searchLogs(scope: Construct, { domainName, logRetention }: LoggedDomain): Record<string, LogGroup> {
  const logs = new Construct(scope, 'Logs');
  const entries = Object.entries(LOGS).map(([kind, name]) => {
    const logGroupName = logGroupNameOf(domainName, name);
    const log = new LogGroup(logs, name, {
      logGroupName,
      retention: logRetention?.toDays() ?? RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY, // the index may stay; what it complained of is of no use without it
    });
    (log.node.defaultChild as CfnLogGroup).resourcePolicyDocument = writtenBy(
      Stack.of(scope),
      domainName,
      logGroupName,
    );
    return [kind, log] as const;
  });
  return Object.fromEntries(entries);
}

function writtenBy(stack: Stack, domainName: string, logGroupName: string): PolicyDocument {
  const statement = new PolicyStatement({
    principals: [new ServicePrincipal('es.amazonaws.com')],
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [`${logGroupArnOf(stack, logGroupName)}:*`],
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': domainArnOf(stack, domainName) },
    },
  });
  return new PolicyDocument({ statements: [statement] });
}

/** First queries to the logs of a domain. */
export function searchLogQueries(domainName: string): LogQueryDefinition[] {
  const slow = (question: string, name: string): LogQueryDefinition => {
    const commands = ['parse @message /took\\[(?<took>[^\\]]+)\\]/', 'fields @timestamp, took, @message'];
    return {
      question,
      logGroupName: logGroupNameOf(domainName, name),
      commands: [...commands, 'sort @timestamp desc', 'limit 50'],
    };
  };
  return [
    slow('Which searches are slow', LOGS.SEARCH_SLOW_LOGS),
    slow('Which documents are indexed slowly', LOGS.INDEX_SLOW_LOGS),
    {
      question: 'What does the search domain complain of',
      logGroupName: logGroupNameOf(domainName, LOGS.ES_APPLICATION_LOGS),
      commands: ['fields @timestamp, @message', 'sort @timestamp desc', 'limit 100'],
    },
  ];
}

function logGroupNameOf(domainName: string, name: string): string {
  return `/aws/opensearch/${domainName}/${name}`;
}
