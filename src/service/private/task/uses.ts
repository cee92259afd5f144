import { FargateService } from 'aws-cdk-lib/aws-ecs';
import { Role } from 'aws-cdk-lib/aws-iam';
import { IServiceBinding } from '../../../core';

/** Gives the service what it uses: security group rules to the tasks, permissions to their role, parameters in time. */
export function connect(service: FargateService, taskRole: Role, uses: IServiceBinding[]): void {
  for (const use of uses) {
    use.allowAccessFrom(service);
    use.grantUse(taskRole);
    service.node.addDependency(...Object.values(use.parameters));
  }
}
