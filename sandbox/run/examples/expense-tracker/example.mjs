import { release } from './release.mjs';
import { exampleWithoutPlan } from '../example-without-plan.mjs';

/** Hosts of the example, as its stacks write them. */
export const ROOT = 'tracker.example';
export const WEB = `app.${ROOT}`;
export const AUTH = `auth.${ROOT}`;
export const API = `api.${ROOT}`;

/** The certificate that an operator requests before the first deployment, as app.ts names it. */
const CERTIFICATE = {
  arn: 'arn:aws:acm:eu-central-1:111111111111:certificate/0a1b2c3d-1234-4321-9876-0123456789ab',
  names: [ROOT, `*.${ROOT}`],
};
/** An address of Cloudflare: the machine API admits no other. */
export const CLOUDFLARE = '173.245.48.7';
const APP = 'examples/expense-tracker/app';

/** The expense tracker behind Cloudflare, which has the records of its hosts. */
export function example() {
  return exampleWithoutPlan({
    name: 'expense-tracker',
    outside: { certificates: [CERTIFICATE], hosts: [ROOT, WEB, AUTH, API], address: CLOUDFLARE },
    folders: { 'tracker-web': APP, 'tracker-auth': APP },
    programs: { 'tracker-web': 'web/server.mjs', 'tracker-auth': 'auth/server.mjs' },
    release,
    visits: [
      { host: WEB, path: '/api/health' },
      { host: AUTH, path: '/api/live' },
      { host: API, path: '/v1/' },
    ],
  });
}
