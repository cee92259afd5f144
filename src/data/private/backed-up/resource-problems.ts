import { Token } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';
import { BackedUpResource, BackedUpResources, resourcesBelow, typesOf } from './resources';
import { formatProblem, Problem, problemIf } from '../../../core/private/checks/problems';
import { entriesOf } from '../../../core/private/checks/types';
import { renderedProperties } from '../../../core/private/stacks/resource-identity';
import { isElsewhere, topLevelStack } from '../../../core/private/stacks/stack-of';
import type { DataBackupProps } from '../../data-backup';

const MOST_TESTED = 30; // ARNs of a restore testing selection

/** Resources that AWS Backup skips or fails on. */
export function resourceProblems(
  scope: IConstruct,
  props: DataBackupProps,
  resources: BackedUpResources,
): Array<Problem | undefined> {
  const { byArn, byTag } = resources;
  const types = typesOf(resources);
  return [
    ...props.resources.map(emptyConstruct),
    problemIf(byArn.length + byTag.length === 0 && !props.resources.some(({ construct }) => construct), {
      code: 'backup/no-resources',
      prop: 'resources',
      value: 'none',
      allowed: 'must name a resource at least',
      fix: 'pass a BackupResource of each database and bucket',
    }),
    ...byArn.flatMap((resource) => problemsOf(scope, props, resource)),
    problemIf(props.continuousS3Backup === true && !types.includes('S3'), {
      code: 'backup/no-bucket',
      prop: 'continuousS3Backup',
      value: true,
      allowed: 'must be false while no resource is known to be an S3 bucket',
      fix: "add `BackupResource.fromConstruct(bucket)` to 'resources', or leave it out",
    }),
    problemIf(props.restoreTest !== undefined && types.length === 0, {
      code: 'backup/nothing-to-test',
      prop: 'restoreTest',
      value: 'given',
      allowed: 'cannot be given while each resource is selected by tag: a restore test needs its type',
      fix: "add resources by ARN to 'resources', or leave it out",
    }),
    ...types.map((type) => tooManyToTest(props, type, byArn)),
    ...entriesOf(props.restoreTest?.metadataOverrides).map(([type]) => unknownType(type, types)),
  ];
}

/** Problems that are only known when the app is whole. */
export function lateResourceProblems(props: DataBackupProps, { byArn }: BackedUpResources): string[] {
  const buckets = byArn.map(({ resource }) => resource).filter((resource) => CfnBucket.isCfnBucket(resource));
  const unversioned = buckets.filter(
    (bucket) => renderedProperties(bucket).VersioningConfiguration?.Status !== 'Enabled',
  );
  const known = new Set(byArn.map(({ resource }) => resource));
  const later = props.resources.flatMap(({ construct }) => (construct ? resourcesBelow(construct) : []));
  return [
    ...unversioned.map(({ node }) => ({
      code: 'backup/bucket-without-versioning',
      prop: 'resources',
      value: node.path,
      allowed: 'must be a bucket with versioning, which AWS Backup reads changes from',
      fix: 'create the bucket with `versioned: true`',
    })),
    ...later
      .filter(({ resource }) => !known.has(resource))
      .map(({ resource }) => ({
        code: 'backup/resource-added-later',
        prop: 'resources',
        value: resource!.node.path,
        allowed: 'must be in its construct before the backup is created, or it is not backed up',
        fix: 'create the backup after it',
      })),
  ].map(formatProblem);
}

function emptyConstruct({ construct }: BackupResource): Problem | undefined {
  return problemIf(construct !== undefined && resourcesBelow(construct).length === 0, {
    code: 'backup/nothing-in-construct',
    prop: 'resources',
    value: construct?.node.path,
    allowed: 'must contain a database, a bucket, a DynamoDB table or an EFS file system',
    fix: 'pass another resource that AWS Backup takes by `BackupResource.fromArn`; of ElastiCache it takes none: `snapshotRetention` of the nodes is their backup',
  });
}

function problemsOf(scope: IConstruct, { copyTo }: DataBackupProps, one: BackedUpResource): Array<Problem | undefined> {
  const { arn, resource } = one;
  const value = resource?.node.path ?? arn;
  const home = topLevelStack(scope);
  const there = resource
    ? topLevelStack(resource)
    : { region: partOf(arn, 3, home.region), account: partOf(arn, 4, home.account) };
  const isMember = CfnDBInstance.isCfnDBInstance(resource) && resource.dbClusterIdentifier !== undefined;
  const isMultiAzCluster =
    CfnDBCluster.isCfnDBCluster(resource) && ['mysql', 'postgres'].includes(resource.engine ?? '');
  return [
    problemIf(resource === undefined && !Token.isUnresolved(arn) && !/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+/.test(arn), {
      code: 'backup/not-an-arn',
      prop: 'resources',
      value,
      allowed: 'must be the ARN of a resource',
      fix: 'write it like "arn:aws:rds:eu-central-1:111111111111:db:orders"',
    }),
    problemIf(isElsewhere(there, home), {
      code: 'backup/resource-elsewhere',
      prop: 'resources',
      value,
      allowed: `must be in the account and region of the stack ${home.node.path}: AWS Backup sees no others`,
      fix: 'create a DataBackup in a stack beside it',
    }),
    problemIf(isMember, {
      code: 'backup/cluster-member',
      prop: 'resources',
      value,
      allowed: 'cannot be an instance of a cluster, which is backed up as a whole',
      fix: 'pass the cluster: `BackupResource.fromRdsDatabaseCluster`',
    }),
    problemIf(isMultiAzCluster && copyTo !== undefined, {
      code: 'backup/copy-of-multi-az-cluster',
      prop: 'copyTo',
      value: copyTo,
      allowed: `cannot be given for ${value}: snapshots of a Multi-AZ DB cluster cannot be copied`,
      fix: 'use an instance with Multi-AZ or an Aurora cluster, or back it up by a DataBackup of its own without copyTo',
    }),
  ];
}

/** Overrides of a type that no resource has would be left out without a word. */
function unknownType(type: string, types: string[]): Problem | undefined {
  return problemIf(!types.includes(type), {
    code: 'backup/unknown-type',
    prop: 'restoreTest.metadataOverrides',
    value: type,
    allowed: `must be the type of a resource by ARN, as AWS Backup writes it: ${types.join(', ')}`,
    fix: 'use one of these',
  });
}

function tooManyToTest({ restoreTest }: DataBackupProps, type: string, byArn: BackedUpResource[]): Problem | undefined {
  const { length } = byArn.filter((resource) => resource.type === type);
  return problemIf(restoreTest !== undefined && length > MOST_TESTED, {
    code: 'backup/too-many-to-test',
    prop: 'restoreTest',
    value: `${length} of the type ${type}`,
    allowed: `cannot be given for more than ${MOST_TESTED} resources of a type`,
    fix: 'split the resources between several DataBackups',
  });
}

/** A part of an ARN; the alternative where it is empty, as in that of a bucket, or not known. */
function partOf(arn: string, index: number, alternative: string): string {
  return (!Token.isUnresolved(arn) && arn.split(':')[index]) || alternative;
}
