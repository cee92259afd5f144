import { Duration, Stack } from 'aws-cdk-lib';
import { BackupResource, BackupVault, LockConfiguration } from 'aws-cdk-lib/aws-backup';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { BackupRestoreTest } from './backup-restore-test';
import { lateResourceProblems, resourceProblems } from './private/backed-up/resource-problems';
import { backedUpResources, typesOf } from './private/backed-up/resources';
import { RecoveryObjective } from './recovery-objective';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput } from '../core';
import { backupAlarms } from './private/backup/backup-alarms';
import { backupGraphs } from './private/backup/backup-graphs';
import { serviceOptIn } from './private/backup/backup-inputs';
import { backupMetric } from './private/backup/backup-metric';
import { vaultArn, vaultNameFor, vaultNameTaken } from './private/backup/backup-names';
import { BACKUP_TYPES, backupProblems, nestedTypeProblems } from './private/backup/backup-problems';
import { backupRole, restoreRole } from './private/backup/backup-roles';
import { backupPlan, continuousRules, snapshotRules, timesOf } from './private/backup/backup-rules';
import { backupVault, copyVaultFor } from './private/backup/backup-vaults';
import { lockProblems } from './private/backup/lock-problems';
import { noteRecoveryObjectives, recoveryObjectives } from './private/backup/recovery-objectives';
import { restoreTest } from './private/backup/restore-test';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { typeProblems } from '../core/private/checks/types';

/** Properties for defining a `DataBackup`. */
export interface DataBackupProps {
  /**
   * Resources to back up, in the account and region of the stack: databases, buckets, tables, file systems. A bucket needs
   * versioning. Of a construct it is what the construct contains when the backup is created.
   */
  readonly resources: BackupResource[];

  /**
   * Region of a second vault, with a key there, that gets a copy each week. The vault belongs to a twin of the stack in that
   * region, which is deployed first.
   * @default - no copy: no backup outlives the region
   */
  readonly copyTo?: string;

  /**
   * Retention of the daily snapshots.
   * @default Duration.days(30)
   */
  readonly dailyRetention?: Duration;

  /**
   * Retention of the weekly snapshot, that of Sunday.
   * @default Duration.days(90)
   */
  readonly weeklyRetention?: Duration;

  /**
   * Retention of the weekly copy in the other region.
   * @default - that of the weekly snapshot
   */
  readonly copyRetention?: Duration;

  /**
   * Hour at which the snapshots may start, in UTC. A job waits for up to four hours, since RDS refuses a snapshot while it
   * takes its own backup or is maintained: choose an hour outside of these windows.
   * @default 3
   */
  readonly startHour?: number;

  /**
   * Whether S3 buckets are backed up continuously, too, to be restored to a point in time within the last 35 days at most.
   * RDS and Aurora do this by their own automated backups.
   * @default false
   */
  readonly continuousS3Backup?: boolean;

  /**
   * Vault Lock of both vaults: bounds of the retention, which hold against every caller. With `changeableFor` no caller can
   * remove it after that time, AWS included, and the context `rl-bank-constructs:lockData` has to be true.
   * @default - no lock: an operator who may change the policy of the vault can delete backups
   */
  readonly lockConfiguration?: LockConfiguration;

  /**
   * Restore test: on the first of each month AWS Backup restores the newest snapshot of each resource, and deletes it again.
   * @default - no test
   */
  readonly restoreTest?: BackupRestoreTest;

  /**
   * Name of the vault, at most 30 characters long. A vault that was retained from an earlier stack blocks a second one of its
   * name.
   * @default - a name from stack and path of the construct
   */
  readonly backupVaultName?: string;
}

/**
 * Daily snapshots by AWS Backup, and a weekly one that is kept longer and copied to another region.
 *
 * The vaults deny every deletion of a recovery point, and outlive the stack with their keys. The recovery objectives are noted
 * at synthesis.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html
 *
 * @example
 * import { BackupResource } from 'aws-cdk-lib/aws-backup';
 * import * as rds from 'aws-cdk-lib/aws-rds';
 * import * as s3 from 'aws-cdk-lib/aws-s3';
 * import { DataBackup } from 'rl-bank-constructs/data';
 *
 * declare const database: rds.DatabaseInstance;
 * declare const files: s3.Bucket;
 *
 * new DataBackup(this, 'Backup', {
 *   resources: [BackupResource.fromConstruct(database), BackupResource.fromConstruct(files)],
 * });
 */
