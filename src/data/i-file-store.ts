import { IKey } from 'aws-cdk-lib/aws-kms';
import { IConstruct } from 'constructs';
import { IServiceBinding } from '../core';

/** A private S3 bucket for the files of services. */
export interface IFileStore extends IConstruct, IServiceBinding {
  /** Name of the bucket. */
  readonly bucketName: string;

  /** ARN of the bucket. */
  readonly bucketArn: string;

  /** ARN of the role that reaches the prefix of one tenant, `undefined` without a prefix per tenant. */
  readonly tenantRoleArn?: string;
}

/** Attributes of a file store that another app defines. */
export interface FileStoreAttributes {
  /** Name of the bucket. */
  readonly bucketName: string;

  /**
   * ARN of its tenant role.
   * @default - the store has no prefix per tenant
   */
  readonly tenantRoleArn?: string;

  /**
   * Customer managed KMS key of the bucket.
   * @default - encryption with keys of S3
   */
  readonly encryptionKey?: IKey;

  /**
   * Whether the store is write-once: a service may not delete files then.
   * @default false
   */
  readonly writeOnce?: boolean;
}
