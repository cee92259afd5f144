import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { ArchiveLock } from './archive-lock';
import { ILogArchive, LogArchiveAttributes } from './i-log-archive';
import { IOrganization } from './i-organization';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition } from '../core';
import { archiveAlarms, archiveGraphs, archiveQueries } from './private/archive/archive-alarms';
import { archiveBucket, landingBucket } from './private/archive/archive-buckets';
import { deliveryMetric, replicationMetric } from './private/archive/archive-metrics';
import { archiveNames, ArchiveNames } from './private/archive/archive-names';
import { archiveProblems, ARCHIVE_TYPES, placeProblems } from './private/archive/archive-problems';
import { grantArchiveRead } from './private/archive/archive-read';
import { ImportedLogArchive } from './private/archive/imported-log-archive';
import { logsStream } from './private/archive/logs-stream';
import { trailKey } from './private/archive/trail-key';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { OPTIONS, typeProblems } from '../core/private/checks/types';

/** Properties for defining a `LogArchive`. */
export interface LogArchiveProps {
  /** The organization whose accounts write to the archive, known by its id at synthesis. */
  readonly organization: IOrganization;

  /** Name of the locked bucket, such as `acme-log-archive`. All else is named after it, so that every account knows the names. */
  readonly bucketName: string;

  /**
   * How objects are locked. `ArchiveLock.compliance()` takes the context `rl-bank-constructs:lockData`, `ArchiveLock.none()` the
   * context `rl-bank-constructs:destroyData`.
   * @default ArchiveLock.governance()
   */
  readonly objectLock?: ArchiveLock;

  /**
   * Time for which each object is locked.
   * @default - seven years: 2557 days
   */
  readonly retention?: Duration;

  /**
   * Other regions whose log groups reach the archive: each gets a destination of CloudWatch Logs in a twin of the stack.
   * @default - the region of the stack alone
   */
  readonly regions?: string[];

  /**
   * Age at which objects move to S3 Glacier Instant Retrieval, which reads within milliseconds.
   * @default Duration.days(90)
   */
  readonly instantRetrievalAfter?: Duration;

  /**
   * Age at which objects move to S3 Glacier Deep Archive, which restores within 48 hours.
   * @default Duration.days(365)
   */
  readonly deepArchiveAfter?: Duration;

  /**
   * Age at which objects are deleted, after their lock.
   * @default - objects are kept
   */
  readonly expiration?: Duration;

  /**
   * Age at which objects leave the landing bucket: how long a failed replication can be repeated.
   * @default Duration.days(90)
   */
  readonly landingRetention?: Duration;

  /**
   * Removal policy of buckets and key. `RemovalPolicy.DESTROY` takes `ArchiveLock.none()`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Archive of an organization's logs, in an account of its own: written once, kept for seven years.
 *
 * CloudTrail writes to a bucket with S3 Object Lock. Other services cannot write to a bucket with a default retention: they write to
 * a landing bucket, and S3 replicates each object into the locked one. Log groups reach it by a destination of CloudWatch Logs and
 * Amazon Data Firehose.
 *
 * @see https://docs.aws.amazon.com/prescriptive-guidance/latest/security-reference-architecture/log-archive.html
 * @example
 * import { ArchiveLock, LogArchive, Organization } from 'rl-bank-constructs/organization';
 *
 * const organization = Organization.fromOrganizationAttributes(this, 'Organization', {
 *   organizationId: 'o-a1b2c3d4e5',
 *   rootId: 'r-ab12',
 *   managementAccountId: '100000000000',
 * });
 * new LogArchive(this, 'LogArchive', { organization, bucketName: 'acme-log-archive', objectLock: ArchiveLock.governance() });
 */
@propertyInjectable
export class LogArchive extends Construct implements ILogArchive, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.organization.LogArchive';

  /**
   * References a log archive that another app defines, from any account.
   * @param scope where it is referenced
   * @param id its id there
   * @param attributes its account, region and bucket
   */
  public static fromLogArchiveAttributes(scope: Construct, id: string, attributes: LogArchiveAttributes): ILogArchive {
    requireArgument('LogArchive.fromLogArchiveAttributes', 'attributes', attributes, OPTIONS);
    return new ImportedLogArchive(scope, id, attributes);
  }

  /** Account id of the archive. */
  public readonly accountId: string;

