/** Options of `ServiceControl.keepBaseline()`. */
export interface KeepBaselineOptions {
  /**
   * Names of roles that the baseline creates in each account. `*` may end a name.
   * @default - roles of the StackSet alone are kept, and `accessRoleName`
   */
  readonly roleNames?: string[];

  /**
   * Name of the role by which administrators of the management account enter a member account.
   * @default OrganizationAccountAccessRole
   */
  readonly accessRoleName?: string;
}
