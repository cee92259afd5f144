import { Annotations, Duration, Token } from 'aws-cdk-lib';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { literalOrUndefined } from '../../../core/private/checks/values';
import type { RecoveryObjective } from '../../recovery-objective';
import { BackedUpResource, BackedUpResources } from '../backed-up/resources';

const STEPS = 'backup-restore-step-by-step'; // heading of the runbook

/** What the recovery depends on. */
export interface Recovery {
  readonly resources: BackedUpResources;
  readonly continuousS3Backup: boolean;
  /** Region of the backup, possibly a token. */
  readonly region: string;
  readonly copyTo?: string;
}

/** What each kind of loss takes, the smallest loss first. */
export function recoveryObjectives(recovery: Recovery): RecoveryObjective[] {
  const place = literalOrUndefined(recovery.region) ?? 'the region';
  const means = pointInTimeOf(recovery);
  const inside = { recoveryTime: Duration.hours(1) };
  return [
    ...(means.length === 0
      ? []
      : [
          {
            ...inside,
            loss: 'data changed or deleted by mistake',
            recoveryPoint: Duration.minutes(15),
            means: means.join(', '),
            notCovered: `the loss of ${place}, and mistakes that are noticed after that retention`,
          },
        ]),
    {
      ...inside,
      loss: 'a resource, with its own backups',
      recoveryPoint: Duration.hours(24),
      means: 'the daily snapshot of AWS Backup',
      notCovered: `the loss of ${place}, and what was written since the snapshot`,
    },
    ...(recovery.copyTo === undefined
      ? []
      : [
          {
            loss: place === 'the region' ? place : `the region ${place}`,
            recoveryPoint: Duration.days(7),
            means: `the weekly copy in ${recovery.copyTo}`,
            notCovered: `up to a week of data, and network and services, which are deployed in ${recovery.copyTo} first`,
          },
        ]),
  ];
}

/** Notes the objectives at synthesis, so that the plan of a gate has them too. */
export function noteRecoveryObjectives(scope: Construct, objectives: RecoveryObjective[], copyTo?: string): void {
  const lines = objectives.map(({ loss, recoveryPoint, recoveryTime, means, notCovered }) => {
    const within = recoveryTime ? `, RTO ${recoveryTime.toHumanString()} as a target` : ', no stated RTO';
    return `${loss}: RPO ${recoveryPoint.toHumanString()}${within}, by ${means}; not covered: ${notCovered}`;
  });
  const none = copyTo === undefined ? ["the loss of the region: no backup outlives it, without 'copyTo'"] : [];
  const sentences = [...lines, ...none].map((line) => `${capital(line)}.`).join(' ');
  Annotations.of(scope).addInfo(
    `Recovery objectives. ${sentences} The steps: docs/runbook.md#${STEPS} of the library.`,
  );
}

/** How each kind of resource goes back to a point in time. RDS and Aurora do it by their own automated backups. */
function pointInTimeOf({ resources, continuousS3Backup }: Recovery): string[] {
  const ofDatabases = resources.byArn.filter(({ type }) => type === 'RDS' || type === 'Aurora');
  const retentions = ofDatabases.map(automatedRetention);
  const hasDatabases = ofDatabases.length > 0 && !retentions.includes(0);
  const known = retentions.filter((days): days is number => days !== undefined && days > 0);
  const length = known.length > 0 ? ` (${Math.min(...known)} days)` : '';
  return [
    ...(hasDatabases ? [`point-in-time restore of RDS and Aurora, within their own retention${length}`] : []),
    ...(continuousS3Backup ? ['the continuous backup of S3'] : []),
  ];
}

/** Days that a database of this app keeps its own backups; AWS keeps them for one day if nothing is stated. */
function automatedRetention({ resource }: BackedUpResource): number | undefined {
  const isDatabase = CfnDBInstance.isCfnDBInstance(resource) || CfnDBCluster.isCfnDBCluster(resource);
  const days = isDatabase ? (resource.backupRetentionPeriod ?? 1) : undefined;
  return Token.isUnresolved(days) ? undefined : days;
}

function capital(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}`;
}
