import { Grant } from 'aws-cdk-lib/aws-iam';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { DeployRole } from './deploy-role';
import { DeployRoleOptions } from './deploy-role-options';
import { parameterProblems } from './private/parameter-problems';
import { throwOnProblems } from '../core/private/checks/problems';

/** Properties for defining a `ReleaseMarkerRole`. */
export interface ReleaseMarkerRoleProps extends DeployRoleOptions {
  /** The parameter that says which release runs, such as the scaffold's `SENTRY_RELEASE`. */
  readonly parameter: IStringParameter;
}

/** Writes one parameter: the release. It reads none. */
export class ReleaseMarkerRole extends DeployRole {
  constructor(scope: Construct, id: string, props: ReleaseMarkerRoleProps) {
    super(scope, id, { ...props, description: 'Says which release runs' });
    throwOnProblems(this, ...parameterProblems(this, props.parameter));
    Grant.addToPrincipal({
      grantee: this,
      actions: ['ssm:PutParameter'],
      resourceArns: [props.parameter.parameterArn],
    });
  }
}
