/** Options of a control with settings that change now and then. */
export interface MaintainedControlOptions {
  /**
   * ARNs of roles that may change what the control keeps, such as the role that CloudFormation deploys the stacks of the
   * security account with. `*` may end the name of a role, as `cdk-hnb659fds-cfn-exec-role-100000000001-*`. What deletes or
   * disables stays denied to them.
   * @default - no role
   */
  readonly maintainerRoleArns?: string[];
}
