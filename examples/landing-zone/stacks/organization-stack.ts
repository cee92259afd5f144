import { App, Stack } from 'aws-cdk-lib';
import { limit } from './controls';
import { ACCOUNTS, ARCHIVE_BUCKET, EMAIL, HOME, ORGANIZATION, REGIONS } from '../ids';
import {
  AccountBaseline,
  LogArchive,
  MemberAccount,
  Organization,
  OrganizationalUnit,
  ProductAccounts,
  SecurityHubDelegatedAdmin,
} from 'rl-bank-constructs/organization';

/** The tree in the management account: units, accounts, what no principal can do, and the baseline of each account. */
export class OrganizationStack extends Stack {
  public readonly securityTooling: MemberAccount;
  public readonly logArchive: MemberAccount;
  public readonly networkHub: MemberAccount;
  public readonly sharedServices: MemberAccount;
  private readonly workloads: OrganizationalUnit;

  constructor(app: App) {
    super(app, 'organization', { env: { account: ORGANIZATION.managementAccountId, region: HOME } });
    const organization = Organization.fromOrganizationAttributes(this, 'Organization', ORGANIZATION);
    const unit = (organizationalUnitName: string) =>
      new OrganizationalUnit(this, organizationalUnitName, { organization, organizationalUnitName });
    const [security, shared, workloads, sandbox] = ['Security', 'SharedServices', 'Workloads', 'Sandbox'].map(unit);
    this.workloads = workloads;

    this.securityTooling = this.member('SecurityTooling', security, 'security-tooling', ACCOUNTS.securityTooling);
    this.logArchive = this.member('LogArchive', security, 'log-archive', ACCOUNTS.logArchive);
    this.networkHub = this.member('NetworkHub', shared, 'network-hub', ACCOUNTS.networkHub);
    this.sharedServices = this.member('SharedServicesAccount', shared, 'shared-services', ACCOUNTS.sharedServices);
    this.member('CiCd', shared, 'ci-cd', ACCOUNTS.ciCd);

    limit(this, { everywhere: [security, shared, workloads, sandbox], workloads: [workloads, sandbox] });
    const [accountId, otherRegions] = [ACCOUNTS.securityTooling, REGIONS.slice(1)];
    new SecurityHubDelegatedAdmin(this, 'SecurityHub', { organization, accountId, regions: otherRegions });
    new AccountBaseline(this, 'Baseline', {
      organization,
      targets: [security, shared, workloads, sandbox],
      regions: REGIONS,
      archive: LogArchive.fromLogArchiveAttributes(this, 'Archive', {
        ...{ accountId: ACCOUNTS.logArchive, region: HOME, bucketName: ARCHIVE_BUCKET },
      }),
      budget: { amount: 2000, email: EMAIL },
    });
  }

  /** Accounts of a product, for dev, staging and prod. Their ids are written down after the deployment that has made them. */
  public product(productName: string, accountIds: Record<string, string> = {}): ProductAccounts {
    const { workloads: organizationalUnit } = this;
    return new ProductAccounts(this, productName, { organizationalUnit, productName, email: EMAIL, accountIds });
  }

  private member(id: string, organizationalUnit: OrganizationalUnit, accountName: string, accountId: string) {
    const email = EMAIL.replace('@', `+${accountName}@`);
    return new MemberAccount(this, id, { organizationalUnit, accountName, email, accountId });
  }
}
