/** What a policy of AWS Organizations can be attached to: the root of an organization, an organizational unit or an account. */
export interface IPolicyTarget {
  /** Id that policies are attached to, such as `r-ab12`, `ou-ab12-c3d4e5f6` or `111111111111`. */
  readonly policyTargetId: string;

  /** Name for reviewers, such as `Root` or `Workloads`. */
  readonly policyTargetName: string;
}
