import { onboard } from './onboard.mjs';
import { publish } from './pages.mjs';
import { release } from './release.mjs';
import { exampleWithoutPlan } from '../example-without-plan.mjs';

/** The domain of the tenants in London. */
export const DOMAIN = 'platform.example';
export const ACME = `acme.${DOMAIN}`;
export const BOREALIS = `borealis.${DOMAIN}`;
const APP = 'examples/construction-saas/app';

/** The construction platform in its first region, with two tenants. */
export function example() {
  return exampleWithoutPlan({
    name: 'construction-saas',
    region: 'eu-west-2',
    hostedZone: { id: 'Z0123456789ABCDEFGHIJ', name: DOMAIN },
    folders: { 'platform-api': APP, haproxy: 'sandbox/samples/relay' },
    programs: { 'platform-api': 'api/server.mjs' },
    launchPhases: ['first-start', 'running'], // a service that scales
    release: async (sandbox) => {
      await release(sandbox);
      await onboardTenants(sandbox);
      await publish(sandbox, DOMAIN);
    },
    visits: [ACME, BOREALIS].flatMap((host) => [
      { host, path: '/' },
      { host, path: '/api/tenant' },
    ]),
  });
}

/** The contexts with which it has each of its resources. */
export function contexts() {
  return [{}, { launchPhase: 'running', frankfurt: 'true' }];
}

/** @param {import('../../kernel/aws/sandbox.mjs').Sandbox} sandbox */
export async function onboardTenants(sandbox) {
  await onboard(sandbox, 'tenant', 'acme', 'eu-west-2', 'Entra', 'Acme Construction');
  await onboard(sandbox, 'tenant', 'borealis', 'eu-west-2', 'Borealis', 'Borealis Homes');
}
