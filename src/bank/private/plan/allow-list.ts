import { PlanSection } from '../../../core/private/plan/plan-section';
import type { BankMvpConfig } from '../../bank-mvp-config';
import type { BankParts } from '../bank-parts';

/** The public addresses of the tasks, for the allow lists of others. */
export function allowListSection({ network }: BankParts, config: BankMvpConfig): PlanSection {
  const addresses = network.allowListAddresses;
  const unknown = config.network.egress.usesVpcEndpoints
    ? 'none: with endpoints the tasks reach AWS alone'
    : "not known here: those of the network's NAT gateways; write them as network.natAddresses";
  return {
    key: 'allowList',
    title: 'Addresses that the database and others have to let in',
    lines: addresses.length > 0 ? addresses : [unknown],
    data: addresses,
  };
}
