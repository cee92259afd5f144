import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { EventPattern } from 'aws-cdk-lib/aws-events';
import { Grant, IGrantable, IRole } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Bucket, IBucket, ObjectLockRetention, Transition } from 'aws-cdk-lib/aws-s3';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { FileStoreAttributes, IFileStore } from './i-file-store';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput, ServiceSecret } from '../core';
import {
  bucketArnOf,
  crossStackBucketName,
  crossStackRoleArn,
  fileVariables,
  grantFileUse,
} from './private/files/file-access';
import { fileAlarms } from './private/files/file-alarms';
import { accessLogsOf, fileBucket } from './private/files/file-bucket';
import { fileCreatedPattern } from './private/files/file-events';
import { fileGraphs } from './private/files/file-graphs';
import { requestMetric, storageMetric } from './private/files/file-metrics';
import { fileStoreProblems, FILE_STORE_TYPES } from './private/files/file-problems';
import { ImportedFileStore } from './private/files/imported-file-store';
import { tenantRole } from './private/files/tenant-role';
import { CONNECTABLE } from '../core/private/checks/cdk-types';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { requireStruct, typeProblems } from '../core/private/checks/types';

/** Properties for defining a `FileStore`. */
export interface FileStoreProps {
  /**
   * Whether each tenant has a prefix of its own, `<tenant>/`. A service has no permission on files then: it assumes
   * `tenantRole` with the session tag `tenant`, and the session reaches the files below that prefix alone.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
   * @default false
   */
  readonly prefixPerTenant?: boolean;

  /**
   * Origins of the pages that upload and download by presigned URLs, such as `https://app.bank.example` or
   * `https://*.bank.example`.
   * @default - no CORS rule: browsers can open a presigned URL, and scripts of a page cannot
   */
  readonly corsOrigins?: string[];

  /**
   * Retention of each file against deletion and overwriting, by S3 Object Lock. Setting it on a store that exists, or taking
   * it away, replaces the bucket by an empty one. `ObjectLockRetention.compliance(…)` can be shortened by no one, and is refused
   * unless the context of the app is set, by `-c rl-bank-constructs:lockData=true`.
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
   * @default - files can be deleted and overwritten, and their old versions restored
   */
  readonly writeOnce?: ObjectLockRetention;

  /**
   * Retention of versions that were deleted or overwritten: how long a mistake can be undone.
   * @default Duration.days(30)
   */
  readonly noncurrentVersionExpiration?: Duration;

  /**
   * Age at which files are deleted.
   * @default - files are kept
   */
  readonly expiration?: Duration;

  /**
   * Moves of files to other storage classes by their age, the youngest first.
   * @default - files stay in S3 Standard
   */
  readonly transitions?: Transition[];

  /**
   * Customer managed KMS key of the files. Its policy is not changed: it must let the IAM policies of the account decide, as
   * the CDK's does. Files keep the key that they were written with.
   * @default - encryption with keys of S3, which is free
   */
  readonly encryptionKey?: IKey;

  /**
   * Whether S3 sends events of the bucket to EventBridge, for rules with `objectCreatedEvents`. They are billed by event.
   * @default false
   */
  readonly eventBridgeEnabled?: boolean;

  /**
   * Whether CloudWatch has metrics of the requests, each minute, for two alarms: refused and failed requests. They are billed
   * as custom metrics.
   * @default false
   */
  readonly requestMetrics?: boolean;

  /**
   * Size that the store is expected to stay below in S3 Standard. Above it, an alarm asks why it grows.
   * @default Size.gibibytes(100)
   */
  readonly expectedSize?: Size;

  /**
   * Retention of the access logs.
   * @default Duration.days(90)
   */
  readonly accessLogRetention?: Duration;

  /**
   * Removal policy of the bucket and its access logs, which must be empty. `RemovalPolicy.DESTROY` is refused without
   * `new App({ context: { 'rl-bank-constructs:destroyData': true } })` or `-c rl-bank-constructs:destroyData=true`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Private, versioned S3 bucket for the files of services, on request with a prefix for each tenant.
 *
 * A service has it in its `uses`. Browsers upload and download by presigned URLs, which the service signs.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html
 * @example
 * import { FileStore } from 'rl-bank-constructs/data';
 *
 * new FileStore(this, 'Files', { prefixPerTenant: true, corsOrigins: ['https://*.bank.example'] });
 */
@propertyInjectable
export class FileStore extends Construct implements IFileStore, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.data.FileStore';

  /**
   * References a file store that another app defines, in the account of the stack.
   * @param scope construct that the reference belongs to
   * @param id id of the reference in `scope`
   * @param attributes names of its bucket, role and key
   */
  public static fromFileStoreAttributes(scope: Construct, id: string, attributes: FileStoreAttributes): IFileStore {
    return new ImportedFileStore(scope, id, attributes);
  }

  /** S3 bucket with the files. */
  public readonly bucket: Bucket;

