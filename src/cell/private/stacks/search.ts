import { Stack } from 'aws-cdk-lib';
import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { SearchDomain } from '../../../data';
import { CellPlan } from '../cell-plan';

/** Where the stores of a cell are. */
interface Place {
  readonly vpc: IVpc;
  readonly subnets: SubnetSelection;
  readonly encryptionKey: IKey;
}

/** The search domain of a cell that has asked for one: what is billed by the hour follows the environment. */
export function searchOf(stack: Stack, { optIns, capacity }: CellPlan, place: Place): SearchDomain | undefined {
  if (optIns.search === undefined) {
    return undefined;
  }
  const { pages, logRetention } = capacity;
  const { dataNodeType, dataNodes, dedicatedMasters, volumeSize } = optIns.search;
  return new SearchDomain(stack, 'Search', {
    ...place,
    ...{ dataNodes, volumeSize, logRetention },
    dataNodeType: dataNodeType ?? (pages ? 'r7g.large.search' : 't3.small.search'),
    dedicatedMasters: dedicatedMasters ?? (pages ? 3 : 0),
  });
}
