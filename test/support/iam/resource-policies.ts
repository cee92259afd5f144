import { listOf, PolicyDocument } from './policies';
import { Resource, World } from './world';

/** Policies of resources, by the ARN of the resource. */
export type ResourcePolicies = ReadonlyMap<string, PolicyDocument>;

/** Where each type has a policy on the resource itself. */
const OWN: Record<string, string> = {
  'AWS::CodeArtifact::Domain': 'PermissionsPolicyDocument',
  'AWS::CodeArtifact::Repository': 'PermissionsPolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::ECR::Repository': 'RepositoryPolicyText',
};

/** Types that attach a policy to others: which property says to what, and which has the document. */
const ATTACHED: Record<string, [to: string, document: string]> = {
  'AWS::S3::BucketPolicy': ['Bucket', 'PolicyDocument'],
  'AWS::SecretsManager::ResourcePolicy': ['SecretId', 'ResourcePolicy'],
  'AWS::SNS::TopicPolicy': ['Topics', 'PolicyDocument'],
  'AWS::SQS::QueuePolicy': ['Queues', 'PolicyDocument'],
};

/** What resources say of who may use them. */
export function resourcePoliciesOf(world: World): ResourcePolicies {
  const found = new Map<string, PolicyDocument>();
  for (const resource of world.resources) {
    const document = resource.properties[OWN[resource.type]];
    if (document) found.set(resource.arn!, document);
    for (const [arn, policy] of attachedBy(world, resource)) found.set(arn, policy);
  }
  return found;
}

function attachedBy(world: World, resource: Resource): Array<[string, PolicyDocument]> {
  const [property, document] = ATTACHED[resource.type] ?? [];
  if (!property || !document) return [];
  const { properties, account } = resource;
  return listOf<string>(properties[property]).map((target) => {
    const owner = world.resources.find((it) => it.account === account && [it.ref, it.arn].includes(target) && it.arn);
    return [owner?.arn ?? arnOfBucket(target), properties[document]];
  });
}

/** A bucket that another app makes is known by its name alone. */
function arnOfBucket(name: string): string {
  return name.startsWith('arn:') ? name : `arn:aws:s3:::${name}`;
}
