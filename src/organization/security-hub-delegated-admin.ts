import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnDelegatedAdmin } from 'aws-cdk-lib/aws-securityhub';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IOrganization } from './i-organization';
import { markOfManagementAccount } from './private/management-account';
import { DELEGATION_TYPES, delegationProblems } from './private/security/delegation-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { typeProblems } from '../core/private/checks/types';
import { childScope } from '../core/private/resources/child-scope';
import { twinIn } from '../core/private/stacks/twin-stack';

/** Properties for defining a `SecurityHubDelegatedAdmin`. */
export interface SecurityHubDelegatedAdminProps {
  /** The organization that delegates. */
  readonly organization: IOrganization;

  /** Account id of the security tooling, such as `100000000001`. */
  readonly accountId: string;

  /**
   * Other regions of the `SecurityTooling`: the delegation is regional, and a twin of the stack in each has it.
   * @default - the region of the stack alone
   */
  readonly regions?: string[];
}

/**
 * Delegation of Security Hub to the account of the security tooling, in a stack of the management account. It is deployed before that
 * account's `SecurityTooling`, whose `pendingInputs` have the other delegations: CloudFormation has a type for this one alone.
 *
 * It is retained when the stack is deleted: without it no account of the organization is checked.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/designate-orgs-admin-account.html
 * @example
 * import { Organization, SecurityHubDelegatedAdmin } from 'rl-bank-constructs/organization';
 *
 * const organization = Organization.fromOrganizationAttributes(this, 'Organization', {
 *   organizationId: 'o-a1b2c3d4e5',
 *   rootId: 'r-ab12',
 *   managementAccountId: '100000000000',
 * });
 * new SecurityHubDelegatedAdmin(this, 'SecurityHub', { organization, accountId: '100000000001' });
 */
@propertyInjectable
export class SecurityHubDelegatedAdmin extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.organization.SecurityHubDelegatedAdmin';

  constructor(scope: Construct, id: string, props: SecurityHubDelegatedAdminProps) {
    super(scope, id);
    requireProps(this, props, { organization: true, accountId: true });
    throwOnProblems(this, ...typeProblems(props, DELEGATION_TYPES));
    throwOnProblems(this, ...delegationProblems(this, props));
    markOfManagementAccount(this);
    const { accountId: adminAccountId, regions = [] } = props;
    const places = [...regions].sort().map((region) => childScope(twinIn(this, region), id));
    [this, ...places].forEach((place) => {
      const admin = new CfnDelegatedAdmin(place, 'Resource', { adminAccountId });
      admin.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    });
  }
}
