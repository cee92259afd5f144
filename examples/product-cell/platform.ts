import { ContactsImport } from './contacts-import';
import { PlatformModule } from 'rl-bank-constructs/cell';
import { AlarmTarget } from 'rl-bank-constructs/observability';

/** The hosted zone of the platform, in the account of its cells: each cell has a domain below it. */
export const ZONE = { name: 'platform.example', id: 'Z0123456789ABCDEFGHIJ' };

/** What all cells of the platform have in common. */
export const PLATFORM = {
  env: { account: '111111111111', region: 'us-east-1' },
  apiVersions: ['v1', 'v2'],
  customerOrigins: ['https://www.customer.example'],
  databaseUsers: ['importer', 'migration'],
  page: [AlarmTarget.slack({ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' })],
  ticket: [AlarmTarget.email('platform@platform.example')],
};

/** A module of this platform alone: its worker writes a lead for each contact that is created. */
const LEADS = PlatformModule.of({ moduleName: 'leads', events: ['contact.created'] });

/** The modules that each cell of the platform has, beside those of the library. */
export const OWN_MODULES = [LEADS, new ContactsImport('imports@platform.example')];
