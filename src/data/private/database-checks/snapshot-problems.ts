import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { formatProblem, Problem, problemIf } from '../../../core/private/checks/problems';
import { isElsewhere, Place } from '../../../core/private/stacks/stack-of';
import type { InstanceOptions } from '../database-instance/defaults';

const NAME = /^((rds|awsbackup):)?[a-z](-?[a-z0-9])*$/i;
const ARN = /^arn:aws[a-z-]*:rds:(?<region>[a-z0-9-]+):(?<account>\d{12}):snapshot:(?<name>.+)$/;

/** What RDS refuses of a restore minutes into the deployment, or what would let services in before the data is clean. */
export function snapshotProblems(options: InstanceOptions): Array<Problem | undefined> {
  const { snapshotIdentifier, allocatedStorage, iamAuthentication = false } = options;
  if (snapshotIdentifier === undefined) {
    return [];
  }
  const name = ARN.exec(snapshotIdentifier)?.groups!.name ?? snapshotIdentifier;
  return [
    problemIf(!Token.isUnresolved(snapshotIdentifier) && !(NAME.test(name) && name.length <= 255), {
      code: 'database/not-a-snapshot',
      prop: 'snapshotIdentifier',
      value: snapshotIdentifier,
      allowed: 'must be the name of a DB snapshot, or its ARN, arn:aws:rds:<region>:<account>:snapshot:<name>',
      fix: 'look it up by `aws rds describe-db-snapshots`; that of a cluster cannot be restored into a DB instance',
    }),
    problemIf(allocatedStorage === undefined, {
      code: 'database/storage-of-the-snapshot',
      prop: 'allocatedStorage',
      value: undefined,
      allowed:
        'must be given with snapshotIdentifier: RDS refuses less than the snapshot has, and alarms are parts of it',
      fix: 'pass `AllocatedStorage` of `aws rds describe-db-snapshots`, or more',
    }),
    problemIf(iamAuthentication, {
      code: 'database/snapshot-with-iam',
      prop: 'iamAuthentication',
      value: true,
      allowed:
        'cannot be true with snapshotIdentifier: users of the snapshot that log in with tokens of IAM could do so before its data is clean',
      fix: 'leave it out: the migration sets passwords, once the data is clean',
    }),
  ];
}

/** RDS restores no snapshot of another region, and none of another account that is encrypted. */
export function snapshotPlaceProblem(stack: Place, snapshotIdentifier: string | undefined): Problem | undefined {
  const place = ARN.exec(snapshotIdentifier ?? '')?.groups as Place | undefined;
  return problemIf(place !== undefined && isElsewhere(stack, place), {
    code: 'database/snapshot-elsewhere',
    prop: 'snapshotIdentifier',
    value: snapshotIdentifier,
    allowed: `must be in the account and region of the stack, ${stack.account} and ${stack.region}: RDS restores no snapshot of another region, nor an encrypted one that another account shares`,
    fix: 'copy it there by `aws rds copy-db-snapshot`, and pass the copy',
  });
}

/** Refuses an app that restores a snapshot and has nothing that cleans its data. */
export function requireCleaning(
  scope: Construct,
  snapshotIdentifier: string | undefined,
  isCleaned: () => boolean,
): void {
  const problem: Problem = {
    code: 'database/snapshot-not-cleaned',
    prop: 'snapshotIdentifier',
    value: snapshotIdentifier,
    allowed:
      'must have a migration, which cleans the data and sets the passwords of the users: nothing has the login of the owner',
    fix: "pass 'database.forOwner()' to 'uses' of a `SchemaMigration`, or of a `StandaloneTask`",
  };
  if (snapshotIdentifier !== undefined) {
    scope.node.addValidation({ validate: () => (isCleaned() ? [] : [formatProblem(problem)]) });
  }
}
