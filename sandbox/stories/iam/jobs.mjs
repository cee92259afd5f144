import { assumeWith, claimsOf } from './session.mjs';

const api = { repository: 'rl-bank-api', id: '20000001', environment: 'prd' };
const infra = { repository: 'rl-bank-infra', id: '20000004', environment: 'prd' };

/** The roles of CI by the end of their name, each with the job that it trusts. */
export const JOBS = {
  'push-image': api,
  'roll-service': api,
  'mark-release': api,
  'publish-webapp': { repository: 'rl-bank-webapp', id: '20000002', environment: 'prd' },
  'publish-mp-webapp': { repository: 'rl-bank-mp-webapp', id: '20000003', environment: 'prd' },
  deploy: infra,
  infrastructure: infra,
  plan: { ...infra, environment: 'plan' },
};

/** The session of a job with its role. */
export function sessionOf(sandbox, name, options = {}) {
  return assumeWith(sandbox, claimsOf(JOBS[name], options), `prd-rl-bank-${name}`);
}
