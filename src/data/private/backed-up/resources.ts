import { ArnFormat, CfnResource, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { BackupResource, TagCondition } from 'aws-cdk-lib/aws-backup';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnFileSystem } from 'aws-cdk-lib/aws-efs';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';
import { resourceIdentity } from '../../../core/private/stacks/resource-identity';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { weakReference } from '../../../core/private/stacks/weak-reference';

/** Names of resource types in AWS Backup, by the types of CloudFormation. */
const TYPES: Record<string, string> = {
  'AWS::DynamoDB::GlobalTable': 'DynamoDB',
  'AWS::DynamoDB::Table': 'DynamoDB',
  'AWS::EC2::Instance': 'EC2',
  'AWS::EC2::Volume': 'EBS',
  'AWS::EFS::FileSystem': 'EFS',
  'AWS::RDS::DBCluster': 'Aurora',
  'AWS::RDS::DBInstance': 'RDS',
  'AWS::S3::Bucket': 'S3',
};

/** The same by parts of ARNs. */
const BY_ARN: Array<[RegExp, string]> = [
  [/:dynamodb:[^:]*:[^:]*:table\//, 'DynamoDB'],
  [/:ec2:[^:]*:[^:]*:instance\//, 'EC2'],
  [/:ec2:[^:]*:[^:]*:volume\//, 'EBS'],
  [/:elasticfilesystem:[^:]*:[^:]*:file-system\//, 'EFS'],
  [/:rds:[^:]*:[^:]*:cluster:/, 'Aurora'],
  [/:rds:[^:]*:[^:]*:db:/, 'RDS'],
  [/:s3:::/, 'S3'],
];

/** A resource that is backed up. */
export interface BackedUpResource {
  /** ARN in the stack of the backup. */
  readonly arn: string;
  /** Resource type as AWS Backup calls it, such as `RDS`; `undefined` if nothing tells it. */
  readonly type?: string;
  /** The resource, if this app creates it. */
  readonly resource?: CfnResource;
}

/** The resources of a backup: by ARN, and by tag. */
export interface BackedUpResources {
  readonly byArn: BackedUpResource[];
  readonly byTag: TagCondition[];
}

/** The resources that the CDK's `BackupResource`s stand for, each once, in their order. */
export function backedUpResources(resources: BackupResource[]): BackedUpResources {
  const found = resources.flatMap(({ resource, construct }) => {
    return [...(resource === undefined ? [] : [ofArn(resource)]), ...(construct ? resourcesBelow(construct) : [])];
  });
  const identities = found.map(({ resource, arn }) => resource ?? arn);
  return {
    byArn: found.filter((_, index) => identities.indexOf(identities[index]) === index),
    byTag: resources.flatMap(({ tagCondition }) => tagCondition ?? []),
  };
}

/** The types of the resources, each once. */
export function typesOf({ byArn }: BackedUpResources): string[] {
  return [...new Set(byArn.flatMap(({ type }) => type ?? []))].sort();
}

/**
 * Databases, buckets, tables and file systems below a construct. Replicas hold nothing that their source has not, and
 * access logs are no data of the construct.
 */
export function resourcesBelow(construct: IConstruct): BackedUpResource[] {
  const resources = construct.node.findAll().filter((child) => CfnResource.isCfnResource(child));
  const logs = resources.map(accessLogsOf);
  return resources.flatMap((resource) => {
    const arn = logs.includes(resource) ? undefined : arnOf(resource);
    return arn === undefined ? [] : [ofResource(resource, arn)];
  });
}

/** The bucket that gets the access logs of a bucket. */
function accessLogsOf(resource: CfnResource): CfnResource | undefined {
  if (!CfnBucket.isCfnBucket(resource)) return undefined;
  const { loggingConfiguration } = resource;
  if (loggingConfiguration === undefined || Tokenization.isResolvable(loggingConfiguration)) return undefined;
  const logs = resourceIn(loggingConfiguration.destinationBucketName ?? '');
  return logs === resource ? undefined : logs;
}

function arnOf(resource: CfnResource): string | undefined {
  if (CfnDBInstance.isCfnDBInstance(resource)) {
    const isCopy = resource.sourceDbInstanceIdentifier ?? resource.sourceDbClusterIdentifier;
    return (isCopy ?? resource.dbClusterIdentifier) ? undefined : rdsArn(resource, 'db');
  }
  if (CfnDBCluster.isCfnDBCluster(resource)) return rdsArn(resource, 'cluster');
  const hasArn =
    CfnBucket.isCfnBucket(resource) || CfnTable.isCfnTable(resource) || CfnFileSystem.isCfnFileSystem(resource);
  return hasArn ? resource.attrArn : undefined;
}

function rdsArn(resource: CfnResource, kind: string): string {
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return Stack.of(resource).formatArn({ service: 'rds', resource: kind, resourceName: resource.ref, arnFormat });
}

function ofArn(arn: string): BackedUpResource {
  const resource = resourceIn(arn);
  return resource
    ? ofResource(resource, arn)
    : { arn, type: BY_ARN.find(([pattern]) => pattern.test(textOf(arn)))?.[1] };
}

/** A resource of another stack is read weakly, so that no CloudFormation export blocks replacing it. */
function ofResource(resource: CfnResource, arn: string): BackedUpResource {
  const reference = weakReference({
    producer: topLevelStack(resource),
    name: 'BackedUpArn',
    value: arn,
    identity: () => resourceIdentity(resource),
  });
  return { arn: reference, resource, type: TYPES[resource.cfnResourceType] };
}

/** The resource of this app whose name or ARN is in the text. */
function resourceIn(arn: string): CfnResource | undefined {
  const references = Tokenization.reverseString(arn).tokens.filter((token) => Reference.isReference(token));
  const targets = references.map((reference) => (reference as Reference).target);
  return targets.find((target): target is CfnResource => CfnResource.isCfnResource(target));
}

/** The text with a mark for each token: `arn:*:s3:::name`. */
function textOf(arn: string): string {
  return Token.isUnresolved(arn) ? arn.replace(/\$\{Token\[[^\]]*\]\}/g, '*') : arn;
}
