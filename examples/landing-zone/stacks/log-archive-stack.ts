import { App, Stack } from 'aws-cdk-lib';
import { ARCHIVE_BUCKET, HOME, ORGANIZATION } from '../ids';
import { LogArchive, MemberAccount, Organization } from 'rl-bank-constructs/organization';

/** The archive of all accounts. Add `lock: ArchiveLock.compliance()` once it has been tried: nothing shortens that lock. */
export class LogArchiveStack extends Stack {
  public readonly archive: LogArchive;

  constructor(app: App, account: MemberAccount) {
    super(app, 'log-archive', { env: account.environment(HOME) });
    const organization = Organization.fromOrganizationAttributes(this, 'Organization', ORGANIZATION);
    this.archive = new LogArchive(this, 'LogArchive', { organization, bucketName: ARCHIVE_BUCKET });
  }
}
