import { PlanSection } from '../../../core/private/plan/plan-section';
import type { BankMvpConfig } from '../../bank-mvp-config';

/** The settings of the Auth0 tenant, which this library does not change. */
export function auth0Section({ auth0, appHost, merchantHost }: BankMvpConfig): PlanSection {
  const origins = [`https://${appHost}`, `https://${merchantHost}`];
  const data = {
    domain: auth0.domain,
    callbackUrls: origins,
    logoutUrls: origins,
    webOrigins: origins,
    api: { name: 'rl-bank-api', identifier: auth0.audience },
    machineToMachine: 'rl-bank-api Management API access',
  };
  return {
    key: 'auth0',
    title: `What to enter at Auth0 (${auth0.domain})`,
    lines: [
      `allowed callback URLs, logout URLs and web origins: ${origins.join(', ')}`,
      `API ${data.api.name} with the identifier ${data.api.identifier}`,
      `machine-to-machine application "${data.machineToMachine}"`,
    ],
    data,
  };
}
