import { Control, deny, maintainedBy, otherThan } from './deny';
import { MaintainedControlOptions } from '../../maintained-control-options';

const PUBLIC_ACLS = ['public-read', 'public-read-write', 'authenticated-read'];

/** Blocks of public access, and sharing that has no condition key for the public alone. */
const BLOCKS = [
  's3:PutAccountPublicAccessBlock',
  'ec2:DisableImageBlockPublicAccess',
  'ec2:DisableSnapshotBlockPublicAccess',
  'elasticmapreduce:PutBlockPublicAccessConfiguration',
  'rds:ModifyDBSnapshotAttribute',
  'rds:ModifyDBClusterSnapshotAttribute',
];

/** Headers that grant an ACL. The global groups of S3, AllUsers and AuthenticatedUsers, have everyone in them. */
const GRANTS = ['full-control', 'read', 'write', 'write-acp'].map((it) => `s3:x-amz-grant-${it}`);
const PUBLIC_GROUPS = '*/groups/global/A*';

/** Those with such a header alone have the keys of the conditions: a pattern takes less of the policy. */
const ACL_ACTIONS = ['s3:*'];

/** Nothing that holds data is given to the public. */
export function denyPublicAccess({ maintainerRoleArns = [] }: MaintainedControlOptions): Control {
  return {
    description:
      'No principal, root user included, gives the public an S3 object or bucket by the header of an ACL, a snapshot of EBS or a ' +
      `Lambda function. ${maintainedBy('changes the blocks of public access, or shares database snapshots', maintainerRoleArns)}`,
    statements: [
      deny('KeepPublicAccessBlocks', BLOCKS, { conditions: otherThan(maintainerRoleArns) }),
      deny('KeepDocumentsPrivate', ['ssm:ResetServiceSetting', 'ssm:UpdateServiceSetting'], {
        resources: ['arn:aws:ssm:*:*:servicesetting/ssm/documents/console/public-sharing-permission'],
        conditions: otherThan(maintainerRoleArns),
      }),
      deny('DenyPublicAcls', ACL_ACTIONS, { conditions: { StringEquals: { 's3:x-amz-acl': PUBLIC_ACLS } } }),
      // Keys of one condition hold together: each header has a statement.
      ...GRANTS.map((key, index) =>
        deny(`DenyPublicGrants${index + 1}`, ACL_ACTIONS, { conditions: { StringLike: { [key]: PUBLIC_GROUPS } } }),
      ),
      deny('DenyPublicSnapshots', ['ec2:ModifySnapshotAttribute'], {
        conditions: { StringEquals: { 'ec2:Add/group': 'all' } },
      }),
      deny('DenyPublicFunctions', ['lambda:AddPermission', 'lambda:PutResourcePolicy'], {
        conditions: { StringEquals: { 'lambda:Principal': '*' } },
      }),
      deny('DenyPublicFunctionUrls', ['lambda:CreateFunctionUrlConfig', 'lambda:UpdateFunctionUrlConfig'], {
        conditions: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
      }),
    ],
  };
}
