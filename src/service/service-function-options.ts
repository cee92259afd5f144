import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, ILayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import { AlarmSeverity, IServiceBinding } from '../core';
import { IRuntimeSettings } from '../data';

/** Properties for defining a `ServiceFunction`. */
export interface ServiceFunctionProps {
  /** Code of the function, such as `Code.fromAsset('worker')`. */
  readonly code: Code;

  /** Entry point in the code, such as `index.handler`. */
  readonly handler: string;

  /** Runtime of the code. */
  readonly runtime: Runtime;

  /**
   * VPC that the function opens its connections in.
   * @default - no VPC: the function reaches the internet and AWS, and nothing in a VPC
   */
  readonly vpc?: IVpc;

  /**
   * Subnets of the function.
   * @default - the private subnets of the VPC
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * Settings that the function reads: their names and ARNs become environment variables, never their values.
   * @default - no settings
   */
  readonly settings?: IRuntimeSettings;

  /**
   * Databases, caches, queues and whatever else the function uses: each brings its environment variables, security group
   * rules and permissions. A secret `DB_PASSWORD` arrives as `DB_PASSWORD_SECRET_ARN` and `DB_PASSWORD_SECRET_FIELD`.
   * @default - it reaches port 443 alone, and has the variables of `settings` and `environment`
   */
  readonly uses?: IServiceBinding[];

  /**
   * Environment variables in plain text: they are visible in the template and the console.
   * @default - the variables of `settings` and `uses` alone
   */
  readonly environment?: Record<string, string>;

  /**
   * Timeout of an invocation, 15 minutes at most.
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;

  /**
   * Memory of the function. CPU grows with it: 1,769 MiB are one vCPU.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
   * @default Size.mebibytes(512)
   */
  readonly memory?: Size;

  /**
   * Instruction set of the code.
   * @default Architecture.X86_64
   */
  readonly architecture?: Architecture;

  /**
   * Concurrent executions that are reserved for the function, and its limit: no more of them connect to a database.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
   * @default - no reservation: the limit is that of the account
   */
  readonly reservedConcurrency?: number;

  /**
   * Layers beside the code, such as the AWS Parameters and Secrets Lambda extension, which caches secrets.
   * @default - no layers
   */
  readonly layers?: ILayerVersion[];

  /**
   * Whether AWS X-Ray traces invocations.
   * @default false
   */
  readonly tracing?: boolean;

  /**
   * Severity of the alarms on errors and throttles: PAGE if users wait for the answers of the function.
   * @default AlarmSeverity.TICKET
   */
  readonly errorSeverity?: AlarmSeverity;

  /**
   * Name of the function, and of its log group below `/aws/lambda/`.
   * @default - a name that follows from the construct's path
   */
  readonly functionName?: string;

  /**
   * Retention of the log group.
   * @default Duration.days(90)
   */
  readonly logRetention?: Duration;

  /**
   * Customer managed KMS key of the log group. The policy of a key of this app gets the statement that CloudWatch Logs needs.
   * @default - encryption with keys of CloudWatch Logs
   */
  readonly logEncryptionKey?: IKey;

  /**
   * Removal policy of the log group. `RemovalPolicy.DESTROY` is refused without
   * `new App({ context: { 'rl-bank-constructs:destroyData': true } })` or `-c rl-bank-constructs:destroyData=true`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}