  /** Region of the buckets of the archive. */
  public readonly region: string;

  /** Name of the locked bucket, for any account. */
  public readonly bucketName: string;

  /** ARN of the locked bucket, for any account. */
  public readonly bucketArn: string;

  /** Name of the landing bucket, for any account. */
  public readonly landingBucketName: string;

  /** ARN of the landing bucket, for any account. */
  public readonly landingBucketArn: string;

  /** ARN of the alias of `trailKey`, for any account. */
  public readonly trailKeyArn: string;

  /** Regions whose log groups reach the archive, that of the stack first. */
  public readonly regions: string[];

  /** ARN of the destination of CloudWatch Logs in the region of the stack, for any account. */
  public readonly logsDestinationArn: string;

  /** Bucket whose objects are locked. */
  public readonly bucket: IBucket;

  /** Bucket that services write to, whose objects are replicated. */
  public readonly landingBucket: IBucket;

  /** KMS key that CloudTrail encrypts with. */
  public readonly trailKey: IKey;

  /** Log group with the errors of Firehose. */
  public readonly deliveryLogGroup: ILogGroup;

  private readonly names: ArchiveNames;

  constructor(scope: Construct, id: string, props: LogArchiveProps) {
    super(scope, id);
    requireProps(this, props, { organization: true, bucketName: true });
    throwOnProblems(this, ...typeProblems(props, ARCHIVE_TYPES));
    throwOnProblems(this, ...archiveProblems(this, props));
    const { account: accountId, region, partition } = Stack.of(this);
    const attributes = { accountId, region, bucketName: props.bucketName, regions: props.regions };
    throwOnProblems(this, ...placeProblems(attributes));
    const names = archiveNames(partition, attributes);
    this.names = names;
    this.accountId = names.accountId;
    this.region = names.region;
    this.bucketName = names.bucketName;
    this.bucketArn = names.bucketArn;
    this.landingBucketName = names.landingBucketName;
    this.landingBucketArn = names.landingBucketArn;
    this.trailKeyArn = names.trailKeyArn;
    this.regions = names.regions;
    this.logsDestinationArn = names.logsDestinationArn;

    this.trailKey = trailKey(this, names, props);
    this.bucket = archiveBucket(this, names, props);
    this.landingBucket = landingBucket(this, names, props, this.bucket);
    this.deliveryLogGroup = logsStream(this, names, props.organization, this.landingBucket);
  }

  /** Alarms, all tickets: `ReplicationFailed`, `LogDeliveryFailed`, `LogDeliveryLate`. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return archiveAlarms(this);
  }

  /** Graphs of what reaches the archive. */
  public get graphDefinitions(): GraphDefinition[] {
    return archiveGraphs(this);
  }

  /** Query for the errors of Firehose. */
  public get logQueries(): LogQueryDefinition[] {
    return archiveQueries(this);
  }

  /**
   * Grants a role of the archive's account to list and read the logs, those of CloudTrail included.
   * @param grantee role of an investigator or of a query service
   */
  public grantRead(grantee: IGrantable): Grant {
    return grantArchiveRead(this, grantee);
  }

  /**
   * Objects of the landing bucket that S3 failed to replicate: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricFailedReplications(props?: MetricOptions): Metric {
    return replicationMetric(this.names, 'OperationsFailedReplication', props);
  }

  /**
   * Objects of the landing bucket that S3 has not replicated yet: the maximum.
   * @param props metric options: period, statistic, label, region
   */
  public metricPendingReplications(props?: MetricOptions): Metric {
    return replicationMetric(this.names, 'OperationsPendingReplication', { statistic: 'Maximum', ...props });
  }

  /**
   * Share of Firehose's deliveries of log groups that succeeded, 0 to 1: the average.
   * @param props metric options: period, statistic, label, region
   */
  public metricDeliverySuccess(props?: MetricOptions): Metric {
    return deliveryMetric(this.names, 'DeliveryToS3.Success', { statistic: 'Average', ...props });
  }

  /**
   * Age in seconds of the oldest record that Firehose has not delivered: the maximum.
   * @param props metric options: period, statistic, label, region
   */
  public metricDeliveryAge(props?: MetricOptions): Metric {
    return deliveryMetric(this.names, 'DeliveryToS3.DataFreshness', { statistic: 'Maximum', ...props });
  }
}
