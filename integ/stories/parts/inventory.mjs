import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { ECSClient, ListClustersCommand, ListServicesCommand } from '@aws-sdk/client-ecs';
import { DescribeKeyCommand, KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { ListHostedZonesCommand, ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { GLOBAL, REGIONAL } from './lists.mjs';

const EDGE = 'us-east-1';
const TOKENS = { NextToken: 'NextToken', nextToken: 'nextToken', NextMarker: 'Marker', Marker: 'Marker' };

/** Everything that is in the account, a line each, sorted. */
export async function inventory(sandbox) {
  const regions = [sandbox.region, EDGE];
  const all = [
    ...GLOBAL.map((list) => linesOf(sandbox, EDGE, list)),
    ...regions.flatMap((region) => REGIONAL.map((list) => linesOf(sandbox, region, list, ` in ${region}`))),
    ...regions.flatMap((region) => [stacks(sandbox, region), keys(sandbox, region), services(sandbox, region)]),
    records(sandbox),
  ];
  return (await Promise.all(all)).flat().sort();
}

/** What came, and what went. */
export function changes(before, after) {
  return {
    come: after.filter((line) => !before.includes(line)),
    gone: before.filter((line) => !after.includes(line)),
  };
}

async function linesOf(sandbox, region, [what, Client, Command, list, name, input = {}], place = '') {
  const client = sandbox.client(Client, region);
  const lines = [];
  let page = input;
  while (page) {
    const said = await client.send(new Command(page)).catch((error) => {
      throw new Error(`Each ${what}${place} could not be listed: ${error.message}`, { cause: error });
    });
    lines.push(...(at(said, list) ?? []).map((item) => `${what} ${at(item, name)}${place}`));
    const token = Object.keys(TOKENS).find((key) => said[key]);
    page = token && { ...input, [TOKENS[token]]: said[token] };
  }
  return lines;
}

function at(value, path) {
  return path.split('.').reduce((found, key) => (key === '' ? found : found?.[key]), value);
}

/** With state and time: a stack that somebody touched is another line. */
async function stacks(sandbox, region) {
  const { StackSummaries } = await sandbox.client(CloudFormationClient, region).send(new ListStacksCommand({}));
  return StackSummaries.filter(({ StackStatus: status }) => status !== 'DELETE_COMPLETE').map(
    ({ StackName: name, StackStatus: status, CreationTime: made, LastUpdatedTime: changed = made }) =>
      `stack ${name} in ${region}, ${status} since ${changed.toISOString()}`,
  );
}

/** A key that was deleted waits for days, and is as good as gone. */
async function keys(sandbox, region) {
  const kms = sandbox.client(KMSClient, region);
  const { Keys } = await kms.send(new ListKeysCommand({}));
  const all = await Promise.all(Keys.map(({ KeyId }) => kms.send(new DescribeKeyCommand({ KeyId }))));
  return all
    .filter(({ KeyMetadata: { KeyState: state } }) => state !== 'PendingDeletion')
    .map(({ KeyMetadata: { KeyId: id } }) => `key ${id} in ${region}`);
}

async function services(sandbox, region) {
  const ecs = sandbox.client(ECSClient, region);
  const { clusterArns } = await ecs.send(new ListClustersCommand({}));
  const all = await Promise.all(clusterArns.map((cluster) => ecs.send(new ListServicesCommand({ cluster }))));
  return all.flatMap(({ serviceArns }) => serviceArns.map((arn) => `service ${arn}`));
}

async function records(sandbox) {
  const dns = sandbox.client(Route53Client, EDGE);
  const { HostedZones: zones } = await dns.send(new ListHostedZonesCommand({}));
  const all = await Promise.all(
    zones.map(({ Id }) => dns.send(new ListResourceRecordSetsCommand({ HostedZoneId: Id }))),
  );
  return all.flatMap(({ ResourceRecordSets: sets }) => sets.map(({ Type, Name }) => `record ${Type} ${Name}`));
}
