import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Refusal } from './refusal.mjs';

/** The stacks of a cloud assembly, and the environments that they go to. */
export function assembly(folder) {
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const stacks = Object.values(artifacts)
    .filter(({ type }) => type === 'aws:cloudformation:stack')
    .map(({ displayName, environment, properties }) => ({ displayName, environment, stackName: properties.stackName }));
  if (stacks.length === 0)
    throw new Refusal('The config makes no stack: its gate is closed (`createResources: false`).');
  return { stacks, environments: [...new Set(stacks.map(({ environment }) => environment))].sort() };
}

/** What stands before the bank: the network and the zone that its config names. */
export function givenBy(config, { environments }) {
  const { network, domain } = parse(readFileSync(config, 'utf8'))['infra:bankMvp'];
  const places = environments.map((environment) => /^aws:\/\/(\d{12})\/(.+)$/.exec(environment));
  const [, account, region] = places.find(([, , name]) => name !== 'us-east-1') ?? places[0];
  return standing({ account, region, ...network, ...domain });
}

/** An account with a network and a zone in it, as the emulator is told. */
export function standing({ account, region, vpcId, publicSubnetIds, privateSubnetIds, hostedZoneId, rootDomain }) {
  const subnets = (ids, first) =>
    ids.map((id, index) => ({ id, cidr: `10.0.${first + index}.0/24`, zone: `${region}${'abc'[index % 3]}` }));
  return {
    account,
    region,
    vpc: { id: vpcId, cidr: '10.0.0.0/16' },
    subnets: [...subnets(publicSubnetIds, 0), ...subnets(privateSubnetIds, 100)],
    hostedZone: { id: hostedZoneId, name: rootDomain },
  };
}
