// Empties the buckets and repositories of a stack before its deletion, as CloudFormation deletes only empty ones.
import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { BatchDeleteImageCommand, ECRClient, ListImagesCommand } from '@aws-sdk/client-ecr';
import { DeleteObjectCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';

const [StackName, region] = process.argv.slice(2);
const formation = new CloudFormationClient({ region });
const s3 = new S3Client({ region });
const ecr = new ECRClient({ region });

/** @type {Record<string, (id: string) => Promise<void>>} */
const empty = {
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
    if (PhysicalResourceId) await empty[`${ResourceType}`]?.(PhysicalResourceId);
  }
} catch (error) {
  console.error(error.message); // without a failure: integ-runner would then destroy no stack
}
