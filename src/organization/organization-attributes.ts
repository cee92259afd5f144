/** Attributes of an organization that exists: `aws organizations describe-organization` and `list-roots` print them. */
export interface OrganizationAttributes {
  /** Id of the organization, such as `o-a1b2c3d4e5`. */
  readonly organizationId: string;

  /** Id of the root, such as `r-ab12`. */
  readonly rootId: string;

  /** Account id of the management account. */
  readonly managementAccountId: string;
}
