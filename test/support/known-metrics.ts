import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** What tells a metric from every other. */
export interface Watched {
  readonly namespace: string;
  readonly metricName: string;
  /** The names of the dimensions, in the order of the alphabet. */
  readonly dimensions: string[];
}

/** A metric that AWS publishes and its service specification does not have. */
interface Documented extends Watched {
  readonly source: string;
}

const CONTAINER_INSIGHTS =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html';
const SERVERLESS_CACHE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html';
const ofVault = {
  namespace: 'AWS/Backup',
  source:
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/SupportedMetricsForResourceTagsForTelemetry.html',
};
const TOPICS = 'https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html';
const CLOUDFRONT =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html';
const WEB_ACLS = 'https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html';
const S3_REQUESTS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html';
const RDS = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html';
const AURORA = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html';
const USER_POOLS = 'https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html';
const SEARCH =
  'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-cloudwatchmetrics.html';
const DMS_VALIDATION = 'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Validating.html';
const SERVICE_CONNECT = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html';
const ofService = ['ClusterName', 'ServiceName'];

/**
 * The short list of ours. The specification knows ElastiCache by nodes alone, which a serverless cache has none of; its
 * dimension is what CloudWatch lists: https://github.com/open-constructs/aws-cdk-library/pull/68. It has no metric of AWS Backup.
 */
export const DOCUMENTED: Documented[] = [
  ...['DesiredTaskCount', 'RunningTaskCount'].map((metricName) => {
    return { namespace: 'ECS/ContainerInsights', metricName, dimensions: ofService, source: CONTAINER_INSIGHTS };
  }),
  ...[...[2, 4, 5].map((digit) => `HTTPCode_Target_${digit}XX_Count`), 'TargetResponseTime'].map((metricName) => {
    return { namespace: 'AWS/ECS', metricName, dimensions: ['TargetDiscoveryName'], source: SERVICE_CONNECT };
  }),
  ...['BytesUsedForCache', 'ElastiCacheProcessingUnits', 'ThrottledCmds'].map((metricName) => {
    return { namespace: 'AWS/ElastiCache', metricName, dimensions: ['clusterId'], source: SERVERLESS_CACHE };
  }),
  ...['BackupJobsExpired', 'BackupJobsFailed', 'CopyJobsCompleted', 'CopyJobsFailed', 'RestoreJobsFailed'].map(
    (jobs) => {
      return { ...ofVault, metricName: `NumberOf${jobs}`, dimensions: ['BackupVaultName'] };
    },
  ),
  ...[['BackupVaultName'], ['BackupVaultName', 'ResourceType']].map((dimensions) => {
    return { ...ofVault, metricName: 'NumberOfBackupJobsCompleted', dimensions };
  }),
  {
    namespace: 'AWS/CloudFront',
    metricName: 'OriginLatency',
    dimensions: ['DistributionId', 'Region'],
    source: CLOUDFRONT,
  },
  ...['AllowedRequests', 'BlockedRequests', 'CountedRequests'].map((metricName) => {
    return { namespace: 'AWS/WAFV2', metricName, dimensions: ['Rule', 'WebACL'], source: WEB_ACLS };
  }),
  ...['AllowedRequests', 'BlockedRequests'].map((metricName) => {
    return { namespace: 'AWS/WAFV2', metricName, dimensions: ['Region', 'Rule', 'WebACL'], source: WEB_ACLS };
  }),
  ...['SignIn', 'Federation'].flatMap((kind) => {
    const dimensions = [...(kind === 'Federation' ? ['IdentityProvider'] : []), 'UserPool', 'UserPoolClient'];
    return ['Successes', 'Throttles'].map((what) => {
      return { namespace: 'AWS/Cognito', metricName: `${kind}${what}`, dimensions, source: USER_POOLS };
    });
  }),
  ...['4xxErrors', '5xxErrors'].map((metricName) => {
    return { namespace: 'AWS/S3', metricName, dimensions: ['BucketName', 'FilterId'], source: S3_REQUESTS };
  }),
  ...['OperationsFailedReplication', 'OperationsPendingReplication'].map((metricName) => {
    const dimensions = ['DestinationBucket', 'RuleId', 'SourceBucket'];
    return { namespace: 'AWS/S3', metricName, dimensions, source: S3_REQUESTS };
  }),
  ...['MaximumUsedTransactionIDs', 'OldestReplicationSlotLag', 'ReplicaLag', 'TransactionLogsDiskUsage'].map(
    (metricName) => {
      return { namespace: 'AWS/RDS', metricName, dimensions: ['DBInstanceIdentifier'], source: RDS };
    },
  ),
  ...[
    ...['ACUUtilization', 'AuroraReplicaLagMaximum', 'Deadlocks', 'MaximumUsedTransactionIDs'],
    'ServerlessDatabaseCapacity',
  ].map((metricName) => {
    return { namespace: 'AWS/RDS', metricName, dimensions: ['DBClusterIdentifier'], source: AURORA };
  }),
  ...[
    ...['5xx', 'AutomatedSnapshotFailure', 'ClusterIndexWritesBlocked', 'ClusterStatus.red', 'ClusterStatus.yellow'],
    ...[
      'CPUUtilization',
      'FreeStorageSpace',
      'JVMMemoryPressure',
      'KMSKeyInaccessible',
      'MasterCPUUtilization',
      'Nodes',
    ],
    'OpenSearchRequests',
  ].map((metricName) => {
    return { namespace: 'AWS/ES', metricName, dimensions: ['ClientId', 'DomainName'], source: SEARCH };
  }),
  ...['ValidationFailed', 'ValidationPending', 'ValidationSuspended'].map((rows) => {
    const dimensions = ['ReplicationInstanceIdentifier', 'ReplicationTaskIdentifier'];
    return { namespace: 'AWS/DMS', metricName: `${rows}OverallCount`, dimensions, source: DMS_VALIDATION };
  }),
  ...['FilteredOut', 'FilteredOut-InvalidAttributes'].map((notifications) => {
    const metricName = `NumberOfNotifications${notifications}`;
    return { namespace: 'AWS/SNS', metricName, dimensions: ['TopicName'], source: TOPICS };
  }),
  {
    namespace: 'AWS/CodePipeline',
    metricName: 'FailedPipelineExecutions',
    dimensions: ['PipelineName'],
    source: 'https://docs.aws.amazon.com/codepipeline/latest/userguide/metrics-dimensions.html',
  },
  {
    namespace: 'AWS/CertificateManager',
    metricName: 'DaysToExpiry',
    dimensions: ['CertificateArn'],
    source: 'https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html',
  },
  {
    namespace: 'AWS/Logs',
    metricName: 'AnomalyCount',
    dimensions: ['LogAnomalyDetector', 'LogAnomalyPriority'],
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/LogsAnomalyDetection-Metrics.html',
  },
  {
    namespace: 'AWS/Route53',
    metricName: 'DNSQueries',
    dimensions: ['HostedZoneId'],
    source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-hosted-zones-with-cloudwatch.html',
  },
];

