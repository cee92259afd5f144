import { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { EcsServiceAttributes, IEcsService } from './i-ecs-service';
import { IServiceBinding } from '../core';

/** Internal service that this app creates, or that another app has created. */
export interface IInternalService extends IEcsService, IConnectable, IServiceBinding {
  /** Name that other services call, such as `permissions`. */
  readonly serviceConnectName: string;

  /** Name of the Cloud Map namespace. */
  readonly namespaceName: string;

  /** URL that other services of the namespace call, such as `http://permissions:50051`. */
  readonly url: string;
}

/** Attributes of an internal service that another app has created, in the account and region of the stack. */
export interface InternalServiceAttributes extends EcsServiceAttributes {
  /** Name that other services call, such as `permissions`. */
  readonly serviceConnectName: string;

  /** Name of the Cloud Map namespace. */
  readonly namespaceName: string;

  /** Port that the tasks listen on. */
  readonly containerPort: number;

  /** Security group of the tasks: `connections` and `allowAccessFrom` open it to clients. */
  readonly securityGroup: ISecurityGroup;
}
