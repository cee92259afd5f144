import { publishShop, release } from './release.mjs';
import { exampleWithoutPlan } from '../example-without-plan.mjs';

/** Hosts of production, as its stacks write them. */
export const SHOP = 'shop.retail.example';
export const ROOT = 'retail.example';
export const PARTNERS = `partners.${ROOT}`;

const ZONE = { id: 'Z0123456789ABCDEFGHIJ', name: ROOT };
const APP = 'examples/retail-enterprise/app';
const REPOSITORIES = ['production', 'staging'].flatMap((stage) =>
  ['api', 'reports'].map((service) => /** @type {const} */ ([`retail-${stage}-${service}`, service])),
);

/** The retail enterprise: production, and the images of staging, which a story deploys beside it. */
export function example() {
  return {
    ...exampleWithoutPlan({
      name: 'retail-enterprise',
      hostedZone: ZONE,
      folders: Object.fromEntries(REPOSITORIES.map(([repository]) => [repository, APP])),
      programs: Object.fromEntries(REPOSITORIES.map(([repository, service]) => [repository, `${service}/server.mjs`])),
      release: async (sandbox) => {
        await release(sandbox);
        await publishShop(sandbox);
      },
      visits: [
        { host: SHOP, path: '/' },
        { host: SHOP, path: '/api/health' },
        { host: SHOP, path: '/api/products' },
        { host: PARTNERS, path: '/v1/orders', status: 403 }, // by POST alone
      ],
    }),
    repositories: () => REPOSITORIES.map(([repository]) => repository),
  };
}

/** Both stages have every resource type that the example can have. */
export const contexts = () => [{ launchPhase: 'not-ready' }, { launchPhase: 'running', stages: 'production,staging' }];
