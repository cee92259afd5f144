import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bankIn } from '../bank-config.mjs';
import { Refusal } from '../refusal.mjs';

const ENVIRONMENT = /^aws:\/\/(\d{12})\/([a-z0-9-]+)$/;

/** The stacks of a cloud assembly, and the environments that they go to. */
export function assembly(folder) {
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const stacks = Object.values(artifacts)
    .filter(({ type }) => type === 'aws:cloudformation:stack')
    .map(({ displayName, environment, properties }) => ({ displayName, environment, stackName: properties.stackName }));
  const known = stacks.map(({ environment }) => environment).filter((name) => ENVIRONMENT.test(name));
  return { stacks, environments: [...new Set(known)].sort() };
}

/** What stands before the bank: the network and the zone that its config names. */
export function fixturesOf(config, { environments }) {
  const { network, domain } = bankIn(config);
  if (environments.length === 0)
    throw new Refusal(`${config} makes nothing: its gate is closed. Write \`createResources: true\` into it.`);
  const places = environments.map((environment) => ENVIRONMENT.exec(environment));
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
    ...(hostedZoneId && { hostedZone: { id: hostedZoneId, name: rootDomain } }), // else the bank makes it
  };
}
