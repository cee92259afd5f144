import { ILogArchive, LogArchiveAttributes } from '../../i-log-archive';

/** Everything of an archive that follows from its place and the name of its bucket, so that every account can name it. */
export interface ArchiveNames extends Omit<ILogArchive, 'node' | 'with'> {
  /** Name of the Firehose stream, and of the destination of CloudWatch Logs in each region. */
  readonly logsName: string;

  /** Name of the alias of the key. */
  readonly trailKeyAlias: string;
}

/** The names of an archive. */
export function archiveNames(partition: string, attributes: LogArchiveAttributes): ArchiveNames {
  const { accountId, region, bucketName } = attributes;
  const landingBucketName = `${bucketName}-landing`;
  const logsName = `${bucketName}-logs`;
  const trailKeyAlias = `alias/${bucketName}-cloudtrail`;
  return {
    ...{ accountId, region, bucketName, landingBucketName, logsName, trailKeyAlias },
    regions: [region, ...[...(attributes.regions ?? [])].sort()],
    bucketArn: `arn:${partition}:s3:::${bucketName}`,
    landingBucketArn: `arn:${partition}:s3:::${landingBucketName}`,
    trailKeyArn: `arn:${partition}:kms:${region}:${accountId}:${trailKeyAlias}`,
    logsDestinationArn: destinationArn(partition, { accountId, region, bucketName }),
  };
}

/** ARN of the destination of CloudWatch Logs in a region: a log group and its destination are of one region. */
export function destinationArn(partition: string, { accountId, region, bucketName }: LogArchiveAttributes): string {
  return `arn:${partition}:logs:${region}:${accountId}:destination:${bucketName}-logs`;
}
