import { BankValues } from './keys';

/** What is allowed and mostly not meant. */
export function warningsFor(values: BankValues): string[] {
  const { domain, auth0, network, deploy, createResources, alarms, uptimeCheck } = values;
  const expected = `https://${domain.apiSubdomain}.${domain.rootDomain}`;
  return [
    ...(auth0.audience === expected
      ? []
      : [
          `auth0.audience is "${auth0.audience}", and the address of the API is "${expected}": tokens for one are refused by the other`,
        ]),
    ...(network.wayOut === 'endpoints'
      ? [
          'network.wayOut is endpoints: tasks reach AWS alone, and neither Auth0 nor a database, mail or telephony outside AWS',
        ]
      : []),
    ...(deploy !== undefined && deploy.ownerId === undefined
      ? ['deploy.ownerId is missing: repositories are trusted by name, and whoever gets the name later gets the roles']
      : []),
    ...(createResources && alarms.page.length === 0
      ? ['alarms.page is empty: nobody is woken when users are hurt']
      : []),
    ...(uptimeCheck && alarms.page.length === 0
      ? ['uptimeCheck is true and alarms.page is empty: nothing is checked, since nobody would be told']
      : []),
  ];
}
