import { SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { auroraVersionProblems } from './aurora-versions';
import { literalProblems } from './literal-problems';
import { managedProblems } from './managed-problems';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isWhole } from '../../../core/private/checks/values';
import type { AuroraPostgresClusterProps } from '../../aurora-postgres-cluster';
import type { Engine } from '../database/engine';
import { clusterSize } from '../database-cluster/defaults';

/** What RDS refuses minutes into the deployment, of a cluster of Aurora. */
export function clusterProblems(
  props: AuroraPostgresClusterProps,
  engine: Engine,
  subnets: SelectedSubnets,
): Array<Problem | undefined> {
  return [
    ...managedProblems(props, engine, subnets),
    ...literalProblems(props, ['readers', 'maxReaders', 'minCapacity', 'maxCapacity']),
    ...readerProblems(props),
    ...capacityProblems(props),
    ...pauseProblems(props),
    ...auroraVersionProblems(engine, clusterSize(props).minCapacity),
    majorVersionProblem(props),
  ];
}

/** CloudFormation always lets a cluster upgrade: a team that says `false` from JavaScript would rely on nothing. */
function majorVersionProblem(props: object): Problem | undefined {
  const { allowMajorVersionUpgrade: asked } = props as { readonly allowMajorVersionUpgrade?: boolean };
  return problemIf(asked !== undefined, {
    code: 'database/major-version-not-guarded',
    prop: 'allowMajorVersionUpgrade',
    value: asked,
    allowed: 'cannot be set for a cluster of Aurora, which CloudFormation upgrades to whatever version it is given',
    fix: "leave it out, and change 'version' with care",
  });
}

function readerProblems(props: AuroraPostgresClusterProps): Array<Problem | undefined> {
  const { readers, maxReaders } = clusterSize(props);
  return [
    problemIf(!isWhole(readers, 0, 15), {
      code: 'database/not-a-number-of-readers',
      prop: 'readers',
      value: readers,
      allowed: 'must be a whole number from 0 to 15, the limit of Aurora',
      fix: 'choose such a number, or leave it out for one',
    }),
    problemIf(isWhole(readers, 0, 15) && !isWhole(maxReaders, readers, 15), {
      code: 'database/not-a-maximum-of-readers',
      prop: 'maxReaders',
      value: maxReaders,
      allowed: `must be a whole number from 'readers', ${readers}, to 15, the limit of Aurora`,
      fix: 'choose such a number, or leave it out',
    }),
    problemIf(readers === 0 && maxReaders > 0, {
      code: 'database/no-reader-to-scale',
      prop: 'maxReaders',
      value: maxReaders,
      allowed: "must be 0 where 'readers' is: the CPU of the readers decides on further ones",
      fix: "set 'readers' to 1 at least, or leave 'maxReaders' out",
    }),
  ];
}

function capacityProblems(props: AuroraPostgresClusterProps): Array<Problem | undefined> {
  const { minCapacity, maxCapacity } = clusterSize(props);
  return [
    problemIf(!isCapacity(minCapacity, 0), {
      code: 'database/not-a-minimum-capacity',
      prop: 'minCapacity',
      value: minCapacity,
      allowed: 'must be 0 to 128 Aurora capacity units in steps of 0.5',
      fix: 'choose such a number, or leave it out for 0.5',
    }),
    problemIf(!isCapacity(maxCapacity, Math.max(minCapacity, 1)), {
      code: 'database/not-a-maximum-capacity',
      prop: 'maxCapacity',
      value: maxCapacity,
      allowed: "must be 1 to 128 Aurora capacity units in steps of 0.5, and 'minCapacity' at least",
      fix: 'choose such a number, or leave it out for 16',
    }),
  ];
}

function isCapacity(units: number, least: number): boolean {
  return isWhole(2 * units, 0, 256) && units >= least;
}

function pauseProblems(props: AuroraPostgresClusterProps): Array<Problem | undefined> {
  const { autoPauseAfter, logicalReplicationUser } = props;
  const { minCapacity } = clusterSize(props);
  const isLate = autoPauseAfter === undefined || autoPauseAfter.isUnresolved();
  return [
    problemIf(autoPauseAfter !== undefined && minCapacity !== 0, {
      code: 'database/never-pauses',
      prop: 'autoPauseAfter',
      value: isLate ? undefined : autoPauseAfter.toHumanString(),
      allowed: "cannot be set unless 'minCapacity' is 0: above it Aurora never pauses",
      fix: "set 'minCapacity' to 0, or leave 'autoPauseAfter' out",
    }),
    problemIf(!isLate && !isWhole(autoPauseAfter.toSeconds({ integral: false }), 300, 86_400), {
      code: 'database/not-a-pause',
      prop: 'autoPauseAfter',
      value: isLate ? undefined : autoPauseAfter.toHumanString(),
      allowed: 'must be 5 minutes to 24 hours',
      fix: 'choose such a time, or leave it out for 5 minutes',
    }),
    problemIf(minCapacity === 0 && logicalReplicationUser !== undefined, {
      code: 'database/replication-keeps-it-awake',
      prop: 'minCapacity',
      value: minCapacity,
      allowed:
        "must be 0.5 at least where 'logicalReplicationUser' is set: Aurora does not pause with logical replication",
      fix: "raise 'minCapacity', or remove 'logicalReplicationUser'",
    }),
  ];
}
