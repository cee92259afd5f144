import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal.mjs';

/** @typedef {import('../types.d.ts').Assembly} Assembly */

const ENVIRONMENT = /^aws:\/\/(?<account>\d{12})\/(?<region>[a-z0-9-]+)$/;
const EDGE = 'us-east-1';

/**
 * The stacks of a cloud assembly, and the environments that they go to.
 *
 * @param {string} folder
 * @returns {Assembly}
 */
export function assembly(folder) {
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const stacks = Object.entries(artifacts)
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([id, { displayName, environment, properties }]) => ({
      displayName: `${displayName}`,
      environment: `${environment}`,
      stackName: `${properties.stackName ?? id}`,
      templateFile: join(folder, `${properties.templateFile}`),
    }));
  const known = stacks.map(({ environment }) => environment).filter((name) => ENVIRONMENT.test(name));
  return { stacks, environments: [...new Set(known)].sort() };
}

/**
 * The account and the region of an assembly: that of its first environment outside of us-east-1, if there is one.
 *
 * @param {Pick<Assembly, 'environments'>} assembly
 * @param {string} otherwise what to say when no stack has an environment
 */
export function homeOf({ environments }, otherwise) {
  const all = environments.map((environment) => ENVIRONMENT.exec(environment)?.groups);
  const { account, region } = all.find((one) => one?.region !== EDGE) ?? all[0] ?? {};
  if (account === undefined) throw new Refusal(otherwise);
  return { account, region };
}

/**
 * The resources of one type in the templates of an assembly.
 *
 * @param {Assembly} assembly
 * @param {string} type
 * @returns {{ Type: string, Properties: Record<string, any> }[]}
 */
export function resourcesOf({ stacks }, type) {
  return stacks.flatMap(({ templateFile }) => {
    const { Resources = {} } = JSON.parse(readFileSync(templateFile, 'utf8'));
    return Object.values(Resources).filter(({ Type }) => Type === type);
  });
}

/**
 * An account with what exists in it: a network, a hosted zone, certificates, web ACLs.
 *
 * @returns {import('../types.d.ts').Fixtures}
 */
export function fixtures({ account, region, webAclArns = [], ...named }) {
  const { vpcId, publicSubnetIds = [], privateSubnetIds = [], hostedZoneId, rootDomain, certificates } = named;
  const subnets = (ids, first) =>
    ids.map((id, index) => ({ id, cidr: `10.0.${first + index}.0/24`, zone: `${region}${'abc'[index % 3]}` }));
  return {
    account,
    region,
    ...(vpcId && { vpc: { id: vpcId, cidr: '10.0.0.0/16' } }),
    subnets: [...subnets(publicSubnetIds, 0), ...subnets(privateSubnetIds, 100)],
    webAcls: [...new Set(webAclArns)].map(webAcl),
    ...(hostedZoneId && { hostedZone: { id: hostedZoneId, name: rootDomain } }),
    ...(certificates && { certificates }),
  };
}

/** @param {string} arn */
function webAcl(arn) {
  const [scope, , name, id] = arn.split(':').at(-1)?.split('/') ?? [];
  return { name, id, scope: scope === 'global' ? 'CLOUDFRONT' : 'REGIONAL' };
}
