import { Stack } from 'aws-cdk-lib';
import { BankDns, ThreeTierNetwork } from '../../../network';
import { CellPlan, partOf } from '../cell-plan';

/** The network, and the names. */
export interface NetworkPart {
  readonly stack: Stack;
  readonly network: ThreeTierNetwork;
  readonly dns: BankDns;
}

/** Three zones, tasks in app subnets, everything that keeps data in data subnets. */
export function networkStack(cell: Stack, { capacity, cidr, domain }: CellPlan): NetworkPart {
  const { egress, logRetention, deletionProtection } = capacity;
  const stack = partOf(cell, 'network', 'VPC, and the zone of its names', deletionProtection);
  const network = new ThreeTierNetwork(stack, 'Network', { cidr, egress, flowLogRetention: logRetention });
  const dns = new BankDns(stack, 'Dns', { rootDomain: domain.domainName, zone: domain.zone });
  return { stack, network, dns };
}
