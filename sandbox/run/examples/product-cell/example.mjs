import { release } from './release.mjs';
import { exampleWithoutPlan } from '../example-without-plan.mjs';

const ZONE = { id: 'Z0123456789ABCDEFGHIJ', name: 'platform.example' };
const APP = 'examples/product-cell/app';
const IMPORT = 'resources/migration/file-import';
const PRODUCT = 'acme-crm';
export const ENVIRONMENTS = ['dev', 'staging', 'prod'];

/** What stands for each image: a folder, and the program that a task without a command runs. */
const IMAGES = {
  'api-v1': { folder: APP, program: 'api/server.mjs' },
  'api-v2': { folder: APP, program: 'api/server.mjs' },
  worker: { folder: APP, program: 'worker/worker.mjs' },
  'contacts-import': { folder: IMPORT, program: 'main.mjs' },
};

/** The repositories of the cells of the product, and of a second product in the same account, with what their images run. */
const REPOSITORIES = [PRODUCT, 'beta-crm'].flatMap((product) =>
  ENVIRONMENTS.flatMap((environment) =>
    Object.entries(IMAGES).map(([image, one]) => ({ repository: `${product}-${environment}/${image}`, ...one })),
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
      folders: Object.fromEntries(REPOSITORIES.map(({ repository, folder }) => [repository, folder])),
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
