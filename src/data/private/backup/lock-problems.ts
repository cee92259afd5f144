import { IConstruct } from 'constructs';
import { daysOf } from './backup-problems';
import { BackupTimes, LONGEST_CONTINUOUS } from './backup-rules';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { missingProblem } from '../../../core/private/checks/required-props';
import { isWhole } from '../../../core/private/checks/values';
import { hasSecondKey, LOCK_DATA_CONTEXT } from '../../../core/private/resources/second-key';
import type { DataBackupProps } from '../../data-backup';

/** Problems of a lock of the vaults, and of retentions that a locked vault refuses. */
export function lockProblems(
  scope: IConstruct,
  { lockConfiguration: lock, continuousS3Backup }: DataBackupProps,
  { dailyRetention, weeklyRetention, copyRetention }: BackupTimes,
): Array<Problem | undefined> {
  if (lock === undefined) {
    return [];
  }
  const [min, max, changeable] = [lock.minRetention, lock.maxRetention, lock.changeableFor].map(daysOf);
  return [
    missingProblem('lockConfiguration.minRetention', lock.minRetention),
    ...bounds(min, max),
    ...Object.entries({ dailyRetention, weeklyRetention, copyRetention }).map(([prop, retention]) => {
      return outside(prop, daysOf(retention), min, max);
    }),
    problemIf(continuousS3Backup === true && min !== undefined && min > LONGEST_CONTINUOUS, {
      code: 'backup/continuous-outside-lock',
      prop: 'continuousS3Backup',
      value: true,
      allowed: `must be false with a minRetention of ${min} days: a continuous backup is kept ${LONGEST_CONTINUOUS} days at most, and AWS Backup fails each job outside of the lock`,
      fix: `lower minRetention to ${LONGEST_CONTINUOUS} days, or leave it out`,
    }),
    problemIf(changeable !== undefined && !isWhole(changeable, 3, 36500), {
      code: 'backup/not-a-grace-time',
      prop: 'lockConfiguration.changeableFor',
      value: `${changeable} days`,
      allowed: 'must be at least 3 whole days, in which the lock can still be removed',
      fix: 'choose a longer time, or leave it out for a lock that can be removed at any time',
    }),
    problemIf(changeable !== undefined && !hasSecondKey(scope, LOCK_DATA_CONTEXT), {
      code: 'backup/second-key-missing',
      prop: 'lockConfiguration.changeableFor',
      value: `${changeable} days`,
      allowed: `cannot be given while the context "${LOCK_DATA_CONTEXT}" of the app is not true: after that time AWS itself does not remove the lock, nor any backup before its retention`,
      fix: `set it by \`-c ${LOCK_DATA_CONTEXT}=true\`, or leave changeableFor out`,
    }),
  ];
}

function bounds(min: number | undefined, max: number | undefined): Array<Problem | undefined> {
  return [
    problemIf(min !== undefined && !isWhole(min, 1, 36500), {
      code: 'backup/not-a-lock-retention',
      prop: 'lockConfiguration.minRetention',
      value: `${min} days`,
      allowed: 'must be 1 to 36500 whole days',
      fix: 'choose such a time, or leave it out',
    }),
    problemIf(max !== undefined && !isWhole(max, Math.max(min ?? 1, 1), 36500), {
      code: 'backup/not-a-lock-retention',
      prop: 'lockConfiguration.maxRetention',
      value: `${max} days`,
      allowed: 'must be whole days, from minRetention to 36500',
      fix: 'choose such a time, or leave it out',
    }),
  ];
}

/** A locked vault fails each job with a retention outside of its bounds. */
function outside(prop: string, days: number | undefined, min = 1, max = 36500): Problem | undefined {
  return problemIf(days !== undefined && (days < min || days > max), {
    code: 'backup/retention-outside-lock',
    prop,
    value: `${days} days`,
    allowed: `must be ${min} to ${max} days, the bounds of lockConfiguration: AWS Backup fails each job outside of them`,
    fix: 'change the retention, or the lock',
  });
}
