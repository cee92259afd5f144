import { Aspects, CfnResource, Fn, IAspect, Stack } from 'aws-cdk-lib';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { IConstruct } from 'constructs';
import { NetworkPart } from './network-stack';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { childStack } from '../../../core/private/stacks/child-stack';
import { executionRoleOf, readerOfOutputs } from '../../../core/private/stacks/output-reader';
import { areInOnePartition } from '../../../core/private/stacks/stack-of';
import { dependOn } from '../../../core/private/stacks/weak-reference';
import { CellPlan } from '../cell-plan';
import { LATE } from '../depend-on-all';

/** Seconds that resolvers keep the name servers: a cell that moves to another account is found after them. */
const TTL = '300';

/**
 * The record in the zone of the parent domain that leads to the zone of the cell, in the account that has that zone: a stack
 * of the cell with that account for its `env`. CloudFormation reads the name servers itself, by a role of the cell.
 */
export function hubStack(cell: Stack, { cellName, domain, capacity }: CellPlan, { stack, dns }: NetworkPart): void {
  const { hub: options, domainName } = domain;
  const zoneStack = dns.zoneStack;
  if (options === undefined || zoneStack === undefined) {
    return;
  }
  zoneStack.terminationProtection = capacity.deletionProtection; // as the other stacks with data of this cell
  const { hubZoneId, hubAccount, hubRegion = cell.region } = options;
  const before = claimUnique(cell, ['cell/hub-record', hubZoneId, domainName], cell);
  throwOnProblems(cell, partitionProblem(cell.region, hubRegion), nameTakenProblem(domainName, before));
  const hub = childStack(cell, 'hub', cell, {
    suffix: `hub-${cell.account}`, // a cell of this name in another account would take the record by an update of this stack
    description: `${cellName}: record of its name servers`,
    account: hubAccount,
    region: hubRegion,
    terminationProtection: false, // it goes before the zone that it leads to
  });
  const roleArn = hubAccount === cell.account ? undefined : readerFor(hub, stack, zoneStack, cellName);
  new CfnRecordSet(hub, 'NameServers', {
    hostedZoneId: hubZoneId,
    name: `${domainName}.`, // another domain is another record, in a template that has changed: its values are read anew
    type: 'NS',
    ttl: TTL,
    resourceRecords: Fn.split(' ', Fn.getStackOutput(zoneStack.stackName, 'NameServers', zoneStack.region, roleArn)),
  });
  dependOn(hub, zoneStack);
  Aspects.of(cell).add(new CertificatesAfter(hub), { priority: LATE });
}

/**
 * ARN of a role of the cell by which CloudFormation reads the stack of the zone, and nothing else, for the stack of the hub. It is
 * not in that stack, of which another domain makes a second one while the first is kept: IAM has a name once in an account.
 */
function readerFor(hub: Stack, network: Stack, zoneStack: Stack, cellName: string): string {
  const executionRoleArn = executionRoleOf(hub);
  throwOnProblems(
    hub,
    problemIf(executionRoleArn === undefined, {
      code: 'cell/hub-synthesizer',
      prop: 'synthesizer',
      value: hub.synthesizer.constructor.name,
      allowed: 'must be a DefaultStackSynthesizer: the role of its bootstrap reads the name servers of the cell',
      fix: 'pass a `DefaultStackSynthesizer`, or create the zone and its record yourself and pass `CellDomain.inZone(…)`',
    }),
  );
  return readerOfOutputs(network, 'HubReader', {
    ...{ producer: zoneStack, reader: hub, roleName: `${cellName}-hub-reader` },
    description: `Reads the name servers of ${cellName} for the account ${hub.account}`,
    executionRoleArn: executionRoleArn!,
  });
}

function nameTakenProblem(domainName: string, before: string | undefined) {
  return problemIf(before !== undefined, {
    code: 'cell/hub-name-taken',
    prop: 'domain',
    value: domainName,
    allowed: `must be another domain than that of ${before}: the zone of the hub has one record for each name`,
    fix: 'pass another `label`',
  });
}

function partitionProblem(region: string, hubRegion: string) {
  return problemIf(!areInOnePartition(region, hubRegion), {
    code: 'cell/hub-partition',
    prop: 'hubRegion',
    value: hubRegion,
    allowed: `must be in the partition of ${region}: CloudFormation reads outputs within one`,
    fix: 'pass a region of that partition, in which the account of the zone is bootstrapped',
  });
}

/** ACM issues a certificate once the parent domain leads to its validation record: those of the cell come after that. */
class CertificatesAfter implements IAspect {
  constructor(private readonly hub: Stack) {}

  public visit(node: IConstruct): void {
    if (CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::CertificateManager::Certificate') {
      dependOn(Stack.of(node), this.hub);
    }
  }
}
