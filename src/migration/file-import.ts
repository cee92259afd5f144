import { Duration, Stack } from 'aws-cdk-lib';
import { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { IStateMachine, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { FileImportProps } from './file-import-props';
import { MigrationStep } from './migration-step';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput } from '../core';
import { StandaloneTask } from '../service';
import { definitionOf } from './private/file-import/definition';
import { fileAccess } from './private/file-import/file-access';
import { importInputs } from './private/file-import/image-to-build';
import { checkImportProps, importNameOf, requireImportProps } from './private/file-import/import-checks';
import { ImportCommands } from './private/file-import/import-commands';
import { importMachine, logImports } from './private/file-import/import-machine';
import { grantImport } from './private/file-import/import-permissions';
import { ImportSteps, importSteps } from './private/file-import/import-steps';
import { importedPattern } from './private/file-import/imported-pattern';
import { notificationTopicFor } from './private/file-import/notification-topic';
import * as observed from './private/file-import/observed-imports';
import { startOnFiles } from './private/file-import/start-rule';
import { runbookText } from './private/runbook-text';
import { machineArnOf } from '../core/private/state-machine/machine-arns';

/**
 * Imports files that are uploaded to a file store into a table of PostgreSQL: S3 starts a Step Functions state machine, which
 * validates the file, and inserts its rows if few enough are rejected. Each end writes a report and notifies with row counts.
 *
 * The same file twice inserts nothing, and an import that was interrupted goes on where it stopped.
 *
 * [src/migration/FILES.md](https://github.com/rl-bank/rl-bank-constructs/blob/main/src/migration/FILES.md)
 * has what is refused and what is rejected, the report, and the way back.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import { FileStore, PostgresDatabase } from 'rl-bank-constructs/data';
 * import { FileImport, ImportColumn, ImportFormat } from 'rl-bank-constructs/migration';
 * import { ImageRepository } from 'rl-bank-constructs/service';
 *
 * declare const vpc: ec2.IVpc;
 * declare const image: ImageRepository;
 * declare const database: PostgresDatabase;
 *
 * const contacts = new FileImport(this, 'Contacts', {
 *   vpc,
 *   image,
 *   database: database.forUser('importer'),
 *   files: new FileStore(this, 'Uploads', { eventBridgeEnabled: true }),
 *   keyPrefix: 'contacts/',
 *   format: ImportFormat.csv({ delimiter: ';', encoding: 'windows-1252' }),
 *   table: 'contacts',
 *   columns: [
 *     ImportColumn.nameBasedUuid('contact_id', ['E-Mail']),
 *     ImportColumn.text('E-Mail', 'email', { required: true }),
 *     ImportColumn.date('Geburtsdatum', 'born_on', { formats: ['dd.MM.yyyy'] }),
 *   ],
 *   keyColumns: ['contact_id'],
 *   importIdColumn: 'import_id',
 * });
 */
@propertyInjectable
export class FileImport extends Construct implements IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.migration.FileImport';

  /** Step Functions state machine of the import. */
  public readonly stateMachine: IStateMachine;

  /** Name of the state machine, and of the import in reports, metrics and the ledger. */
  public readonly stateMachineName: string;

  /** ARN of the state machine, built from its name: no CloudFormation export blocks replacing it. */
  public readonly stateMachineArn: string;

  /** ECS task that validates and loads. */
  public readonly task: StandaloneTask;

  /** SNS topic that is notified at each end of an import. */
  public readonly topic: ITopic;

  /** SQS queue with the events of S3 after which EventBridge could not start the state machine. */
  public readonly deadLetterQueue: IQueue;

  /** Image, values and tables that must exist before the first import, each with its command. */
  public readonly pendingInputs: PendingInput[];

  private readonly commands: ImportCommands;
  private readonly steps: ImportSteps;
  private readonly observed: observed.ObservedImports;

  constructor(scope: Construct, id: string, props: FileImportProps) {
    super(scope, id);
    requireImportProps(this, props);
    const name = importNameOf(this, props);
    const definition = definitionOf(name, props);
    checkImportProps(this, props, name, definition);
    const { vpc, taskSubnets, cluster, image, database, files, keyPrefix, timeout = Duration.hours(2) } = props;
    const { cpu, memory, cpuArchitecture, logRetention, logEncryptionKey, removalPolicy } = props;
    const pattern = importedPattern(files, keyPrefix);
    this.task = new StandaloneTask(this, 'Task', {
      ...{ vpc, taskSubnets, cluster, image, cpu, memory, cpuArchitecture },
      ...{ logRetention, logEncryptionKey, removalPolicy },
      family: name,
      environment: { IMPORT_DEFINITION: definition },
      uses: [database, fileAccess(this, files, keyPrefix)],
    });
    this.topic = notificationTopicFor(this, props.notificationTopic);
    importMachine(this, { name, task: this.task, topic: this.topic, files, keyPrefix, timeout });
    this.stateMachineName = name;
    this.stateMachineArn = machineArnOf(Stack.of(this), name);
    this.stateMachine = StateMachine.fromStateMachineArn(this, 'StateMachine', this.stateMachineArn);
    this.deadLetterQueue = startOnFiles(this, name, pattern);
    logImports(this, name, props);
    this.pendingInputs = importInputs(this.task.pendingInputs, cpuArchitecture);
    const { table, tenantColumn, importIdColumn } = props;
    this.commands = new ImportCommands(this, { name, keyPrefix, importIdColumn, image });
    this.steps = {
      commands: this.commands,
      image: this.pendingInputs[0],
      table,
      hasTenants: tenantColumn !== undefined,
    };
    this.observed = observed.observedImports(this, { name, deadLetterQueue: this.deadLetterQueue });
  }

  /** Steps from an empty table to the last file, each with a check and a way back. */
  public get importSteps(): MigrationStep[] {
    return importSteps(this.steps);
  }

  /** The steps as a page in Markdown that an operator follows from top to bottom. */
  public get runbook(): string {
    return runbookText(`Import of files: ${this.stateMachineName}`, this.importSteps);
  }

  /** Alarms: `ImportFailed`, `ImportNotStarted` and `RowsRejected`. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return observed.importAlarms(this.observed);
  }

  /** Graph definitions of rows and of imports. */
  public get graphDefinitions(): GraphDefinition[] {
    return observed.importGraphs(this.observed);
  }

  /** History of imports, what they rejected, and first queries to the log group of the task. */
  public get logQueries(): LogQueryDefinition[] {
    return [...observed.importLogQueries(this.observed), ...this.task.logQueries];
  }

  /**
   * Shell command that imports a file of the store again or by hand, waits for its end, and fails with its cause.
   * @param key key of the file, such as `contacts/acme/2026.csv`
   */
  public importCommand(key: string): string {
    return this.commands.importFile(key);
  }

  /**
   * Shell command that deletes the rows of an import, waits for its end, and fails with its cause. It needs `importIdColumn`.
   * @param importId id of the import, which its report has
   */
  public undoCommand(importId: string): string {
    return this.commands.undo(importId);
  }

  /**
   * Imports that failed, timed out or were stopped: the sum.
   * @param props metric options: period, statistic, label, region. `id` and `visible` have no effect on math expressions
   */
  public metricFailedImports(props?: MetricOptions): MathExpression {
    return observed.failedImports(this.observed, props);
  }

  /**
   * Rows that were rejected: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricRejectedRows(props?: MetricOptions): Metric {
    return observed.rowsMetric(this.observed, 'RowsRejected', props);
  }

  /**
   * Grants starting imports and undoing them, and following them.
   * @param grantee role of an operator
   */
  public grantStart(grantee: IGrantable): Grant {
    return grantImport(this, this.stateMachineName, grantee);
  }
}