  /** S3 bucket with the access logs. */
  public readonly accessLogBucket: IBucket;

  /** Role that reaches the prefix of one tenant, `undefined` without `prefixPerTenant`. */
  public readonly tenantRole?: IRole;

  /** Name of the bucket, for any stack: no CloudFormation export blocks replacing the bucket. */
  public readonly bucketName: string;

  /** ARN of the bucket, for any stack. */
  public readonly bucketArn: string;

  /** ARN of `tenantRole`, for any stack, `undefined` without a prefix per tenant. */
  public readonly tenantRoleArn?: string;

  /** Size that the store is expected to stay below. */
  public readonly expectedSize: Size;

  /** No parameters: the name of the bucket is a variable in plain text. */
  public readonly parameters: Record<string, IStringParameter> = {};

  /** No secrets: S3 knows services by their roles. */
  public readonly secrets: Record<string, ServiceSecret> = {};

  /** Nothing has to be written before a service can start. */
  public readonly pendingInputs: PendingInput[] = [];

  /** Empty: another bucket is another value in the task definition, which starts new tasks. */
  public readonly fingerprint = '';

  private readonly props: FileStoreProps;

  constructor(scope: Construct, id: string, props: FileStoreProps = {}) {
    super(scope, id);
    requireStruct(this, 'props', props);
    throwOnProblems(this, ...typeProblems(props, FILE_STORE_TYPES));
    throwOnProblems(this, ...fileStoreProblems(this, props));
    this.props = props;
    this.expectedSize = props.expectedSize ?? Size.gibibytes(100);
    this.accessLogBucket = accessLogsOf(this, props);
    this.bucket = fileBucket(this, props, this.accessLogBucket);
    this.bucketName = crossStackBucketName(this.bucket);
    this.bucketArn = bucketArnOf(this, this.bucketName);
    this.tenantRole = props.prefixPerTenant ? tenantRole(this, props) : undefined;
    this.tenantRoleArn = this.tenantRole && crossStackRoleArn(this.tenantRole);
  }

  /** Name of the bucket as `FILES_BUCKET`; with a prefix per tenant also the role to assume, `FILES_TENANT_ROLE_ARN`. */
  public get variables(): Record<string, string> {
    return fileVariables(this);
  }

  /** Alarms: `FilesLargerThanExpected`, and with `requestMetrics` also `FileRequestsFail` and `FileRequestsRefused`. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return fileAlarms(this, this.props.requestMetrics ?? false);
  }

  /** Graphs of size and number of the files, and with `requestMetrics` of requests that are refused or fail. */
  public get graphDefinitions(): GraphDefinition[] {
    return fileGraphs(this, this.props.requestMetrics ?? false);
  }

  /** No log queries: the access logs are objects in `accessLogBucket`. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * Opens nothing: S3 has no security group, and services reach AWS by port 443.
   * @param client the service
   */
  public allowAccessFrom(client: IConnectable): void {
    requireArgument(this, 'client', client, CONNECTABLE);
  }

  /**
   * Grants a service to read, write, list and delete files; with a prefix per tenant, to assume `tenantRole` and nothing else.
   * @param grantee task role of the service, in the account of the store
   */
  public grantUse(grantee: IGrantable): Grant {
    return grantFileUse(this, grantee, this.props);
  }

  /**
   * Event pattern of files that are created, for a rule of EventBridge that starts a Lambda function or a workflow.
   * @param keyPrefix beginning of the keys, such as `imports/`; without it, all files
   */
  public objectCreatedEvents(keyPrefix?: string): EventPattern {
    return fileCreatedPattern(this, keyPrefix, this.props.eventBridgeEnabled ?? false);
  }

  /**
   * Bytes of all versions in S3 Standard, once a day: the average.
   * @param props metric options: period, statistic, label, region
   */
  public metricBucketSize(props?: MetricOptions): Metric {
    return storageMetric(this, 'BucketSizeBytes', 'StandardStorage', props);
  }

  /**
   * Number of all versions in all storage classes, once a day: the average.
   * @param props metric options: period, statistic, label, region
   */
  public metricNumberOfObjects(props?: MetricOptions): Metric {
    return storageMetric(this, 'NumberOfObjects', 'AllStorageTypes', props);
  }

  /**
   * Share of requests that S3 refuses (4xx), such as by a presigned URL that has expired: the average, 0 to 1. It has data
   * with `requestMetrics`.
   * @param props metric options: period, statistic, label, region
   */
  public metric4xxErrors(props?: MetricOptions): Metric {
    return requestMetric(this, '4xxErrors', props);
  }

  /**
   * Share of requests that fail in S3 (5xx): the average, 0 to 1. It has data with `requestMetrics`.
   * @param props metric options: period, statistic, label, region
   */
  public metric5xxErrors(props?: MetricOptions): Metric {
    return requestMetric(this, '5xxErrors', props);
  }
}
