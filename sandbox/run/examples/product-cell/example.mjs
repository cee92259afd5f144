import { release } from './release.mjs';
import { exampleWithoutPlan } from '../example-without-plan.mjs';

const ZONE = { id: 'Z0123456789ABCDEFGHIJ', name: 'platform.example' };
const APP = 'examples/product-cell/app';
const PRODUCT = 'acme-crm';
export const ENVIRONMENTS = ['dev', 'staging', 'prod'];

/** The repositories of the cells of the product, and of a second product in the same account, with what their images run. */
const REPOSITORIES = [PRODUCT, 'beta-crm'].flatMap((product) =>
  ENVIRONMENTS.flatMap((environment) =>
    ['api-v1', 'api-v2', 'worker'].map((image) => ({
      repository: `${product}-${environment}/${image}`,
      program: image === 'worker' ? 'worker/worker.mjs' : 'api/server.mjs',
    })),
  ),
);

/** The API of a cell. */
export function hostOf(cell) {
  return `api.${cell}.${ZONE.name}`;
}

/** A cell in production. */
export function example() {
  const cell = `${PRODUCT}-prod`;
  return {
    ...exampleWithoutPlan({
      name: 'product-cell',
      region: 'us-east-1', // copies of backups are elsewhere
      hostedZone: ZONE,
      folders: Object.fromEntries(REPOSITORIES.map(({ repository }) => [repository, APP])),
      programs: Object.fromEntries(REPOSITORIES.map(({ repository, program }) => [repository, program])),
      launchPhases: ['first-start', 'running'], // services that scale
      release: (sandbox) => release(sandbox, cell),
      visits: ['v1', 'v2'].flatMap((version) => [
        { host: hostOf(cell), path: `/${version}/health` },
        { host: hostOf(cell), path: `/${version}/contacts/health` },
        { host: hostOf(cell), path: `/${version}/notes/health`, status: 404 }, // a module that is not listed
      ]),
    }),
    repositories: () => REPOSITORIES.map(({ repository }) => repository),
  };
}

/** Production has every resource type that a cell can have; so has the plan of its first deployment. */
export const contexts = () => [{}, { launchPhase: 'running' }];
