import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bankIn } from '../bank-config.mjs';
import { Refusal } from '../refusal.mjs';

const ENVIRONMENT = /^aws:\/\/(?<account>\d{12})\/(?<region>[a-z0-9-]+)$/;

/**
 * The stacks of a cloud assembly, and the environments that they go to.
 *
 * @param {string} folder
 */
export function assembly(folder) {
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const stacks = Object.values(artifacts)
    .filter(({ type }) => type === 'aws:cloudformation:stack')
    .map(({ displayName, environment, properties }) => ({
      displayName: `${displayName}`,
      environment: `${environment}`,
      stackName: `${properties.stackName}`,
    }));
  const known = stacks.map(({ environment }) => environment).filter((name) => ENVIRONMENT.test(name));
  return { stacks, environments: [...new Set(known)].sort() };
}

/**
 * What exists before the first deployment: the network, the hosted zone and the web ACLs of the config.
 *
 * @param {string} config
 * @param {{ environments: string[] }} assembly
 */
export function fixturesOf(config, { environments }) {
  const { network, domain, api, webapp, merchantPortal } = bankIn(config);
  if (environments.length === 0) {
    throw new Refusal(`'createResources' of ${config} is false, so there is nothing to deploy: set it to true.`);
  }
  const all = environments.map((environment) => ENVIRONMENT.exec(environment)?.groups);
  const { account, region } = all.find((one) => one?.region !== 'us-east-1') ?? all[0] ?? {};
  const webAclArns = [api, webapp, merchantPortal].flatMap((part) => part?.webAclArn ?? []);
  return fixtures({ account, region, webAclArns, ...network, ...domain });
}

/**
 * An account with a network, and with a hosted zone unless the bank creates it.
 *
 * @returns {import('../types.d.ts').Fixtures}
 */
export function fixtures({ account, region, webAclArns = [], ...named }) {
  const { vpcId, publicSubnetIds, privateSubnetIds, hostedZoneId, rootDomain } = named;
  const subnets = (ids, first) =>
    ids.map((id, index) => ({ id, cidr: `10.0.${first + index}.0/24`, zone: `${region}${'abc'[index % 3]}` }));
  return {
    account,
    region,
    vpc: { id: vpcId, cidr: '10.0.0.0/16' },
    subnets: [...subnets(publicSubnetIds, 0), ...subnets(privateSubnetIds, 100)],
    webAcls: [...new Set(webAclArns)].map(webAcl),
    ...(hostedZoneId && { hostedZone: { id: hostedZoneId, name: rootDomain } }),
  };
}

/** @param {string} arn */
function webAcl(arn) {
  const [scope, , name, id] = arn.split(':').at(-1)?.split('/') ?? [];
  return { name, id, scope: scope === 'global' ? 'CLOUDFRONT' : 'REGIONAL' };
}
