import { Duration } from 'aws-cdk-lib';
import { CfnBackupPlan, CfnBackupSelection, TagCondition, TagOperation } from 'aws-cdk-lib/aws-backup';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { DataBackupProps } from '../../data-backup';
import { BackedUpResources } from '../backed-up/resources';

/** Days that AWS Backup keeps a continuous backup at most. */
export const LONGEST_CONTINUOUS = 35;

const START_WINDOW = Duration.hours(4); // a job waits while RDS takes its own backup, and expires after that

/** Retentions and time of the backups. */
export interface BackupTimes {
  readonly dailyRetention: Duration;
  readonly weeklyRetention: Duration;
  readonly copyRetention: Duration;
  /** Hour in UTC. */
  readonly startHour: number;
}

/** The given times, or the defaults. */
export function timesOf(props: DataBackupProps): BackupTimes {
  const weeklyRetention = props.weeklyRetention ?? Duration.days(90);
  return {
    dailyRetention: props.dailyRetention ?? Duration.days(30),
    weeklyRetention,
    copyRetention: props.copyRetention ?? weeklyRetention,
    startHour: props.startHour ?? 3,
  };
}

/** What a plan is made of. */
export interface BackupPlanParts {
  readonly name: string;
  readonly vaultName: string;
  readonly role: IRole;
  readonly rules: CfnBackupPlan.BackupRuleResourceTypeProperty[];
  readonly resources: BackedUpResources;
}

/** One snapshot a day: that of Sunday is the weekly one, is kept longer, and is copied. */
export function snapshotRules(
  times: BackupTimes,
  vaultName: string,
  copyVaultArn?: string,
): CfnBackupPlan.BackupRuleResourceTypeProperty[] {
  const lifecycle = { deleteAfterDays: times.copyRetention.toDays() };
  return [
    ruleOf('Daily', vaultName, times.dailyRetention, cron(times.startHour, 'MON-SAT')),
    {
      ...ruleOf('Weekly', vaultName, times.weeklyRetention, cron(times.startHour, 'SUN')),
      copyActions: copyVaultArn === undefined ? undefined : [{ destinationBackupVaultArn: copyVaultArn, lifecycle }],
    },
  ];
}

/** A continuous backup, which its daily run only maintains: half a day away from the snapshots, and kept like the daily ones. */
export function continuousRules(times: BackupTimes, vaultName: string): CfnBackupPlan.BackupRuleResourceTypeProperty[] {
  const hour = (times.startHour + 12) % 24;
  const retention = Duration.days(Math.min(times.dailyRetention.toDays(), LONGEST_CONTINUOUS));
  const rule = ruleOf('Continuous', vaultName, retention, cron(hour, '*'));
  return [{ ...rule, enableContinuousBackup: true }];
}

/** A plan with its resources: those by ARN and those by tag apart, since a selection of both takes those that are in both. */
export function backupPlan(scope: Construct, id: string, parts: BackupPlanParts): void {
  const { byArn, byTag } = parts.resources;
  const place = new Construct(scope, id);
  const backupPlanId = new CfnBackupPlan(place, 'Plan', {
    backupPlan: { backupPlanName: parts.name, backupPlanRule: parts.rules },
  }).attrBackupPlanId;
  const iamRoleArn = parts.role.roleArn;
  if (byArn.length > 0) {
    const resources = byArn.map(({ arn }) => arn);
    const backupSelection = { selectionName: 'Resources', iamRoleArn, resources };
    new CfnBackupSelection(place, 'Resources', { backupPlanId, backupSelection });
  }
  if (byTag.length > 0) {
    const backupSelection = { selectionName: 'Tagged', iamRoleArn, listOfTags: byTag.map(tagOf) };
    new CfnBackupSelection(place, 'Tagged', { backupPlanId, backupSelection });
  }
}

function ruleOf(ruleName: string, targetBackupVault: string, retention: Duration, scheduleExpression: string) {
  return {
    ruleName,
    targetBackupVault,
    scheduleExpression,
    startWindowMinutes: START_WINDOW.toMinutes(),
    lifecycle: { deleteAfterDays: retention.toDays() },
  };
}

function cron(hour: number, days: string): string {
  return `cron(0 ${hour} ? * ${days} *)`;
}

function tagOf({ key, operation, value }: TagCondition) {
  return { conditionKey: key, conditionType: operation ?? TagOperation.STRING_EQUALS, conditionValue: value };
}
