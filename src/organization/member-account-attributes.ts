/** Attributes of a member account that another app creates. */
export interface MemberAccountAttributes {
  /** Name of the account, such as `log-archive`. */
  readonly accountName: string;

  /** Id of the account. */
  readonly accountId: string;
}
