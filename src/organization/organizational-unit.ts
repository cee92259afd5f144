import { CfnOrganizationalUnit } from 'aws-cdk-lib/aws-organizations';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IOrganization } from './i-organization';
import { IOrganizationalUnit } from './i-organizational-unit';
import { ImportedOrganizationalUnit } from './private/imported-organizational-unit';
import { lookupOf, rememberLookup, unitLookup } from './private/lookups';
import { markOfManagementAccount } from './private/management-account';
import { ORGANIZATIONAL_UNIT } from './private/types';
import { rememberLevel, unitIdProblem, unitProblems } from './private/unit-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { instance, TEXT, typeProblems } from '../core/private/checks/types';

/** Properties for defining an `OrganizationalUnit`. */
export interface OrganizationalUnitProps {
  /** Organization that it is part of. */
  readonly organization: IOrganization;

  /** Name, unique below the parent, such as `Workloads`. */
  readonly organizationalUnitName: string;

  /**
   * Organizational unit above it. Another parent later replaces the unit, which only works while it has no accounts.
   * @default - the root of the organization
   */
  readonly parent?: IOrganizationalUnit;
}

/**
 * An organizational unit: accounts that have service control policies in common. It belongs into a stack of the management
 * account. AWS Organizations refuses to delete one that has accounts.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_ous.html
 * @example
 * import { IOrganization, OrganizationalUnit } from 'rl-bank-constructs/organization';
 *
 * declare const organization: IOrganization;
 * const workloads = new OrganizationalUnit(this, 'Workloads', { organization, organizationalUnitName: 'Workloads' });
 * new OrganizationalUnit(this, 'Regulated', { organization, organizationalUnitName: 'Regulated', parent: workloads });
 */
@propertyInjectable
export class OrganizationalUnit extends Construct implements IOrganizationalUnit {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.organization.OrganizationalUnit';

  /**
   * References an organizational unit that exists.
   * @param scope where it is referenced
   * @param id its id there
   * @param organizationalUnitId id of the unit, such as `ou-ab12-c3d4e5f6`
   */
  public static fromOrganizationalUnitId(
    scope: Construct,
    id: string,
    organizationalUnitId: string,
  ): IOrganizationalUnit {
    const place = 'OrganizationalUnit.fromOrganizationalUnitId';
    requireArgument(place, 'organizationalUnitId', organizationalUnitId, TEXT);
    throwOnProblems(place, unitIdProblem(organizationalUnitId));
    return new ImportedOrganizationalUnit(scope, id, organizationalUnitId);
  }

  /** Id of the organizational unit. */
  public readonly organizationalUnitId: string;

  /** Name of the organizational unit. */
  public readonly organizationalUnitName: string;

  /** Id of the organizational unit, which policies are attached to. */
  public readonly policyTargetId: string;

  /** Name of the organizational unit. */
  public readonly policyTargetName: string;

  constructor(scope: Construct, id: string, props: OrganizationalUnitProps) {
    super(scope, id);
    requireProps(this, props, { organization: true, organizationalUnitName: true });
    throwOnProblems(
      this,
      ...typeProblems(props, {
        organization: instance('an IOrganization', 'rootId'),
        organizationalUnitName: TEXT,
        parent: ORGANIZATIONAL_UNIT,
      }),
    );
    markOfManagementAccount(this);
    const { organizationalUnitName: name, organization, parent } = props;
    const parentId = parent?.organizationalUnitId ?? organization.rootId;
    throwOnProblems(this, ...unitProblems(this, name, parentId));

    const unit = new CfnOrganizationalUnit(this, 'Resource', { name, parentId });
    this.organizationalUnitId = unit.attrId;
    this.organizationalUnitName = name;
    this.policyTargetId = this.organizationalUnitId;
    this.policyTargetName = name;
    rememberLevel(this, this.organizationalUnitId, parentId);
    rememberLookup(this, this.organizationalUnitId, unitLookup(lookupOf(this, parentId), name));
  }
}
