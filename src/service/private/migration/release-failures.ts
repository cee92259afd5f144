/** The container of the migration in the description of a task. */
export const MAIN = "Containers[Name = 'task']";

/** Failing states by the name of their error, each with what happened, what runs now, and what to do. */
export const FAILURES: Record<string, object> = {
  UnknownInput: fail('UnknownInput', '\'The input must be {} or {"migrateOnly":true}. Nothing was run: start again.\''),
  NoNextImage: fail('NoNextImage', "'No image has the next tag. Nothing was run: push one, and start again.'"),
  MigrationTimedOut: fail(
    'MigrationTimedOut',
    "'The migration did not end in time, and its task was stopped. The service runs on with the old image: look at what the migration waits for, and start again.'",
  ),
  MigrationFailed: fail(
    'MigrationFailed',
    `'The migration failed: ' & ${taskCause()} & ' The service runs on with the old image: read the log of the task, push a corrected image under the next tag, and start again.'`,
  ),
  NextTagMoved: fail(
    'NextTagMoved',
    "'The next tag was moved while the migration ran, so this release was not promoted. The service runs on with the old image: start again, for the image that the tag names now.'",
  ),
  PromotionFailed: fail(
    'PromotionFailed',
    "'The migration ended, and ECR refused to move the deployment tag: ' & $states.input.Cause & '. The service runs on with the old image: start again.'",
  ),
  RollTimedOut: fail(
    'RollTimedOut',
    "'The deployment of the service did not end in time, and goes on. The deployment tag names the new image: follow the deployment in ECS.'",
  ),
  RolledBack: fail(
    'RolledBack',
    "'The roll failed: ' & $rollout.reason & ' The deployment tag names the old image again, and the schema keeps the migration: read why the tasks stopped.'",
  ),
  RollFailed: fail(
    'RollFailed',
    "'The roll failed: ' & $rollout.reason & ' The deployment tag was not put back, as there was no other image before or the tag has been moved since: move it to the image that is to run.'",
  ),
};

/** A failing state, whose cause is a JSONata expression of a text. */
function fail(error: string, cause: string): object {
  return { Type: 'Fail', Error: error, Cause: `{% ${cause} %}` };
}

/** Exit code and reason of the task of which Step Functions has the description as JSON; else the cause as it stands. */
function taskCause(): string {
  return [
    "($contains($states.input.Cause, 'StoppedReason') ? ($task := $parse($states.input.Cause);",
    `$task.StoppedReason & ($exists($task.${MAIN}.ExitCode) ? ' (exit code ' & $string($task.${MAIN}.ExitCode) & ').' : '.'))`,
    ": $states.input.Cause & '.')",
  ].join(' ');
}
