import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { countStep } from './counts';
import { CutOverPlan, targetSchemas } from './plan';
import { SOURCE_STEPS, SourceSteps } from './source-steps';
import { foreignKeyStep, rightsStep, schemaStep, sequenceStep } from './target-steps';
import * as task from './task-steps';
import type { MigrationStep } from '../../migration-step';
import { putLogin } from '../databases/source-inputs';

/** From the settings of the source to the end of the migration. Commands have names and no ids, and run in one shell. */
export function cutOverSteps(scope: Construct, plan: CutOverPlan): MigrationStep[] {
  const { region } = Stack.of(scope);
  const { name, canValidate, hasColumns } = plan.source._engine;
  const engine = SOURCE_STEPS[name](plan);
  return [
    shellStep(plan, Token.isUnresolved(region) ? undefined : region, engine),
    ...engine.settings,
    engine.user,
    secretStep(plan),
    schemaStep(plan),
    rightsStep(plan),
    task.connectionStep(),
    task.startStep(),
    task.loadStep(),
    ...(canValidate ? [task.validationStep('Wait until every row is compared')] : []),
    engine.freeze,
    task.drainStep(plan.name),
    canValidate ? task.validationStep('Compare the rows a last time') : countStep(plan),
    task.stopStep(),
    ...(hasColumns ? [foreignKeyStep(plan), sequenceStep(plan)] : []),
    switchStep(plan),
    endStep(plan),
  ];
}

function shellStep(
  { name, source, target }: CutOverPlan,
  region: string | undefined,
  engine: SourceSteps,
): MigrationStep {
  const endpoint = (side: string, query: string) =>
    `$(aws dms describe-endpoints --filters Name=endpoint-id,Values=${name}-${side} --query 'Endpoints[0].${query}' --output text)`;
  const found = (kind: string, filter: string, query: string) =>
    `$(aws dms describe-replication-${kind} --filters Name=${filter},Values=${name} --query '${query}' --output text)`;
  return {
    title: 'Open a shell for all steps',
    command: [
      `export AWS_REGION=${region ?? '…  # the region of the stack'}`,
      `TASK=${found('tasks', 'replication-task-id', 'ReplicationTasks[0].ReplicationTaskArn')}`,
      `INSTANCE=${found('instances', 'replication-instance-id', 'ReplicationInstances[0].ReplicationInstanceArn')}`,
      `SOURCE=${endpoint('source', 'EndpointArn')}`,
      `SOURCE_SECRET=${endpoint('source', `${source._engine.settingsName}.SecretsManagerSecretId`)}`,
      `TARGET=${endpoint('target', 'EndpointArn')}`,
      `TARGET_SECRET=${endpoint('target', 'PostgreSQLSettings.SecretsManagerSecretId')}`,
      'export PGHOST=$(aws secretsmanager get-secret-value --secret-id "$TARGET_SECRET" --query SecretString --output text | jq -r .host)',
      `export PGPORT=${target.port} PGDATABASE=${target.databaseName} PGSSLMODE=require`,
      'export PGUSER=… PGPASSWORD=…  # owner of the database and of its tables',
      engine.login,
    ].join('\n'),
    check: [
      `printf '%s\\n' "$TASK" "$INSTANCE" "$SOURCE" "$TARGET" "$SOURCE_SECRET" "$TARGET_SECRET" | grep -c '^arn:' # prints 6`,
      `psql -Atc 'SELECT 1' # prints 1`,
    ].join('\n'),
    wayBack: '# Nothing changes: close the shell.',
  };
}

function secretStep({ source }: CutOverPlan): MigrationStep {
  return {
    title: 'Write the login at the source into its secret',
    command: putLogin('"$SOURCE_SECRET"', source.port, 'dms'),
    check: `aws secretsmanager get-secret-value --secret-id "$SOURCE_SECRET" --query SecretString --output text | jq 'has("host", "port", "username", "password")' # prints true four times`,
    wayBack: '# Another value replaces it: Secrets Manager keeps the one before as AWSPREVIOUS.',
  };
}

function switchStep({ targetUser }: CutOverPlan): MigrationStep {
  const services = `usename NOT IN (current_user, '${targetUser}', 'rdsadmin')`;
  return {
    title: 'Switch the services: the point of no return',
    command: '# Deploy the services with the new database among their `uses`, and start them.',
    check: `psql -Atc "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND ${services}" # prints t`,
    wayBack: [
      '# Before a user writes: stop the services, take back "Freeze the source", and start them on the old database.',
      '# After it there is no way back: what users wrote is not in the old database.',
    ].join('\n'),
  };
}

function endStep(plan: CutOverPlan): MigrationStep {
  const { name, targetUser } = plan;
  const schemas = targetSchemas(plan).join(', ');
  return {
    title: 'End the migration, once the old database is not needed',
    command: [
      `psql -c 'REVOKE rds_superuser FROM "${targetUser}"'`,
      `# Remove the DataMigration from the app and deploy; then ${targetUser} from the users of the database, with its rights in ${schemas}.`,
    ].join('\n'),
    check: `aws dms describe-replication-instances --query "ReplicationInstances[?ReplicationInstanceIdentifier=='${name}']" --output json # prints []`,
    wayBack: '# Deploy it again: it starts with a full load, into tables that have to be empty.',
  };
}
