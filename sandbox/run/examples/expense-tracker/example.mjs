import { hasServers } from '../../kernel/aws/real-servers.mjs';
import { exampleWithoutPlan } from '../example-without-plan.mjs';

/** Hosts of the example, as its stacks write them. */
export const ROOT = 'tracker.example';
export const WEB = `app.${ROOT}`;
export const AUTH = `auth.${ROOT}`;

/** The certificate that an operator requests before the first deployment, as app.ts names it. */
const CERTIFICATE = {
  arn: 'arn:aws:acm:eu-central-1:111111111111:certificate/0a1b2c3d-1234-4321-9876-0123456789ab',
  names: [ROOT, `*.${ROOT}`],
};

/** The expense tracker behind Cloudflare, which has the records of its hosts. */
export function example() {
  return exampleWithoutPlan({
    name: 'expense-tracker',
    outside: { certificates: [CERTIFICATE], hosts: [ROOT, WEB, AUTH] },
    visits: [
      ...[WEB, AUTH].map((host) => ({ host, path: '/api/about' })),
      ...(hasServers ? [{ host: WEB, path: '/api/visits' }] : []),
    ],
  });
}
