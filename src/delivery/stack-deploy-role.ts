import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DeployRole } from './deploy-role';
import { DeployRoleOptions } from './deploy-role-options';
import { attach } from './private/attach';
import { stackDeployProblems } from './private/infrastructure-problems';
import { bootstrapRoleStatements } from './private/stack-statements';
import { throwOnProblems } from '../core/private/checks/problems';
import { EDGE_REGION } from '../core/private/stacks/edge-stack';

/** Properties for defining a `StackDeployRole`. */
export interface StackDeployRoleProps extends DeployRoleOptions {
  /**
   * The regions whose bootstrap roles it takes on.
   * @default - the region of the stack, and us-east-1
   */
  readonly regions?: string[];

  /**
   * The qualifier of the bootstrap.
   * @default - the one that the stack is deployed with
   */
  readonly qualifier?: string;

  /**
   * Whether it may publish images of the CDK's own too. The bank's image is not one of these.
   * @default false
   */
  readonly withImagePublishing?: boolean;
}

/**
 * Runs `cdk deploy`, by taking on the bootstrap roles of one qualifier, and may do nothing else by itself. What those
 * roles may do is decided when the account is bootstrapped: by `--cloudformation-execution-policies`, which gives
 * everything if nothing is said.
 */
export class StackDeployRole extends DeployRole {
  constructor(scope: Construct, id: string, props: StackDeployRoleProps) {
    super(scope, id, { ...props, description: 'Deploys stacks through the bootstrap roles' });
    const regions = [...new Set(props.regions ?? [Stack.of(this).region, EDGE_REGION])].sort();
    throwOnProblems(this, ...stackDeployProblems(regions, props.qualifier));
    attach(this, 'BootstrapRoles', bootstrapRoleStatements(this, regions, props));
  }
}
