import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnOrganization } from 'aws-cdk-lib/aws-organizations';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IOrganization } from './i-organization';
import { OrganizationAttributes } from './organization-attributes';
import { ImportedOrganization } from './private/imported-organization';
import { ROOT_LOOKUP, rememberLookup } from './private/lookups';
import { keepForOrganization, markOfManagementAccount } from './private/management-account';
import { lateAccountProblem, organizationProblems } from './private/organization-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { OPTIONS } from '../core/private/checks/types';

/**
 * An organization of AWS Organizations with all features, created in the account of its stack, which becomes the management
 * account. It is retained when the stack is deleted.
 *
 * Most companies have one: `fromOrganizationAttributes` references it. Either way, every other stack of the app that is aimed at
 * the management account is an error.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_introduction.html
 * @example
 * import { Organization } from 'rl-bank-constructs/organization';
 *
 * const organization = Organization.fromOrganizationAttributes(this, 'Organization', {
 *   organizationId: 'o-a1b2c3d4e5',
 *   rootId: 'r-ab12',
 *   managementAccountId: '100000000000',
 * });
 */
@propertyInjectable
export class Organization extends Construct implements IOrganization {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.organization.Organization';

  /**
   * References an organization that exists, from any of its accounts, without a lookup.
   * @param scope where it is referenced
   * @param id its id there
   * @param attributes ids of the organization
   */
  public static fromOrganizationAttributes(
    scope: Construct,
    id: string,
    attributes: OrganizationAttributes,
  ): IOrganization {
    const place = 'Organization.fromOrganizationAttributes';
    requireArgument(place, 'attributes', attributes, OPTIONS);
    requireProps(place, attributes, { organizationId: true, rootId: true, managementAccountId: true });
    const late = lateAccountProblem('managementAccountId', attributes.managementAccountId);
    throwOnProblems(place, ...organizationProblems(attributes), late);
    return new ImportedOrganization(scope, id, attributes);
  }

  /** Id of the organization, such as `o-a1b2c3d4e5`. */
  public readonly organizationId: string;

  /** ARN of the organization. */
  public readonly organizationArn: string;

  /** Id of the root, such as `r-ab12`. */
  public readonly rootId: string;

  /** Account id of the management account: that of the stack. */
  public readonly managementAccountId: string;

  /** Id of the root, which policies are attached to. */
  public readonly policyTargetId: string;

  /** Name of the root. */
  public readonly policyTargetName: string = 'Root';

  /**
   * Creates an organization in the account of the stack, which has to be known at synthesis.
   * @param scope a stack of the account that becomes the management account
   * @param id its id there
   */
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.managementAccountId = Stack.of(this).account;
    throwOnProblems(this, lateAccountProblem('env.account', this.managementAccountId));
    keepForOrganization(this, this.managementAccountId);
    markOfManagementAccount(this);
    const organization = new CfnOrganization(this, 'Resource', { featureSet: 'ALL' });
    organization.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.organizationId = organization.attrId;
    this.organizationArn = organization.attrArn;
    this.rootId = organization.attrRootId;
    this.policyTargetId = this.rootId;
    rememberLookup(this, this.rootId, ROOT_LOOKUP);
  }
}
