import { Duration } from 'aws-cdk-lib';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { machineRole } from './import-permissions';
import { importDefinition } from './import-states';
import { topicArnOf } from './notification-topic';
import { sendTo } from '../../../core/private/resources/event-log';
import { eventLogGroup, NamedLogOptions } from '../../../core/private/resources/named-log-group';
import { executionChanges } from '../../../core/private/state-machine/executions';
import { runTaskArguments } from '../../../core/private/state-machine/run-task';
import { callOf, taskStateMachine } from '../../../core/private/state-machine/state-machine';
import type { IFileStore } from '../../../data';
import type { StandaloneTask } from '../../../service';

/** What an import is made of. */
export interface ImportParts {
  readonly name: string;
  readonly task: StandaloneTask;
  readonly topic: ITopic;
  readonly files: IFileStore;
  readonly keyPrefix: string;
  readonly timeout: Duration;
}

/** Creates the state machine under its name, with a role that may do what its states do and nothing else. */
export function importMachine(scope: Construct, parts: ImportParts): void {
  const { name, task, topic, files, keyPrefix, timeout } = parts;
  const role = machineRole(scope, parts);
  const definition = importDefinition({
    call: (action) => callOf(scope, action),
    ...{ name, keyPrefix, timeout, task: runTaskArguments(task) },
    bucketName: files.bucketName,
    topicArn: topicArnOf(topic),
    clusterName: task.clusterName,
  });
  const unlogged =
    'Each execution is in a log group by EventBridge, and has a report in S3: logging would take permissions on all log groups.';
  taskStateMachine(scope, { name, role, definition, unlogged });
}

/** Name of the log group with the starts and ends of imports. */
export function importLogName(name: string): string {
  return `/aws/events/${name}`;
}

/** Logs the start and the end of each import, with its cause: Step Functions forgets an execution after 90 days. */
export function logImports(scope: Construct, name: string, options: NamedLogOptions): void {
  const log = eventLogGroup(scope, 'Events', importLogName(name), options);
  sendTo(executionChanges(scope, name, 'An import began or ended'), log);
}
