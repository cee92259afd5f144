import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';

/** Options of the access log of a `MachineApi`. */
export interface MachineApiLogOptions {
  /**
   * Whether this stack creates the role with which API Gateway writes logs, and sets it for the account and region. One stack
   * does that; both stay when it is deleted. Without such a role API Gateway refuses the stage.
   * @default false
   */
  readonly accountLogging?: boolean;

  /**
   * Retention of the access log.
   * @default Duration.days(90)
   */
  readonly logRetention?: Duration;

  /**
   * KMS key of the access log. CloudWatch Logs is added to its policy; an imported key must allow it already.
   * @default - a key of AWS
   */
  readonly logEncryptionKey?: IKey;

  /**
   * Removal policy of the access log. `RemovalPolicy.DESTROY` takes the context `rl-bank-constructs:destroyData`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}
