import { hasServers } from '../../kernel/aws/real-servers.mjs';
import { exampleWithoutPlan } from '../example-without-plan.mjs';

/** Hosts of the example, as its stacks write them. */
export const WEB = 'app.tracker.example';
export const AUTH = 'auth.tracker.example';
export const ZONE = { id: 'Z0123456789TRACKER01', name: 'tracker.example' };

/** The expense tracker, with the hosted zone that exists before it. */
export function example() {
  return exampleWithoutPlan({
    name: 'expense-tracker',
    hostedZone: ZONE,
    visits: [
      ...[WEB, AUTH].map((host) => ({ host, path: '/api/about' })),
      ...(hasServers ? [{ host: WEB, path: '/api/visits' }] : []),
    ],
  });
}
