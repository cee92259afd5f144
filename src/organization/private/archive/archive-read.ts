import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { grantTo } from '../../../core/private/resources/grant';
import type { LogArchive } from '../../log-archive';

/** Reading the locked bucket: the key lets the policies of its account decide. */
export function grantArchiveRead(archive: LogArchive, grantee: IGrantable): Grant {
  const { bucket, trailKey } = archive;
  const reason = 'Logs are read as a whole: an investigation does not know their keys before.';
  return grantTo(archive, grantee, ['s3:GetBucketLocation', 's3:ListBucket'], [bucket.bucketArn])
    .combine(grantTo(archive, grantee, ['s3:GetObject', 's3:GetObjectVersion'], [bucket.arnForObjects('*')], reason))
    .combine(grantTo(archive, grantee, ['kms:Decrypt'], [trailKey.keyArn]));
}
