import { BankValues } from './keys';
import { uptimePathOf } from './uptime-path';

/** Warnings for values that are valid but rarely intended. */
export function warningsFor(values: BankValues): string[] {
  const { domain, auth0, network, api, deploy, createResources, alarms, uptimeCheck } = values;
  const expected = `https://${domain.apiSubdomain}.${domain.rootDomain}`;
  return [
    ...(auth0.audience === expected
      ? []
      : [
          `auth0.audience is "${auth0.audience}", and the URL of the API is "${expected}": the API refuses tokens for another audience`,
        ]),
    ...(network.egress === 'vpc-endpoints'
      ? [
          'network.egress is vpc-endpoints: tasks reach AWS services only, and neither Auth0 nor a database, mail or telephony outside AWS',
        ]
      : []),
    ...(network.egress === 'vpc-endpoints' &&
    network.endpointSecurityGroupId === undefined &&
    network.endpointClientRanges.length === 0
      ? [
          'network.endpointClientRanges is missing: every other client in the VPC resolves AWS services to the new endpoints, which refuse it',
        ]
      : []),
    ...(deploy !== undefined && deploy.ownerId === undefined
      ? ['deploy.ownerId is missing: IAM trusts repositories by name, and the next owner of a name gets the roles']
      : []),
    ...(createResources && alarms.page.length === 0 ? ['alarms.page is empty: no alarm reaches on-call'] : []),
    ...(uptimeCheck && alarms.page.length === 0
      ? ['uptimeCheck is true and alarms.page is empty: nothing is checked, since there are no targets for its alarms']
      : []),
    ...(uptimeCheck && uptimePathOf(api, api.routing) === undefined
      ? [
          `api.uptimeCheckPath is missing: Route 53 does not check the API, since api.routing does not forward "${api.healthCheckPath}"`,
        ]
      : []),
  ];
}
