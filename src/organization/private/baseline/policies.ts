import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';

/** Policies of the baseline. */
export interface BaselinePolicies {
  readonly namePrefix: string;
  readonly costTags: string[];
  /** Ids of organizational units. */
  readonly targets: string[];
}

/** Types of policies that the baseline attaches: an administrator of the management account enables each first. */
export const POLICY_TYPES = ['DECLARATIVE_POLICY_EC2', 'S3_POLICY', 'TAG_POLICY'];

const assign = (value: string) => ({ '@@assign': value });

/** What an account cannot undo, whatever its administrators do: AWS holds these settings, and accounts cannot change them. */
const EC2 = {
  ec2_attributes: {
    exception_message: assign('The baseline of the organization has this setting for all accounts.'),
    image_block_public_access: { state: assign('block_new_sharing') },
    instance_metadata_defaults: {
      http_tokens: assign('required'),
      // Containers on an instance are one hop further.
      http_put_response_hop_limit: assign('2'),
      http_endpoint: assign('enabled'),
      instance_metadata_tags: assign('no_preference'),
    },
    serial_console_access: { status: assign('disabled') },
    snapshot_block_public_access: { state: assign('block_all_sharing') },
  },
};

const S3 = { s3_attributes: { public_access_block_configuration: assign('all') } };

/** Attaches what has a policy of AWS Organizations and no resource type: accounts that join have it at once. */
export function addPolicies(scope: Construct, { namePrefix, costTags, targets }: BaselinePolicies): void {
  const policy = (id: string, name: string, type: string, description: string, content: object) =>
    new CfnPolicy(scope, id, { name: `${namePrefix}-${name}`, type, description, content, targetIds: targets });
  const ec2 = policy('Ec2Policy', 'ec2', POLICY_TYPES[0], 'No public image or snapshot, and IMDSv2 by default', EC2);
  const s3 = policy('S3Policy', 's3', POLICY_TYPES[1], 'No public bucket or object', S3);
  const tags = policy('TagPolicy', 'tags', POLICY_TYPES[2], 'Spelling of the tags that costs are split by', {
    tags: Object.fromEntries([...costTags].sort().map((key) => [key.toLowerCase(), { tag_key: assign(key) }])),
  });
  // AWS Organizations takes one change at a time.
  s3.node.addDependency(ec2);
  tags.node.addDependency(s3);
}
