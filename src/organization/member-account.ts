import { Environment, RemovalPolicy } from 'aws-cdk-lib';
import { CfnAccount } from 'aws-cdk-lib/aws-organizations';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IMemberAccount } from './i-member-account';
import { IOrganizationalUnit } from './i-organizational-unit';
import { PendingInput } from '../core';
import { MemberAccountAttributes } from './member-account-attributes';
import { countAccount, createAfterOthers } from './private/account-chain';
import { accountInputs, AccountInputs } from './private/account-inputs';
import { accountIdProblem, accountProblems, lateIdProblem } from './private/account-problems';
import { ImportedMemberAccount } from './private/imported-member-account';
import { markOfManagementAccount } from './private/management-account';
import { ORGANIZATIONAL_UNIT } from './private/types';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { BOOLEAN, OPTIONS, TEXT, typeProblems } from '../core/private/checks/types';

/** Properties for defining a `MemberAccount`. */
export interface MemberAccountProps {
  /** Organizational unit that the account is in. */
  readonly organizationalUnit: IOrganizationalUnit;

  /** Name of the account, such as `log-archive`. */
  readonly accountName: string;

  /** Email address of the root user, which AWS takes once in the world, such as `aws+log-archive@acme.example`. */
  readonly email: string;

  /**
   * Id of the account, which you write here after the deployment that has created it: stacks in the account need it at synthesis.
   * @default - a token, and a line of `pendingInputs` that says how to look it up
   */
  readonly accountId?: string;

  /**
   * Whether the account is there already and stays as it is: no resource is made, `accountId` is required, and the move into
   * the organizational unit is a command in `pendingInputs`.
   * @default false
   */
  readonly existing?: boolean;

  /**
   * Name of the role that AWS Organizations creates in a new account, for administrators of the management account.
   * @default OrganizationAccountAccessRole
   */
  readonly roleName?: string;
}

/**
 * A member account of an organization, created by a stack of the management account, or one that exists.
 *
 * Accounts of a stack are created one after the other, as AWS Organizations requires. An account that leaves the stack is
 * retained: CloudFormation would close it.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_create.html
 * @example
 * import { IOrganizationalUnit, MemberAccount } from 'rl-bank-constructs/organization';
 *
 * declare const app: App;
 * declare const security: IOrganizationalUnit;
 * const archive = new MemberAccount(this, 'LogArchive', {
 *   organizationalUnit: security,
 *   accountName: 'log-archive',
 *   email: 'aws+log-archive@acme.example',
 *   accountId: '100000000002', // after the first deployment
 * });
 * new Stack(app, 'Archive', { env: archive.environment('eu-central-1') });
 */
@propertyInjectable
export class MemberAccount extends Construct implements IMemberAccount {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.organization.MemberAccount';

  /**
   * References a member account that another app creates, such as a target of policies.
   * @param scope where it is referenced
   * @param id its id there
   * @param attributes name and id of the account
   */
  public static fromMemberAccountAttributes(
    scope: Construct,
    id: string,
    attributes: MemberAccountAttributes,
  ): IMemberAccount {
    const place = 'MemberAccount.fromMemberAccountAttributes';
    requireArgument(place, 'attributes', attributes, OPTIONS);
    requireProps(place, attributes, { accountName: true, accountId: true });
    throwOnProblems(place, ...typeProblems(attributes, { accountName: TEXT, accountId: TEXT }));
    throwOnProblems(place, accountIdProblem(attributes.accountId));
    return new ImportedMemberAccount(scope, id, attributes);
  }

  /** Name of the account. */
  public readonly accountName: string;

  /** Id of the account: as it was given, otherwise a token. */
  public readonly accountId: string;

  /** Organizational unit that the account is in. */
  public readonly organizationalUnit: IOrganizationalUnit;

  /** Id of the account, which policies are attached to. */
  public readonly policyTargetId: string;

  /** Name of the account. */
  public readonly policyTargetName: string;

  private readonly inputs: AccountInputs;

  constructor(scope: Construct, id: string, props: MemberAccountProps) {
    super(scope, id);
    requireProps(this, props, { organizationalUnit: true, accountName: true, email: true });
    throwOnProblems(
      this,
      ...typeProblems(props, {
        organizationalUnit: ORGANIZATIONAL_UNIT,
        ...{ accountName: TEXT, email: TEXT, accountId: TEXT, existing: BOOLEAN, roleName: TEXT },
      }),
    );
    markOfManagementAccount(this);
    throwOnProblems(this, ...accountProblems(this, props));

    const { accountName, organizationalUnit, existing = false } = props;
    const created = existing ? undefined : this.createdAccount(props);
    this.accountName = accountName;
    this.organizationalUnit = organizationalUnit;
    this.accountId = props.accountId ?? created!.attrAccountId;
    this.policyTargetId = this.accountId;
    this.policyTargetName = accountName;
    const { organizationalUnitId, organizationalUnitName } = organizationalUnit;
    const position = countAccount(this);
    const unit = { organizationalUnitId, organizationalUnitName };
    this.inputs = { scope: this, accountName, accountId: this.accountId, existing, position, ...unit };
  }

  /**
   * What an administrator of the management account does: looks up the id of a new account, moves an existing one, raises the quota
   * of ten accounts.
   */
  public get pendingInputs(): PendingInput[] {
    return accountInputs(this.inputs);
  }

  /**
   * Environment of stacks in the account. The account has to be there, and its id in `accountId`.
   * @param region region of the stack
   */
  public environment(region: string): Environment {
    requireArgument(this, 'region', region, TEXT);
    throwOnProblems(this, lateIdProblem(this.accountName, this.accountId));
    return { account: this.accountId, region };
  }

  private createdAccount({ organizationalUnit, accountName, email, roleName }: MemberAccountProps): CfnAccount {
    const parentIds = [organizationalUnit.organizationalUnitId];
    const account = new CfnAccount(this, 'Resource', { accountName, email, roleName, parentIds });
    account.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    createAfterOthers(account);
    return account;
  }
}
