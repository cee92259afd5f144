import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { IServiceBinding } from '../../../core';

/** Gives the service what it uses: security group rules to the tasks, permissions to their role, parameters in time. */
export function connect(service: IConnectable & IConstruct, taskRole: Role, uses: IServiceBinding[]): void {
  for (const use of uses) {
    use.allowAccessFrom(service);
    use.grantUse(taskRole);
    service.node.addDependency(...Object.values(use.parameters));
  }
}
