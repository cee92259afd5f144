import { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { EcsServiceAttributes, IEcsService } from './i-ecs-service';

/** API service that this app creates, or that another app has created. */
export interface IBankApiService extends IEcsService, IConnectable {
  /** URL of the API, such as `https://api.bank.example`. */
  readonly url: string;
}

/** Attributes of an API service that another app has created, in the account and region of the stack. */
export interface BankApiServiceAttributes extends EcsServiceAttributes {
  /** Full domain name, such as `api.bank.example`. */
  readonly domainName: string;

  /** Security group of the load balancer: `connections` opens it to clients. */
  readonly loadBalancerSecurityGroup: ISecurityGroup;
}
