import { ArnFormat, CfnResource, Stack } from 'aws-cdk-lib';
import { Grant, IGrantable, IRole, PolicyStatement, PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct, IConstruct } from 'constructs';
import { GRANTABLE } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { grantStatements, otherAccountOf } from '../../../core/private/resources/grant';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import { renderedProperties } from '../../../core/private/stacks/resource-identity';
import type { IFileStore } from '../../i-file-store';

/** What decides which statements a role gets. */
export interface FileAccessProps {
  readonly encryptionKey?: IKey;
  readonly writeOnce?: unknown;
}

/** What the statements are about. */
interface Files extends IConstruct {
  readonly bucketArn: string;
}

// Services are in other stacks: a CloudFormation export to one of them would block replacing the bucket, role or key.

/** Name of the bucket, for any stack. */
export function crossStackBucketName(bucket: IBucket): string {
  const replacing = ['BucketName', 'ObjectLockEnabled'];
  const identity = (resource: CfnResource) => identityOf(resource, replacing);
  return crossStackValue(bucket, { name: 'FileBucket', value: bucket.bucketName, identity });
}

/** ARN of the role, for any stack. */
export function crossStackRoleArn(role: IRole): string {
  return crossStackValue(role, { name: 'FileTenantRole', value: role.roleArn });
}

/** The logical id, and with it those properties that replace the resource where they are set. */
function identityOf(resource: CfnResource, replacing: string[]): unknown {
  const properties = renderedProperties(resource);
  const set = replacing.filter((name) => properties[name] !== undefined).map((name) => [name, properties[name]]);
  return set.length > 0 ? [resource.logicalId, set] : resource.logicalId;
}

/** ARN of a bucket by its name. */
export function bucketArnOf(scope: Construct, bucketName: string): string {
  const arnFormat = ArnFormat.NO_RESOURCE_NAME;
  return Stack.of(scope).formatArn({ service: 's3', region: '', account: '', resource: bucketName, arnFormat });
}

/** Environment variables that lead a service to the files. */
export function fileVariables({ bucketName, tenantRoleArn }: IFileStore): Record<string, string> {
  return {
    FILES_BUCKET: bucketName,
    ...(tenantRoleArn !== undefined && { FILES_TENANT_ROLE_ARN: tenantRoleArn }),
  };
}

/** Statements on the files below a prefix. Old versions stay: deleting a file adds a marker, which an operator can remove. */
export function fileStatements(store: Files, props: FileAccessProps, prefix: string): PolicyStatementProps[] {
  const { encryptionKey, writeOnce } = props;
  const { region, urlSuffix } = Stack.of(store);
  const onFiles = ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];
  const inPrefix = prefix && { conditions: { StringLike: { 's3:prefix': `${prefix}*` } } };
  const throughS3 = { StringEquals: { 'kms:ViaService': `s3.${region}.${urlSuffix}` } };
  return [
    { actions: ['s3:ListBucket'], resources: [store.bucketArn], ...(inPrefix || {}) },
    {
      actions: writeOnce ? onFiles : [...onFiles, 's3:DeleteObject'],
      resources: [`${store.bucketArn}/${prefix}*`],
    },
    ...(encryptionKey
      ? [
          {
            actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
            resources: [crossStackValue(encryptionKey, { name: 'FileKey', value: encryptionKey.keyArn })],
            conditions: throughS3,
          },
        ]
      : []),
  ];
}

/** Grants a service all files, or with a prefix per tenant the one role that reaches those of a tenant. */
export function grantFileUse(store: IFileStore, grantee: IGrantable, props: FileAccessProps): Grant {
  requireArgument(store, 'grantee', grantee, GRANTABLE);
  throwOnProblems(store, accountProblem(store, grantee));
  const { tenantRoleArn } = store;
  const statements: PolicyStatementProps[] = tenantRoleArn
    ? [{ actions: ['sts:AssumeRole', 'sts:TagSession'], resources: [tenantRoleArn] }]
    : fileStatements(store, props, '');
  const reason = 'The service reads and writes all files of this one bucket, and no other.';
  return grantStatements(
    grantee,
    statements.map((it) => new PolicyStatement(it)),
    reason,
  );
}

/** The policies of another account cannot be changed from here, and the CDK would report success. */
function accountProblem(store: IFileStore, grantee: IGrantable): Problem | undefined {
  const { account } = Stack.of(store);
  const other = otherAccountOf(store, grantee);
  return problemIf(other !== undefined, {
    code: 'file-store/role-in-other-account',
    prop: 'grantee',
    value: `a role of account ${other}`,
    allowed: `must be a role of the store's account ${account}: policies of another account cannot be changed from here`,
    fix: `grant a role of account ${account} that the other role may assume`,
  });
}
