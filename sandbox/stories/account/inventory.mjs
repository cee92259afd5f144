import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { ECSClient, ListClustersCommand, ListServicesCommand } from '@aws-sdk/client-ecs';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeKeyCommand, KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { ListHostedZonesCommand, ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { GLOBAL, REGIONAL } from './lists.mjs';
import { at, itemsOf, token } from './pages.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

const EDGE = 'us-east-1';
const Marker = token('Marker', 'NextMarker');

/**
 * A sorted line for each resource of the account, in its home and in us-east-1 unless other regions are given.
 *
 * @param {Sandbox} sandbox
 */
export async function inventory(sandbox, regions = [sandbox.region, EDGE]) {
  const all = [
    ...GLOBAL.map((list) => linesOf(sandbox, EDGE, list)),
    ...regions.flatMap((region) => REGIONAL.map((list) => linesOf(sandbox, region, list, ` in ${region}`))),
    ...regions.flatMap((region) => [stacks, keys, services, listeners].map((list) => list(sandbox, region))),
    records(sandbox),
  ];
  return (await Promise.all(all)).flat().sort();
}

/** The lines that are new, and those that are gone. */
export function changes(before, after) {
  return {
    come: after.filter((line) => !before.includes(line)),
    gone: before.filter((line) => !after.includes(line)),
  };
}

/** The line of a stack without its time: name and status. */
export function withoutTime(line) {
  return line.split(' since ')[0];
}

/** @param {Sandbox} sandbox */
async function linesOf(sandbox, region, { what, Client, name, Command, list, next, input }, place = '') {
  const listed = { what: `${what}${place}`, Command, list, next, input };
  const items = await itemsOf(sandbox.client(Client, region), listed);
  return items.map((item) => `${what} ${at(item, name)}${place}`);
}

/** The items of a list that is requested for each item of another list. */
async function below(items, list) {
  return (await Promise.all(items.map(list))).flat();
}

/**
 * With status and time, so that a changed stack is another line.
 *
 * @param {Sandbox} sandbox
 */
async function stacks(sandbox, region) {
  const all = await itemsOf(sandbox.client(CloudFormationClient, region), {
    what: `stack in ${region}`,
    Command: ListStacksCommand,
    list: 'StackSummaries',
    next: token('NextToken'),
  });
  return all
    .filter(({ StackStatus: status }) => status !== 'DELETE_COMPLETE')
    .map(
      ({ StackName: name, StackStatus: status, CreationTime: made, LastUpdatedTime: changed = made }) =>
        `stack ${name} in ${region}, ${status} since ${changed.toISOString()}`,
    );
}

/**
 * Without keys that wait for their deletion.
 *
 * @param {Sandbox} sandbox
 */
async function keys(sandbox, region) {
  const kms = sandbox.client(KMSClient, region);
  const listed = { what: `key in ${region}`, Command: ListKeysCommand, list: 'Keys', next: Marker };
  const all = await below(await itemsOf(kms, listed), ({ KeyId }) => kms.send(new DescribeKeyCommand({ KeyId })));
  return all
    .filter(({ KeyMetadata: { KeyState: state } }) => state !== 'PendingDeletion')
    .map(({ KeyMetadata: { KeyId: id } }) => `key ${id} in ${region}`);
}

/** @param {Sandbox} sandbox */
async function services(sandbox, region) {
  const ecs = sandbox.client(ECSClient, region);
  const next = token('nextToken');
  const listed = { what: `cluster in ${region}`, Command: ListClustersCommand, list: 'clusterArns', next };
  const each = { what: `service in ${region}`, Command: ListServicesCommand, list: 'serviceArns', next };
  const arns = await below(await itemsOf(ecs, listed), (cluster) => itemsOf(ecs, { ...each, input: { cluster } }));
  return arns.map((arn) => `service ${arn}`);
}

/**
 * The listeners of each load balancer, and the rules of each listener.
 *
 * @param {Sandbox} sandbox
 */
async function listeners(sandbox, region) {
  const client = sandbox.client(elb.ElasticLoadBalancingV2Client, region);
  const list = (what, Command, key, input) =>
    itemsOf(client, { what: `${what} in ${region}`, Command, list: key, next: Marker, input });
  const balancers = await list('load balancer', elb.DescribeLoadBalancersCommand, 'LoadBalancers');
  const all = await below(balancers, ({ LoadBalancerArn }) =>
    list('listener', elb.DescribeListenersCommand, 'Listeners', { LoadBalancerArn }),
  );
  const rules = await below(all, ({ ListenerArn }) =>
    list('listener rule', elb.DescribeRulesCommand, 'Rules', { ListenerArn }),
  );
  return [
    ...all.map(({ ListenerArn: arn }) => `listener ${arn}`),
    ...rules.map(({ RuleArn: arn }) => `listener rule ${arn}`),
  ];
}

/** @param {Sandbox} sandbox */
async function records(sandbox) {
  const dns = sandbox.client(Route53Client, EDGE);
  const listed = { what: 'zone', Command: ListHostedZonesCommand, list: 'HostedZones', next: Marker };
  const sets = await below(await itemsOf(dns, listed), ({ Id: HostedZoneId }) =>
    itemsOf(dns, {
      what: `record of ${HostedZoneId}`,
      Command: ListResourceRecordSetsCommand,
      list: 'ResourceRecordSets',
      next: nextRecord,
      input: { HostedZoneId },
    }),
  );
  return sets.map(({ Type, Name }) => `record ${Type} ${Name}`);
}

/** Route 53 pages by the next record, not by a token. */
function nextRecord({ IsTruncated, NextRecordName, NextRecordType, NextRecordIdentifier }) {
  if (!IsTruncated) return undefined;
  return {
    StartRecordName: NextRecordName,
    StartRecordType: NextRecordType,
    StartRecordIdentifier: NextRecordIdentifier,
  };
}
