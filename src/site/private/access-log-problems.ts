import { Stack } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Problem, problemIf } from '../../core/private/checks/problems';
import type { StaticSpaSiteProps } from '../static-spa-site';

/** Opt-in regions. CloudFront delivers no logs to buckets there. */
const OPT_IN_REGIONS = new Set(
  (
    'af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ' +
    'ap-southeast-7 ca-west-1 eu-central-2 eu-south-1 eu-south-2 il-central-1 me-central-1 me-south-1 mx-central-1'
  ).split(' '),
);

/** Log buckets that CloudFront cannot write to, and retentions that S3 refuses. */
export function accessLogProblems(stack: Stack, props: StaticSpaSiteProps): Array<Problem | undefined> {
  const { accessLogBucket: given, accessLogRetention: retention } = props;
  const region = given?.env.region ?? stack.region;
  const days = retention?.toDays({ integral: false });
  return [
    problemIf(OPT_IN_REGIONS.has(region), {
      code: 'site/no-log-delivery',
      prop: 'accessLogBucket',
      value: given && given.node.path,
      allowed: `CloudFront delivers no logs to a bucket in ${region}`,
      fix: 'pass a bucket of another region, with ACLs enabled: Bucket.fromBucketAttributes(…, { bucketName, region })',
    }),
    problemIf(given !== undefined && refusesAcls(given.node.defaultChild), {
      code: 'site/log-bucket-without-acls',
      prop: 'accessLogBucket',
      value: given?.node.path,
      allowed: 'CloudFront writes access logs by ACL, and the bucket has ACLs disabled',
      fix: 'create it with `objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED`',
    }),
    problemIf(given !== undefined && retention !== undefined, {
      code: 'site/retention-of-another',
      prop: 'accessLogRetention',
      value: `${days} days`,
      allowed: "cannot be set together with 'accessLogBucket', which has a retention of its own",
      fix: 'add a lifecycle rule to that bucket',
    }),
    problemIf(days !== undefined && (!Number.isInteger(days) || days < 1), {
      code: 'site/not-a-retention',
      prop: 'accessLogRetention',
      value: `${days} days`,
      allowed: 'must be whole days, at least one',
      fix: 'pass one such as Duration.days(90)',
    }),
  ];
}

/** Whether a bucket of this app has ACLs disabled; an imported bucket is trusted. */
function refusesAcls(resource: unknown): boolean {
  if (!CfnBucket.isCfnBucket(resource)) {
    return false;
  }
  const controls = Stack.of(resource).resolve(resource.ownershipControls);
  const [rule] = (controls?.rules ?? []) as CfnBucket.OwnershipControlsRuleProperty[];
  return (rule?.objectOwnership ?? 'BucketOwnerEnforced') === 'BucketOwnerEnforced';
}
