import { Control, deny } from './deny';

/** Engines of clusters: the cluster says whether they are encrypted, and its instances do not. */
const CLUSTER_ENGINES = ['aurora*', 'docdb', 'neptune'];

/**
 * No new store without encryption, and no request to S3 without TLS.
 *
 * Requests that leave the setting out have no key: with `IfExists` they are denied as well, since the default of these
 * services is a store without encryption. EC2 always fills in its key, after the default of the account.
 */
export function requireEncryption(): Control {
  return {
    description:
      'No principal, root user included, creates a volume, a new RDS database, an ElastiCache replication group or an EFS file ' +
      'system without encryption, switches off the default encryption of EBS, or calls S3 without TLS.',
    statements: [
      deny('EncryptVolumes', ['ec2:CreateVolume', 'ec2:RunInstances'], {
        resources: ['arn:aws:ec2:*:*:volume/*'],
        conditions: { Bool: { 'ec2:Encrypted': 'false' } },
      }),
      deny('EncryptVolumesByDefault', ['ec2:DisableEbsEncryptionByDefault']),
      deny('EncryptDatabases', ['rds:CreateDBInstance'], {
        resources: ['arn:aws:rds:*:*:db:*'],
        conditions: {
          BoolIfExists: { 'rds:StorageEncrypted': 'false' },
          StringNotLike: { 'rds:DatabaseEngine': CLUSTER_ENGINES },
        },
      }),
      deny('EncryptClusters', ['rds:CreateDBCluster', 'rds:RestoreDBClusterFromS3'], {
        resources: ['arn:aws:rds:*:*:cluster:*'],
        conditions: { BoolIfExists: { 'rds:StorageEncrypted': 'false' } },
      }),
      deny('EncryptCaches', ['elasticache:CreateReplicationGroup'], {
        resources: ['arn:aws:elasticache:*:*:replicationgroup:*'],
        conditions: { BoolIfExists: { 'elasticache:AtRestEncryptionEnabled': 'false' } },
      }),
      deny('EncryptFileSystems', ['elasticfilesystem:CreateFileSystem'], {
        conditions: { BoolIfExists: { 'elasticfilesystem:Encrypted': 'false' } },
      }),
      deny('EncryptRequests', ['s3:*'], { conditions: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ],
  };
}
