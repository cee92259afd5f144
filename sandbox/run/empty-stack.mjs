// What a case has put into the buckets and repositories of its stack goes before the stack does: AWS deletes none that
// is not empty.
import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { BatchDeleteImageCommand, ECRClient, ListImagesCommand } from '@aws-sdk/client-ecr';
import { DeleteObjectCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';

const [StackName, region] = process.argv.slice(2);
const formation = new CloudFormationClient({ region });
const s3 = new S3Client({ region });
const ecr = new ECRClient({ region });

const emptied = {
  'AWS::S3::Bucket': async (Bucket) => {
    for (;;) {
      const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      const left = [...Versions, ...DeleteMarkers];
      if (left.length === 0) return;
      for (const { Key, VersionId } of left) await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
    }
  },
  'AWS::ECR::Repository': async (repositoryName) => {
    const { imageIds = [] } = await ecr.send(new ListImagesCommand({ repositoryName }));
    const digests = [...new Set(imageIds.map(({ imageDigest }) => imageDigest))].map((imageDigest) => ({
      imageDigest,
    }));
    if (digests.length > 0) await ecr.send(new BatchDeleteImageCommand({ repositoryName, imageIds: digests }));
  },
};

try {
  const { StackResources = [] } = await formation.send(new DescribeStackResourcesCommand({ StackName }));
  for (const { ResourceType, PhysicalResourceId } of StackResources) {
    if (PhysicalResourceId) await emptied[ResourceType]?.(PhysicalResourceId);
  }
} catch (error) {
  console.error(error.message); // and no failure: integ-runner would destroy nothing at all
}
