import { CellEnvironment } from 'rl-bank-constructs/cell';
import { GitHubRepository } from 'rl-bank-constructs/delivery';

/** Where the pipeline is. */
export const CI_CD = { account: '100000000005', region: 'us-east-1' };

/** What uploads to the pipeline, and pushes images. */
export const REPOSITORY = GitHubRepository.of('acme/platform', { ownerId: '10000001', repositoryId: '20000001' });

/** The account of each environment of acme-crm, with a hosted zone of its own. */
export const ACCOUNTS = {
  dev: { environment: CellEnvironment.DEV, account: '111111111110', zoneId: 'Z0123456789ABCDEFGHDE' },
  staging: { environment: CellEnvironment.STAGING, account: '111111111112', zoneId: 'Z0123456789ABCDEFGHST' },
  prod: { environment: CellEnvironment.PROD, account: '111111111111', zoneId: 'Z0123456789ABCDEFGHIJ' },
};
