import { Construct } from 'constructs';
import { DeployRole } from './deploy-role';
import { DeployRoleOptions } from './deploy-role-options';
import { accountProblem, regionProblem } from './private/account-problem';
import { throwOnProblems } from '../core/private/checks/problems';
import { BankApiService } from '../service';

/** Properties for defining a `ServiceRollRole`. */
export interface ServiceRollRoleProps extends DeployRoleOptions {
  /** The service. */
  readonly service: BankApiService;
}

/**
 * Forces deployments of one service and follows them. It cannot choose another task definition or switch on ECS Exec. It
 * can set the number of tasks and the deployment configuration, for which ECS has no conditions.
 */
export class ServiceRollRole extends DeployRole {
  constructor(scope: Construct, id: string, props: ServiceRollRoleProps) {
    super(scope, id, { ...props, description: `Rolls the service ${props.service.serviceName}` });
    throwOnProblems(
      this,
      accountProblem(this, 'service', props.service),
      regionProblem(this, 'service', props.service),
    );
    props.service.grantRoll(this);
  }
}
