import { App, Stack } from 'aws-cdk-lib';
import { limit } from './controls';
import { ACCOUNTS, EMAIL, HOME, ORGANIZATION, REGIONS } from '../ids';
import {
  AccountBaseline,
  IOrganizationalUnit,
  LogArchive,
  Organization,
  SecurityHubDelegatedAdmin,
} from 'rl-bank-constructs/organization';

/**
 * What needs ids of accounts and the archive, in the management account: what no principal can do, the delegation of Security Hub,
 * and the baseline, whose AWS Config looks for the bucket of the archive.
 */
export class ControlsStack extends Stack {
  constructor(app: App, targets: IOrganizationalUnit[], archive: LogArchive) {
    super(app, 'controls', { env: { account: ORGANIZATION.managementAccountId, region: HOME } });
    const organization = Organization.fromOrganizationAttributes(this, 'Organization', ORGANIZATION);
    const [accountId, otherRegions] = [ACCOUNTS.securityTooling, REGIONS.slice(1)];
    new SecurityHubDelegatedAdmin(this, 'SecurityHub', { organization, accountId, regions: otherRegions });
    const budget = { amount: 2000, email: EMAIL };
    const baseline = new AccountBaseline(this, 'Baseline', {
      ...{ organization, targets, regions: REGIONS, archive, budget },
    });
    limit(this, targets, { archive, baseline });
  }
}
