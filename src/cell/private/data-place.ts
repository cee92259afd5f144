import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';

/** Where the stores of a cell are, and what encrypts them. */
export interface DataPlace {
  readonly vpc: IVpc;
  readonly subnets: SubnetSelection;
  readonly encryptionKey: IKey;
}
