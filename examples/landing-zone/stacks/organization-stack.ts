import { App, Stack } from 'aws-cdk-lib';
import { ACCOUNTS, EMAIL, HOME, ORGANIZATION } from '../ids';
import { MemberAccount, Organization, OrganizationalUnit, ProductAccounts } from 'rl-bank-constructs/organization';

/** The tree in the management account: units and accounts, before any of their ids is known. */
export class OrganizationStack extends Stack {
  public readonly units: OrganizationalUnit[];
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
    this.units = ['Security', 'SharedServices', 'Workloads', 'Sandbox'].map(unit);
    const [security, shared, workloads] = this.units;
    this.workloads = workloads;

    this.securityTooling = this.member('SecurityTooling', security, 'security-tooling', ACCOUNTS.securityTooling);
    this.logArchive = this.member('LogArchive', security, 'log-archive', ACCOUNTS.logArchive);
    this.networkHub = this.member('NetworkHub', shared, 'network-hub', ACCOUNTS.networkHub);
    this.sharedServices = this.member('SharedServicesAccount', shared, 'shared-services', ACCOUNTS.sharedServices);
    this.member('CiCd', shared, 'ci-cd', ACCOUNTS.ciCd);
  }

  /** Accounts of a product, for dev, staging and prod. Their ids are written down after the deployment that has made them. */
  public product(productName: string, accountIds: Record<string, string> = {}): ProductAccounts {
    const { workloads: organizationalUnit } = this;
    return new ProductAccounts(this, productName, { organizationalUnit, productName, email: EMAIL, accountIds });
  }

  private member(id: string, organizationalUnit: OrganizationalUnit, accountName: string, accountId?: string) {
    const email = EMAIL.replace('@', `+${accountName}@`);
    return new MemberAccount(this, id, { organizationalUnit, accountName, email, accountId });
  }
}
