// What a case has put into the buckets of its stack goes before the stack does: S3 deletes no bucket that is not empty.
import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { DeleteObjectCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';

const [StackName, region] = process.argv.slice(2);
const formation = new CloudFormationClient({ region });
const s3 = new S3Client({ region });

async function bucketsOfStack() {
  try {
    const { StackResources = [] } = await formation.send(new DescribeStackResourcesCommand({ StackName }));
    return StackResources.filter(({ ResourceType, PhysicalResourceId }) => {
      return ResourceType === 'AWS::S3::Bucket' && PhysicalResourceId;
    }).map(({ PhysicalResourceId }) => PhysicalResourceId);
  } catch (error) {
    if (/does not exist/.test(error.message)) return []; // it was never made
    throw error;
  }
}

async function empty(Bucket) {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    const left = [...Versions, ...DeleteMarkers];
    if (left.length === 0) return;
    for (const { Key, VersionId } of left) await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  }
}

try {
  for (const bucket of await bucketsOfStack()) await empty(bucket);
} catch (error) {
  console.error(error.message); // and no failure: integ-runner would destroy nothing at all
}
