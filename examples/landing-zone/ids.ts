/** What exists before: the organization and its ids. */
export const ORGANIZATION = { organizationId: 'o-a1b2c3d4e5', rootId: 'r-ab12', managementAccountId: '100000000000' };

/** Ids of accounts, written down after the deployment that has made them. */
export const ACCOUNTS = {
  securityTooling: '100000000001',
  logArchive: '100000000002',
  networkHub: '100000000003',
  sharedServices: '100000000004',
  ciCd: '100000000005',
};

/** Mailbox with plus-addressing: each account has an address of its own. */
export const EMAIL = 'aws@acme.example';

export const HOME = 'us-east-1';
export const REGIONS = [HOME, 'eu-central-1'];

/** Bucket of the archive, and those that are named after it. */
export const ARCHIVE_BUCKET = 'acme-log-archive';

/** Addresses of products; the rest is on-premises, or of the hub. */
export const SPOKE_RANGES = ['10.0.0.0/8'];
