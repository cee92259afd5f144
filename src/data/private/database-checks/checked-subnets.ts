import { SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { keyProblem } from './key-problems';
import { Problem, throwOnProblems } from '../../../core/private/checks/problems';
import { dataSubnets } from '../../../core/private/resources/private-subnets';
import type { ManagedDatabaseOptions } from '../../managed-database-options';
import { placementProblems } from '../placement-problems';

/** Ids of the subnets of a database, once its network, its key and its other props are known to be right. */
export function checkedSubnets(
  scope: Construct,
  { vpc, subnets, encryptionKey }: ManagedDatabaseOptions,
  problemsIn: (selected: SelectedSubnets) => Array<Problem | undefined>,
): string[] {
  const selected = vpc.selectSubnets(subnets ?? dataSubnets(vpc));
  throwOnProblems(
    scope,
    ...placementProblems(scope, vpc, selected),
    keyProblem(scope, encryptionKey),
    ...problemsIn(selected),
  );
  return selected.subnetIds;
}
