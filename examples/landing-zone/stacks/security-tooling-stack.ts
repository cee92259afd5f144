import { App, Stack } from 'aws-cdk-lib';
import { HOME, ORGANIZATION, REGIONS } from '../ids';
import { ILogArchive, MemberAccount, Organization, SecurityTooling } from 'rl-bank-constructs/organization';

/** The security services of all accounts, run from an account of their own. */
export class SecurityToolingStack extends Stack {
  constructor(app: App, account: MemberAccount, archive: ILogArchive) {
    super(app, 'security-tooling', { env: account.environment(HOME) });
    const organization = Organization.fromOrganizationAttributes(this, 'Organization', ORGANIZATION);
    new SecurityTooling(this, 'SecurityTooling', { organization, archive, regions: REGIONS.slice(1) });
  }
}
