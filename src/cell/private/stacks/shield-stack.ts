import { Aws, Stack, Validations } from 'aws-cdk-lib';
import { CfnProtection } from 'aws-cdk-lib/aws-shield';
import { NetworkPart } from './network-stack';
import { SitePart } from './site-stack';
import { PendingInput } from '../../../core';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { literalOrUndefined } from '../../../core/private/checks/values';
import { childStack } from '../../../core/private/stacks/child-stack';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import { CellPlan } from '../cell-plan';

/** What is protected. */
export interface ShieldNeeds {
  readonly network: NetworkPart;
  readonly site: SitePart;
}

/** Protections of AWS Shield Advanced, and the subscription that they need. */
export interface ShieldPart {
  readonly stack: Stack;
  readonly pendingInputs: PendingInput[];
}

/**
 * Protects what the internet reaches, the distribution and the hosted zone, by AWS Shield Advanced: in a stack in us-east-1, where
 * Shield has its API, and after the site.
 */
export function shieldStack(cell: Stack, { cellName }: CellPlan, { network, site }: ShieldNeeds): ShieldPart {
  const { zone, rootDomain } = network.dns;
  const claimed = literalOrUndefined(zone.hostedZoneId) ?? rootDomain; // a new zone is of one cell
  const before = claimUnique(cell, ['shield/zone', cell.account, claimed], cell);
  throwOnProblems(
    cell,
    problemIf(before !== undefined, {
      code: 'cell/zone-protected-twice',
      prop: 'shieldProtection',
      value: true,
      allowed: `must be true of one cell of a hosted zone, and ${before} protects ${claimed} already`,
      fix: 'give the cell a hosted zone of its own, or leave it out',
    }),
  );
  const stack = childStack(cell, 'shield', cell, {
    suffix: 'shield',
    description: `${cellName}: protections of AWS Shield Advanced`,
    region: 'us-east-1',
    terminationProtection: false,
  });
  const { distribution } = site.site;
  const id = crossStackValue(distribution, { name: 'DistributionId', value: distribution.distributionId });
  const distributionArn = stack.formatArn({
    service: 'cloudfront',
    region: '',
    resource: 'distribution',
    resourceName: id,
  });
  const zoneArn = `arn:${Aws.PARTITION}:route53:::hostedzone/${zone.hostedZoneId}`;
  new CfnProtection(stack, 'Site', { name: `${cellName}-site`, resourceArn: distributionArn });
  const ofZone = new CfnProtection(stack, 'Zone', { name: `${cellName}-zone`, resourceArn: zoneArn });
  Validations.of(ofZone).acknowledge({
    id: 'CloudFormation-Validate::W9002',
    reason: 'The zone is not of this app: its ARN is known by its id, and no resource could be referred to.',
  });
  return { stack, pendingInputs: [subscriptionOf(cell.account)] };
}

/** Without it CloudFormation fails at the first protection. No resource type makes it, since it is a contract. */
function subscriptionOf(account: string): PendingInput {
  return {
    key: 'ShieldSubscription',
    target: `AWS Shield Advanced of account ${account}`,
    owner:
      'who answers for the payer account: 3000 USD a month for the organization and data transfer beside it, for one year, renewed by itself',
    command: 'aws shield create-subscription --region us-east-1',
  };
}
