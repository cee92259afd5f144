import { Stack } from 'aws-cdk-lib';
import { SearchDomain } from '../../../data';
import { CellPlan } from '../cell-plan';
import { DataPlace } from '../data-place';

/** The search domain of a cell that has asked for one: what is billed by the hour follows the environment. */
export function searchOf(stack: Stack, { optIns, capacity }: CellPlan, place: DataPlace): SearchDomain | undefined {
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