/** One spelling a metric, to compare by. */
export function spelled({ namespace, metricName, dimensions }: Watched): string {
  return `${namespace} ${metricName} by ${[...dimensions].sort().join(', ')}`;
}

/** Every metric of the specification, in that spelling. */
export const SPECIFIED: ReadonlySet<string> = specified();

const known = new Set([...SPECIFIED, ...DOCUMENTED.map(spelled)]);

/** Those that nobody publishes: an alarm on one of them never fires. */
export function unknownOf(watched: Watched[]): string[] {
  return [...new Set(watched.map(spelled))].filter((metric) => !known.has(metric));
}

/** The metric, or those that an expression is made of. */
export function metricsIn(metric: IMetric): Watched[] {
  const { metricStat, mathExpression } = metric.toMetricConfig();
  if (metricStat) {
    const { namespace, metricName, dimensions = [] } = metricStat;
    return [{ namespace, metricName, dimensions: dimensions.map(({ name }) => name) }];
  }
  return Object.values(mathExpression!.usingMetrics).flatMap(metricsIn);
}

/** The metrics of an alarm as its template has them. None where it is of other alarms. */
export function metricsOfAlarm({ Properties }: { Properties: any }): Watched[] {
  const stats = (Properties.Metrics ?? []).flatMap(({ MetricStat }: any) => MetricStat?.Metric ?? []);
  return [...stats, ...(Properties.MetricName ? [Properties] : [])].map(
    ({ Namespace, MetricName, Dimensions = [] }) => {
      return { namespace: Namespace, metricName: MetricName, dimensions: Dimensions.map(({ Name }: any) => Name) };
    },
  );
}

function specified(): Set<string> {
  const database = loadAwsServiceSpecSync();
  const metrics = database.all('metric').flatMap((metric) => {
    const sets = database.follow('usesDimensionSet', metric).map(({ entity }) => entity.dimensions);
    return sets.map((dimensions) => {
      return spelled({ ...metric, metricName: metric.name, dimensions: dimensions.map(({ name }) => name) });
    });
  });
  return new Set(metrics);
}
