import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { bucketArnOf, fileVariables, grantFileUse } from './file-access';
import { PendingInput, ServiceSecret } from '../../../core';
import { CONNECTABLE, KEY } from '../../../core/private/checks/cdk-types';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument, requireProps } from '../../../core/private/checks/required-props';
import { BOOLEAN, TEXT, typeProblems } from '../../../core/private/checks/types';
import { BUCKET_NAME } from '../../../core/private/formats/bucket-name';
import type { FileStoreAttributes, IFileStore } from '../../i-file-store';

const ROLE_ARN = /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** A file store of another app: nothing is created but grants for its services. */
export class ImportedFileStore extends Construct implements IFileStore {
  public readonly bucketName: string;
  public readonly bucketArn: string;
  public readonly tenantRoleArn?: string;
  public readonly parameters: Record<string, IStringParameter> = {};
  public readonly secrets: Record<string, ServiceSecret> = {};
  public readonly pendingInputs: PendingInput[] = [];
  public readonly fingerprint = '';
  private readonly attributes: FileStoreAttributes;

  constructor(scope: Construct, id: string, attributes: FileStoreAttributes) {
    super(scope, id);
    requireProps(this, attributes, { bucketName: true });
    const types = { bucketName: TEXT, tenantRoleArn: TEXT, encryptionKey: KEY, writeOnce: BOOLEAN };
    throwOnProblems(this, ...typeProblems(attributes, types));
    const { bucketName, tenantRoleArn } = attributes;
    throwOnProblems(
      this,
      problemIf(!BUCKET_NAME.test(bucketName), {
        code: 'file-store/not-a-bucket-name',
        prop: 'bucketName',
        value: bucketName,
        allowed: 'must be the name of one bucket, without dots and wildcards',
        fix: 'write the name as S3 shows it',
      }),
      problemIf(tenantRoleArn !== undefined && !ROLE_ARN.test(tenantRoleArn), {
        code: 'file-store/not-a-role-arn',
        prop: 'tenantRoleArn',
        value: tenantRoleArn,
        allowed: 'must be the ARN of one role, without wildcards',
        fix: 'write it like "arn:aws:iam::111111111111:role/Files-TenantRole-AbCdEf"',
      }),
    );
    this.attributes = attributes;
    this.bucketName = bucketName;
    this.bucketArn = bucketArnOf(this, bucketName);
    this.tenantRoleArn = tenantRoleArn;
  }

  public get variables(): Record<string, string> {
    return fileVariables(this);
  }

  public allowAccessFrom(client: IConnectable): void {
    requireArgument(this, 'client', client, CONNECTABLE);
  }

  public grantUse(grantee: IGrantable): Grant {
    return grantFileUse(this, grantee, this.attributes);
  }
}
