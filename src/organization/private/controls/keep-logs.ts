import { Control, deny, listed, maintainedBy, otherThan } from './deny';
import { KeepLogsOptions } from '../../keep-logs-options';

/** Removing logs: no principal needs it, so no principal is exempted. */
const OBJECTS = ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention'];
const GROUPS = ['logs:DeleteLogGroup', 'logs:DeleteLogStream'];
const TRAILS = ['cloudtrail:DeleteTrail', 'cloudtrail:StopLogging'];
const KEYS = ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:DeleteImportedKeyMaterial'];

/** Changes that an update of the archive's stack makes, and by which logs would be lost later. */
const TRAIL_CHANGES = ['cloudtrail:UpdateTrail', 'cloudtrail:PutEventSelectors'];
const BUCKET_CHANGES = [
  's3:DeleteBucketPolicy',
  's3:PutBucketPolicy',
  's3:PutBucketVersioning',
  's3:PutBucketObjectLockConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
  's3:PutEncryptionConfiguration',
  's3:PutBucketOwnershipControls',
  's3:PutBucketAcl',
  's3:PutBucketPublicAccessBlock',
];
const GROUP_CHANGES = [
  'logs:PutRetentionPolicy',
  'logs:DeleteSubscriptionFilter',
  'logs:PutSubscriptionFilter', // replaces the filter of the same name
  'logs:AssociateKmsKey', // the logs cannot be read without the key
];
const KEY_CHANGES = ['kms:PutKeyPolicy', 'kms:DisableKeyRotation'];

/** Trails, archived objects and kept log groups stay. */
export function keepLogs(options: KeepLogsOptions): Control {
  const { bucketNames, logGroupPrefixes = [], trailNames = [], keyArns = [], maintainerRoleArns = [] } = options;
  const buckets = bucketNames.map((name) => `arn:aws:s3:::${name}`);
  const objects = buckets.map((bucket) => `${bucket}/*`);
  const groups = logGroupPrefixes.map((prefix) => `arn:aws:logs:*:*:log-group:${prefix}*`);
  const trails = trailNames.map((name) => `arn:aws:cloudtrail:*:*:trail/${name}`);
  const others = { conditions: otherThan(maintainerRoleArns) };
  const onTrails = trails.length > 0 ? { resources: trails } : {};
  return {
    description: [
      `No principal, root user included, deletes or stops ${trails.length > 0 ? `the trail ${listed(trailNames)}` : 'a trail'},`,
      `deletes ${listed(bucketNames, 'or')}${bucketNames.length > 1 ? ', or an object in one of them' : ' or an object in it'}`,
      `${groups.length > 0 ? `, deletes a log group under ${listed(logGroupPrefixes)}` : ''}`,
      `${keyArns.length > 0 ? `, disables the key ${listed(keyArns)}` : ''}. `,
      maintainedBy('changes them', maintainerRoleArns),
    ]
      .join(' ')
      .replace(/ +([,.])/g, '$1')
      .replace(/ {2,}/g, ' '),
    statements: [
      deny('KeepTrails', TRAILS, onTrails),
      deny('KeepTrailSettings', TRAIL_CHANGES, { ...onTrails, ...others }),
      deny('KeepArchive', ['s3:DeleteBucket', ...OBJECTS], { resources: [...buckets, ...objects] }),
      deny('KeepArchiveSettings', BUCKET_CHANGES, { resources: buckets, ...others }),
      ...(groups.length > 0
        ? [
            deny('KeepLogGroups', GROUPS, { resources: groups }),
            deny('KeepLogGroupSettings', GROUP_CHANGES, { resources: groups, ...others }),
          ]
        : []),
      ...(keyArns.length > 0
        ? [
            deny('KeepLogKeys', KEYS, { resources: keyArns }),
            deny('KeepLogKeySettings', KEY_CHANGES, { resources: keyArns, ...others }),
          ]
        : []),
    ],
  };
}
