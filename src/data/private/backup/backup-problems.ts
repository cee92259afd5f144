import { Duration, Token } from 'aws-cdk-lib';
import { LockConfiguration } from 'aws-cdk-lib/aws-backup';
import { IConstruct } from 'constructs';
import { LONGEST_VAULT_NAME } from './backup-names';
import { DURATION } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { entryProblems } from '../../../core/private/checks/required-props';
import {
  BOOLEAN,
  instance,
  listOf,
  NUMBER,
  OPTIONS,
  TEXT,
  Type,
  typeProblems,
} from '../../../core/private/checks/types';
import { isWhole, matches, shownValue } from '../../../core/private/checks/values';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import type { BackupRestoreTest } from '../../backup-restore-test';
import type { DataBackupProps } from '../../data-backup';

/** Types of the props. */
export const BACKUP_TYPES: Record<keyof DataBackupProps, Type> = {
  resources: listOf(
    instance('a BackupResource', 'tagCondition'),
    'BackupResources, such as `BackupResource.fromConstruct(…)`',
  ),
  copyTo: TEXT,
  dailyRetention: DURATION,
  weeklyRetention: DURATION,
  copyRetention: DURATION,
  startHour: NUMBER,
  continuousS3Backup: BOOLEAN,
  lockConfiguration: OPTIONS,
  restoreTest: OPTIONS,
  backupVaultName: TEXT,
};

const LOCK_TYPES: Record<keyof LockConfiguration, Type> = {
  minRetention: DURATION,
  maxRetention: DURATION,
  changeableFor: DURATION,
};

/** Problems of the types inside the structs. */
export function nestedTypeProblems({ lockConfiguration, restoreTest }: DataBackupProps): Array<Problem | undefined> {
  const testTypes: Record<keyof BackupRestoreTest, Type> = { metadataOverrides: OPTIONS, validationWindow: DURATION };
  return [
    ...(lockConfiguration ? typeProblems(lockConfiguration, LOCK_TYPES, 'lockConfiguration.') : []),
    ...(restoreTest ? typeProblems(restoreTest, testTypes, 'restoreTest.') : []),
    ...entryProblems('restoreTest.metadataOverrides', restoreTest?.metadataOverrides, OPTIONS),
  ];
}

/** Props that AWS Backup refuses when it is deployed, or when the first job runs. */
export function backupProblems(scope: IConstruct, props: DataBackupProps): Array<Problem | undefined> {
  const { startHour, backupVaultName, restoreTest } = props;
  const window = hoursOf(restoreTest?.validationWindow);
  return [
    ...regionProblems(scope, props.copyTo),
    ...retentionProblems(props),
    problemIf(startHour !== undefined && !isWhole(startHour, 0, 23), {
      code: 'backup/not-an-hour',
      prop: 'startHour',
      value: shownValue(startHour),
      allowed: 'must be a whole number from 0 to 23, in UTC',
      fix: 'choose an hour outside of the backup windows of the databases',
    }),
    problemIf(backupVaultName !== undefined && !isVaultName(backupVaultName), {
      code: 'backup/not-a-vault-name',
      prop: 'backupVaultName',
      value: shownValue(backupVaultName),
      allowed: `must be 2 to ${LONGEST_VAULT_NAME} letters, digits, hyphens and underscores, since the name of the copy adds a region and AWS Backup takes 50`,
      fix: 'choose such a name, or leave it out',
    }),
    problemIf(window !== undefined && !isWhole(window, 1, 168), {
      code: 'backup/not-a-validation-window',
      prop: 'restoreTest.validationWindow',
      value: `${window} hours`,
      allowed: 'must be 1 to 168 whole hours',
      fix: 'choose the time that checks of the restored data need, or leave it out',
    }),
  ];
}

function regionProblems(scope: IConstruct, copyTo: string | undefined): Array<Problem | undefined> {
  if (copyTo === undefined || Token.isUnresolved(copyTo)) {
    return []; // a twin in a region that is not known is refused by itself
  }
  const { region, node } = topLevelStack(scope);
  return [
    problemIf(!matches(/^[a-z]{2}(-[a-z]+)+-\d$/, copyTo), {
      code: 'backup/not-a-region',
      prop: 'copyTo',
      value: copyTo,
      allowed: 'must be the name of a region',
      fix: "write it like 'us-east-1'",
    }),
    problemIf(copyTo === region, {
      code: 'backup/copy-in-the-same-region',
      prop: 'copyTo',
      value: copyTo,
      allowed: `must be another region than that of the stack ${node.path}: a copy beside its source is lost with it`,
      fix: 'choose another region, or leave it out',
    }),
    problemIf(Token.isUnresolved(region), {
      code: 'backup/no-region',
      prop: 'copyTo',
      value: copyTo,
      allowed: `cannot be given in the stack ${node.path} without a region: the copy could be in the same one`,
      fix: "give the stack a region by `env`, another one than that of 'copyTo'",
    }),
  ];
}

function retentionProblems(props: DataBackupProps): Array<Problem | undefined> {
  const { dailyRetention, weeklyRetention, copyRetention, copyTo } = props;
  const [daily, weekly] = [daysOf(dailyRetention) ?? 30, daysOf(weeklyRetention) ?? 90];
  const retentions = { dailyRetention, weeklyRetention, copyRetention };
  const unusable = Object.entries(retentions).map(([prop, value]) => {
    const days = daysOf(value);
    return problemIf(days !== undefined && !isWhole(days, 1, 36500), {
      code: 'backup/not-a-retention',
      prop,
      value: `${days} days`,
      allowed: 'must be 1 to 36500 whole days',
      fix: 'choose such a time, or leave it out',
    });
  });
  return [
    ...unusable,
    problemIf(weekly < daily, {
      code: 'backup/weekly-shorter-than-daily',
      prop: 'weeklyRetention',
      value: `${weekly} days`,
      allowed: `must be at least the ${daily} days of the daily snapshots: that of Sunday is the weekly one, and would be missing`,
      fix: 'raise it, or lower dailyRetention',
    }),
    problemIf(copyRetention !== undefined && copyTo === undefined, {
      code: 'backup/no-copy',
      prop: 'copyRetention',
      value: `${daysOf(copyRetention)} days`,
      allowed: 'cannot be given without copyTo: nothing is copied',
      fix: 'add copyTo, or leave it out',
    }),
  ];
}

/** Days of a retention, or undefined where none is given or only the deployment knows. */
export function daysOf(duration: Duration | undefined): number | undefined {
  return duration === undefined || duration.isUnresolved() ? undefined : duration.toDays({ integral: false });
}

function hoursOf(duration: Duration | undefined): number | undefined {
  return duration === undefined || duration.isUnresolved() ? undefined : duration.toHours({ integral: false });
}

function isVaultName(name: string): boolean {
  return matches(/^[\w-]{2,}$/, name) && name.length <= LONGEST_VAULT_NAME;
}
