import { Token } from 'aws-cdk-lib';
import { ISubnet, IVpc, SelectedSubnets } from 'aws-cdk-lib/aws-ec2';

/** Public subnets among the selected ones, as a problem shows them. */
export function shownPublicOnes({ publicSubnets }: IVpc, { subnets }: SelectedSubnets): string[] {
  const open = new Set(publicSubnets.map(({ subnetId }) => subnetId));
  return subnets.filter(({ subnetId }) => open.has(subnetId)).map(shownSubnet);
}

/** Number of Availability Zones. Where those of an imported VPC are late, each subnet counts as one. */
export function numberOfZones({ subnetIds, availabilityZones }: SelectedSubnets): number {
  const areKnown = !availabilityZones.some((zone) => Token.isUnresolved(zone));
  return areKnown ? new Set(availabilityZones).size : subnetIds.length;
}

/** A subnet that this app creates is shown by its path, since its id is late. */
function shownSubnet({ subnetId, node }: ISubnet): string {
  return Token.isUnresolved(subnetId) ? node.path : subnetId;
}
