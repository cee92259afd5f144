import { instance } from '../../core/private/checks/types';

// What props of several constructs take from this folder, by a member that every implementation has.

export const LOG_ARCHIVE = instance(
  'an ILogArchive, such as `LogArchive.fromLogArchiveAttributes(…)`',
  'logsDestinationArn',
);
export const ORGANIZATION = instance('an IOrganization', 'organizationId');
export const ORGANIZATIONAL_UNIT = instance('an IOrganizationalUnit', 'organizationalUnitId');
