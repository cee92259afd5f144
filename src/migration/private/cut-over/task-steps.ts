import type { MigrationStep } from '../../migration-step';

const ofTask = '--replication-task-arn "$TASK"';
const theTask = '--filters Name=replication-task-arn,Values="$TASK" --without-settings';

export function connectionStep(): MigrationStep {
  const test = (endpoint: string) => [
    `aws dms test-connection --replication-instance-arn "$INSTANCE" --endpoint-arn "$${endpoint}"`,
    `aws dms wait test-connection-succeeds --filters Name=endpoint-arn,Values="$${endpoint}"`,
  ];
  return {
    title: 'Connect to both databases',
    command: [...test('SOURCE'), ...test('TARGET')].join('\n'),
    check: `aws dms describe-connections --filters Name=replication-instance-arn,Values="$INSTANCE" --query 'Connections[].Status' --output text # prints successful twice`,
    wayBack: '# A connection changes nothing.',
  };
}

export function startStep(): MigrationStep {
  return {
    title: 'Start the full load',
    command: [
      `aws dms start-replication-task ${ofTask} --start-replication-task-type start-replication`,
      `aws dms wait replication-task-running --filters Name=replication-task-arn,Values="$TASK"`,
    ].join('\n'),
    check: statusIs('running'),
    wayBack: [
      `aws dms stop-replication-task ${ofTask}`,
      '# Empty the tables of the target by TRUNCATE before the next start, by reload-target: DMS does not.',
    ].join('\n'),
  };
}

export function loadStep(): MigrationStep {
  return {
    title: 'Wait for the end of the full load',
    command: `aws dms describe-table-statistics ${ofTask} --query 'TableStatistics[].[SchemaName,TableName,TableState,FullLoadRows,FullLoadErrorRows]' --output table`,
    check: [
      `aws dms describe-replication-tasks ${theTask} --query 'ReplicationTasks[0].ReplicationTaskStats.FullLoadProgressPercent' --output text # prints 100`,
      `aws dms describe-table-statistics ${ofTask} --query "length(TableStatistics[?TableState!='Table completed' || FullLoadErrorRows > \\\`0\\\`])" --output json # prints 0`,
    ].join('\n'),
    wayBack: `# As of the start. One table alone: aws dms reload-tables ${ofTask} --tables-to-reload SchemaName=…,TableName=…`,
  };
}

/** DMS compares each row once it is loaded, and again after each change. */
export function validationStep(title: string): MigrationStep {
  const open = "TableStatistics[?ValidationState!='Validated']";
  return {
    title,
    command: `aws dms describe-table-statistics ${ofTask} --query "${open}.[SchemaName,TableName,ValidationState,ValidationPendingRecords,ValidationFailedRecords]" --output table`,
    check: `aws dms describe-table-statistics ${ofTask} --query "length(${open})" --output json # prints 0`,
    wayBack: `# Rows are only read. What differs stands in awsdms_validation_failures_v1; compare a table anew: aws dms reload-tables ${ofTask} --tables-to-reload SchemaName=…,TableName=… --reload-option validate-only`,
  };
}

export function drainStep(name: string): MigrationStep {
  const dimensions = ['ReplicationInstanceIdentifier', 'ReplicationTaskIdentifier'].map(
    (it) => `Name=${it},Value=${name}`,
  );
  const since = `--start-time "$(date -u -d '-5 minutes' +%FT%TZ)" --end-time "$(date -u +%FT%TZ)"`;
  return {
    title: 'Wait for the last changes',
    command: 'sleep 300',
    check: [
      'for metric in CDCLatencySource CDCLatencyTarget CDCIncomingChanges; do',
      `  aws cloudwatch get-metric-statistics --namespace AWS/DMS --metric-name "$metric" --dimensions ${dimensions.join(' ')} \\`,
      `    --statistics Maximum --period 60 ${since} --query 'sort_by(Datapoints, &Timestamp)[-1].Maximum' --output text`,
      'done # prints 0.0 three times',
    ].join('\n'),
    wayBack: '# That of "Freeze the source": the task goes on with what changes.',
  };
}

export function stopStep(): MigrationStep {
  return {
    title: 'Stop the task, which pages once',
    command: [
      `aws dms stop-replication-task ${ofTask}`,
      'aws dms wait replication-task-stopped --filters Name=replication-task-arn,Values="$TASK"',
    ].join('\n'),
    check: statusIs('stopped'),
    wayBack: `aws dms start-replication-task ${ofTask} --start-replication-task-type resume-processing`,
  };
}

function statusIs(status: string): string {
  return `aws dms describe-replication-tasks ${theTask} --query 'ReplicationTasks[0].Status' --output text # prints ${status}`;
}