@propertyInjectable
export class DataBackup extends Construct implements IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.data.DataBackup';

  /** Vault of the snapshots. */
  public readonly vault: BackupVault;

  /** Name of the vault of the snapshots. */
  public readonly vaultName: string;

  /** Region of the copies, `undefined` without copies. */
  public readonly copyTo?: string;

  /** Vault of the copies, in the stack for the other region; `undefined` without copies. */
  public readonly copyVault?: BackupVault;

  /** Name of the vault of the copies, `undefined` without copies. */
  public readonly copyVaultName?: string;

  /** Role that AWS Backup takes backups with. */
  public readonly backupRole: IRole;

  /** Role that an operator passes to AWS Backup to restore from either vault. */
  public readonly restoreRole: IRole;

  /** What each kind of loss takes, the smallest loss first. */
  public readonly recoveryObjectives: RecoveryObjective[];

  /** The opt-in of services in the account that CloudFormation cannot set, with its command. */
  public readonly pendingInputs: PendingInput[];

  private readonly types: string[];
  private readonly hasRestoreTest: boolean;

  constructor(scope: Construct, id: string, props: DataBackupProps) {
    super(scope, id);
    requireProps(this, props, { resources: true });
    throwOnProblems(this, ...typeProblems(props, BACKUP_TYPES));
    throwOnProblems(this, ...nestedTypeProblems(props));
    throwOnProblems(this, ...backupProblems(this, props));
    const { copyTo, lockConfiguration, continuousS3Backup = false } = props;
    const resources = backedUpResources(props.resources);
    const times = timesOf(props);
    throwOnProblems(this, ...resourceProblems(this, props, resources), ...lockProblems(this, props, times));
    this.node.addValidation({ validate: () => lateResourceProblems(props, resources) });
    this.vaultName = props.backupVaultName ?? vaultNameFor(this);
    throwOnProblems(this, vaultNameTaken(this, this.vaultName, props.restoreTest !== undefined));

    this.vault = backupVault(this, this.vaultName, lockConfiguration);
    const copy =
      copyTo === undefined ? undefined : copyVaultFor(this, copyTo, { vaultName: this.vaultName, lockConfiguration });
    this.copyTo = copyTo;
    this.copyVault = copy?.vault;
    this.copyVaultName = copy?.name;
    this.backupRole = backupRole(this, resources);
    this.restoreRole = restoreRole(this, resources);

    const parts = { vaultName: this.vault.backupVaultName, role: this.backupRole };
    const rules = snapshotRules(times, parts.vaultName, copy && vaultArn(Stack.of(this), copy.name, copy.region));
    backupPlan(this, 'Snapshots', { ...parts, name: this.vaultName, rules, resources });
    if (continuousS3Backup) {
      const buckets = { byArn: resources.byArn.filter(({ type }) => type === 'S3'), byTag: [] };
      const continuous = { rules: continuousRules(times, parts.vaultName), resources: buckets };
      backupPlan(this, 'Continuous', { ...parts, name: `${this.vaultName}-continuous`, ...continuous });
    }
    if (props.restoreTest) {
      restoreTest(this, {
        options: props.restoreTest,
        vaultName: this.vaultName,
        vaultArn: this.vault.backupVaultArn,
        role: this.restoreRole,
        resources,
        hour: (times.startHour + 6) % 24,
      });
    }
    this.types = typesOf(resources);
    this.hasRestoreTest = props.restoreTest !== undefined;
    const { region } = Stack.of(this);
    this.pendingInputs = serviceOptIn(this.types, resources.byTag.length > 0, region);
    this.recoveryObjectives = recoveryObjectives({ resources, continuousS3Backup, region, copyTo });
    noteRecoveryObjectives(this, this.recoveryObjectives, copyTo);
  }

  /** Alarms on backups that failed or are missing, on copies and on restores. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return backupAlarms(this, this.types, this.hasRestoreTest);
  }

  /** Graphs of the backups and copies of each day. */
  public get graphDefinitions(): GraphDefinition[] {
    return backupGraphs(this);
  }

  /** No log queries: AWS Backup writes no log. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * Backups that were completed: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricBackupJobsCompleted(props?: MetricOptions): Metric {
    return backupMetric('NumberOfBackupJobsCompleted', this.vaultName, props);
  }

  /**
   * Backups that failed: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricBackupJobsFailed(props?: MetricOptions): Metric {
    return backupMetric('NumberOfBackupJobsFailed', this.vaultName, props);
  }

  /**
   * Backups that did not start within their window: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricBackupJobsExpired(props?: MetricOptions): Metric {
    return backupMetric('NumberOfBackupJobsExpired', this.vaultName, props);
  }

  /**
   * Copies to the other region that were completed: the sum, in the region of the stack. Their dimension is the vault of the
   * copies.
   * @param props metric options: period, statistic, label, region
   */
  public metricCopyJobsCompleted(props?: MetricOptions): Metric {
    return backupMetric('NumberOfCopyJobsCompleted', this.copyVaultName ?? this.vaultName, props);
  }

  /**
   * Copies to the other region that failed: the sum, in the region of the stack.
   * @param props metric options: period, statistic, label, region
   */
  public metricCopyJobsFailed(props?: MetricOptions): Metric {
    return backupMetric('NumberOfCopyJobsFailed', this.copyVaultName ?? this.vaultName, props);
  }

  /**
   * Restores from the vault that failed, those of the restore test included: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricRestoreJobsFailed(props?: MetricOptions): Metric {
    return backupMetric('NumberOfRestoreJobsFailed', this.vaultName, props);
  }
}
