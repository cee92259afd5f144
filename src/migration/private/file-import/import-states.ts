import { Duration } from 'aws-cdk-lib';
import { ENDS, failureMessage, reportMessage } from './import-messages';
import { AGAIN, choice, NO_CAPACITY } from '../../../core/private/state-machine/states';

/** What the state machine runs, reads and notifies. */
export interface ImportStates {
  /** Resource of a state, such as `ecs:runTask.sync`. */
  readonly call: (action: string) => string;
  readonly name: string;
  readonly keyPrefix: string;
  readonly bucketName: string;
  readonly topicArn: string;
  readonly clusterName: string;
  /** Arguments of `RunTask` beside the cluster and the overrides. */
  readonly task: object;
  readonly timeout: Duration;
}

/** A task that died is run again, and goes on where the one before stopped: a failover of the database takes minutes. */
const RESUME = [
  { ErrorEquals: NO_CAPACITY, IntervalSeconds: 30, MaxAttempts: 12, BackoffRate: 2, MaxDelaySeconds: 300 },
  { ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 30, MaxAttempts: 5, BackoffRate: 2 },
];

/** The console creates a folder as an empty object, of which S3 sends an event too. */
const IS_FOLDER = "$states.input.detail.object.size = 0 and $substring($states.input.detail.object.key, -1) = '/'";

/** What this execution is about: the event of S3 has the key as it is, and an ETag. By hand it is any version of the file. */
const IMPORT = `{% (
  $given := $states.input;
  $of := function($value) { $exists($value) ? $value : '' };
  $key := $exists($given.key) ? $given.key : $of($given.detail.object.key);
  $undo := $of($given.undo);
  {
    'key': $key,
    'etag': $exists($given.detail.object.etag) ? $given.detail.object.etag : '*',
    'undo': $undo,
    'run': $states.context.Execution.Name,
    'reports': 'reports/' & ($undo = '' ? $key : 'undo/' & $undo) & '/' & $states.context.Execution.Name & '/'
  }
) %}`;

/** Why a task or a call failed: Step Functions has the description of a task as JSON. */
const FAILURE = `{% (
  $error := $states.errorOutput;
  $cause := $exists($error.Cause) ? $error.Cause : '';
  $isTask := $contains($cause, 'StoppedReason');
  $task := $isTask ? $parse($cause) : {};
  $code := $task.Containers[Name = 'task'].ExitCode;
  $isTask ? $task.StoppedReason & ($exists($code) ? ' (exit code ' & $string($code) & ')' : '')
    : $error.Error & ($cause = '' ? '' : ': ' & $cause)
) %}`;

const FAILED = [{ ErrorEquals: ['States.ALL'], Assign: { failure: FAILURE }, Next: 'NotifyFailure' }];

/** Validates the file, loads it if it is accepted, and notifies with the counts of the report, whatever the end. */
export function importDefinition(states: ImportStates): object {
  return {
    QueryLanguage: 'JSONata',
    Comment:
      'Validates a file, transforms, deduplicates and inserts its rows, and notifies with the counts of the report',
    StartAt: 'IsInputKnown',
    States: { ...inputStates(states), ...taskStates(states), ...endStates(states) },
  };
}

function inputStates({ keyPrefix }: ImportStates): object {
  const { length } = keyPrefix;
  const isFile = (key: string) => `($substring(${key}, 0, ${length}) = '${keyPrefix}' and $length(${key}) > ${length})`;
  const isOnly = (name: string) => `$count($keys($states.input)) = 1 and $type($states.input.${name}) = 'string'`;
  const known = [
    `$exists($states.input.detail.object.key) and ${isFile('$states.input.detail.object.key')}`,
    `${isOnly('key')} and ${isFile('$states.input.key')}`,
    `${isOnly('undo')} and $length($states.input.undo) > 0`,
  ];
  return {
    IsInputKnown: {
      Type: 'Choice',
      Choices: [
        { Condition: `{% ${IS_FOLDER} %}`, Next: 'NothingToImport' },
        ...known.map((condition) => ({ Condition: `{% ${condition} %}`, Next: 'ReadInput' })),
      ],
      Default: 'UnknownInput',
    },
    NothingToImport: { Type: 'Succeed' },
    UnknownInput: {
      Type: 'Fail',
      Error: 'UnknownInput',
      Cause: `The input must be {"key":"${keyPrefix}…"}, {"undo":"<import id>"}, or an event of S3. Nothing was run: start again.`,
    },
    ReadInput: { Type: 'Pass', Assign: { import: IMPORT, report: { status: 'failed' } }, Next: 'IsUndo' },
    IsUndo: choice("$import.undo != ''", 'Undo', 'Validate'),
  };
}

