import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DeployRole } from './deploy-role';
import { DeployRoleOptions } from './deploy-role-options';
import { InfrastructureScope } from './infrastructure-scope';
import { attach } from './private/attach';
import { infrastructureProblems, planProblems } from './private/infrastructure-problems';
import { infrastructureReadStatements } from './private/infrastructure-statements';
import { stackReadStatements } from './private/stack-statements';
import { throwOnProblems } from '../core/private/checks/problems';

/** Properties for defining a `PlanRole`. */
export interface PlanRoleProps extends DeployRoleOptions {
  /** The stacks that it compares with what is deployed, beside its own. Nested stacks and twins of them are among them. */
  readonly stacks: Stack[];

  /**
   * The infrastructure that it may look at, as the `InfrastructureRole` has it.
   * @default - the stacks alone
   */
  readonly infrastructure?: InfrastructureScope;

  /**
   * The qualifier of the CDK's bootstrap, whose version a diff asks for.
   * @default - each stack's own
   */
  readonly qualifier?: string;
}

/** Reads what `cdk diff --method=template` needs, and changes nothing. For pull requests, whose authors may write any workflow. */
export class PlanRole extends DeployRole {
  constructor(scope: Construct, id: string, props: PlanRoleProps) {
    super(scope, id, { ...props, description: 'Compares what is deployed with what would be' });
    throwOnProblems(
      this,
      ...planProblems(this, props),
      ...(props.infrastructure ? infrastructureProblems(this, props.infrastructure) : []),
    );
    attach(this, 'Stacks', stackReadStatements([Stack.of(this), ...props.stacks], props.qualifier));
    if (props.infrastructure) {
      attach(this, 'Infrastructure', infrastructureReadStatements(this, props.infrastructure));
    }
  }
}
