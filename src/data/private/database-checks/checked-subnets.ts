import { Stack } from 'aws-cdk-lib';
import { SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { keyProblem } from './key-problems';
import { snapshotPlaceProblem } from './snapshot-problems';
import { Problem, throwOnProblems } from '../../../core/private/checks/problems';
import { dataSubnets } from '../../../core/private/resources/private-subnets';
import type { DatabaseInstanceOptions } from '../../database-instance-options';
import type { ManagedDatabaseOptions } from '../../managed-database-options';
import { placementProblems } from '../placement-problems';

type Options = ManagedDatabaseOptions & Pick<DatabaseInstanceOptions, 'snapshotIdentifier'>;

/** Ids of the subnets of a database, once its network, its key and its other props are known to be right. */
export function checkedSubnets(
  scope: Construct,
  { vpc, subnets, encryptionKey, snapshotIdentifier }: Options,
  problemsIn: (selected: SelectedSubnets) => Array<Problem | undefined>,
): string[] {
  const selected = vpc.selectSubnets(subnets ?? dataSubnets(vpc));
  throwOnProblems(
    scope,
    ...placementProblems(scope, vpc, selected),
    keyProblem(scope, encryptionKey),
    snapshotPlaceProblem(Stack.of(scope), snapshotIdentifier),
    ...problemsIn(selected),
  );
  return selected.subnetIds;
}