function taskStates(states: ImportStates): object {
  return {
    Validate: run(states, 'validate', { next: 'ReadValidation' }),
    ReadValidation: read(states, 'validation', 'IsAccepted'),
    IsAccepted: choice("$validation.status = 'accepted'", 'Load', 'ReadReport'),
    Load: run(states, 'load', { next: 'ReadReport' }),
    Undo: run(states, 'undo', { next: 'ReadReport' }),
    ReadReport: read(states, 'report', 'Notify'),
  };
}

function endStates(states: ImportStates): object {
  return {
    Notify: publish(states, reportMessage(states), 'IsImported'),
    IsImported: choice(ENDS.isDone, 'Imported', 'NotImported'),
    Imported: { Type: 'Succeed', Output: '{% $report %}' },
    NotImported: { Type: 'Fail', Error: 'NotImported', Cause: ENDS.notImported },
    NotifyFailure: publish(states, failureMessage(states), 'ImportFailed'),
    ImportFailed: { Type: 'Fail', Error: 'ImportFailed', Cause: ENDS.failed(states) },
    NotNotified: { Type: 'Fail', Error: 'NotNotified', Cause: ENDS.notNotified },
  };
}

/** Runs the one task with a command of the program, and waits for its end. */
function run({ call, clusterName, task, timeout }: ImportStates, command: string, { next }: { next: string }): object {
  const ofFile = { IMPORT_KEY: 'key', IMPORT_ETAG: 'etag' };
  const about = command === 'undo' ? { IMPORT_ID: 'undo' } : ofFile; // none is empty: ECS drops such of task definitions
  const all = { ...about, IMPORT_RUN: 'run', IMPORT_REPORTS: 'reports' };
  const environment = Object.entries(all).map(([Name, field]) => ({ Name, Value: `{% $import.${field} %}` }));
  const overrides = [{ Name: 'task', Command: ['node', 'main.mjs', command], Environment: environment }];
  return {
    ...{ Type: 'Task', Resource: call('ecs:runTask.sync'), TimeoutSeconds: timeout.toSeconds() },
    Arguments: { Cluster: clusterName, ...task, Overrides: { ContainerOverrides: overrides } },
    Output: {}, // the description of the task takes kilobytes
    Retry: RESUME,
    Catch: FAILED,
    Next: next,
  };
}

/** Reads what the program wrote into a variable: Step Functions has the body of an object as a text. */
function read({ call, bucketName }: ImportStates, name: string, next: string): object {
  return {
    ...{ Type: 'Task', Resource: call('aws-sdk:s3:getObject'), Retry: AGAIN, Catch: FAILED },
    Arguments: { Bucket: bucketName, Key: `{% $import.reports & '${name}.json' %}` },
    Assign: { [name]: '{% $parse($states.result.Body) %}' },
    Output: {},
    Next: next,
  };
}

function publish({ call, topicArn }: ImportStates, message: object, next: string): object {
  const refused = {
    ErrorEquals: ['States.ALL'],
    Assign: {
      refusal: '{% $exists($states.errorOutput.Cause) ? $states.errorOutput.Cause : $states.errorOutput.Error %}',
    },
    Next: 'NotNotified',
  };
  return {
    ...{ Type: 'Task', Resource: call('sns:publish'), Retry: AGAIN, Catch: [refused] },
    Arguments: { TopicArn: topicArn, ...message },
    Output: {},
    Next: next,
  };
}
