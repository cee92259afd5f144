import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IOrganizationalUnit } from './i-organizational-unit';
import { MemberAccount } from './member-account';
import { PendingInput } from '../core';
import { environmentProblem, productProblems } from './private/product-problems';
import { ORGANIZATIONAL_UNIT } from './private/types';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { OPTIONS, TEXT, TEXTS, typeProblems } from '../core/private/checks/types';

/** Properties for defining `ProductAccounts`. */
export interface ProductAccountsProps {
  /** Organizational unit of the accounts. Its service control policies and its baseline are theirs. */
  readonly organizationalUnit: IOrganizationalUnit;

  /** Name of the product, such as `acme-crm`: the accounts are `acme-crm-dev`, `acme-crm-staging` and `acme-crm-prod`. */
  readonly productName: string;

  /** Mailbox that receives plus-addressing, such as `aws@acme.example`: an account has `aws+acme-crm-dev@acme.example`. */
  readonly email: string;

  /**
   * Environments, each with an account of its own.
   * @default - dev, staging and prod
   */
  readonly environments?: string[];

  /**
   * Account ids by environment, which you write here after the deployment that has created the accounts.
   * @default - tokens, and a line of `pendingInputs` for each
   */
  readonly accountIds?: Record<string, string>;
}

/**
 * The accounts of a product, one for each environment, from one definition.
 * @see https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/workloads-ou.html
 * @example
 * import { IOrganizationalUnit, ProductAccounts } from 'rl-bank-constructs/organization';
 *
 * declare const workloads: IOrganizationalUnit;
 * const crm = new ProductAccounts(this, 'AcmeCrm', {
 *   organizationalUnit: workloads,
 *   productName: 'acme-crm',
 *   email: 'aws@acme.example',
 *   accountIds: { prod: '111111111111' }, // after the first deployment
 * });
 * const production = crm.account('prod').environment('us-east-1');
 */
@propertyInjectable
export class ProductAccounts extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.organization.ProductAccounts';

  /** Name of the product. */
  public readonly productName: string;

  /** Accounts, in the order of the environments. */
  public readonly accounts: MemberAccount[];

  private readonly byEnvironment: Map<string, MemberAccount>;

  constructor(scope: Construct, id: string, props: ProductAccountsProps) {
    super(scope, id);
    requireProps(this, props, { organizationalUnit: true, productName: true, email: true });
    throwOnProblems(
      this,
      ...typeProblems(props, {
        organizationalUnit: ORGANIZATIONAL_UNIT,
        ...{ productName: TEXT, email: TEXT, environments: TEXTS, accountIds: OPTIONS },
      }),
    );
    const { organizationalUnit, productName, email, accountIds = {} } = props;
    const environments = props.environments ?? ['dev', 'staging', 'prod'];
    throwOnProblems(this, ...productProblems({ productName, email, environments, accountIds }));

    const [mailbox, domain] = email.split('@');
    this.productName = productName;
    this.byEnvironment = new Map(
      environments.map((environment) => {
        const accountName = `${productName}-${environment}`;
        const account = new MemberAccount(this, environment, {
          organizationalUnit,
          accountName,
          email: `${mailbox}+${accountName}@${domain}`,
          accountId: accountIds[environment],
        });
        return [environment, account];
      }),
    );
    this.accounts = [...this.byEnvironment.values()];
  }

  /** What an administrator of the management account does by hand for the accounts. */
  public get pendingInputs(): PendingInput[] {
    return this.accounts.flatMap((account) => account.pendingInputs);
  }

  /**
   * The account of an environment.
   * @param environment one of the environments, such as `prod`
   */
  public account(environment: string): MemberAccount {
    requireArgument(this, 'environment', environment, TEXT);
    throwOnProblems(this, environmentProblem('environment', environment, [...this.byEnvironment.keys()]));
    return this.byEnvironment.get(environment)!;
  }
}
