import { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { IServiceBinding } from '../core';

/** A serverless cache that speaks Valkey over TLS. */
export interface IValkeyCache extends IConstruct, IConnectable, IServiceBinding {
  /** Name of the cache. */
  readonly cacheName: string;

  /** ARN of the cache. */
  readonly cacheArn: string;

  /** Address of the cache, such as `rediss://name.serverless.apse1.cache.amazonaws.com:6379`, without credentials. */
  readonly uri: string;

  /** ElastiCache user that IAM roles log in as, `undefined` without IAM authentication. */
  readonly iamUserName?: string;

  /**
   * Grants a role to log in, where the cache has IAM authentication.
   * @param grantee role of the client
   */
  grantConnect(grantee: IGrantable): Grant;
}

/** Attributes of a cache that another app defines. */
export interface ValkeyCacheAttributes {
  /** Name of the cache. */
  readonly cacheName: string;

  /** DNS name of its endpoint, such as `name.serverless.apse1.cache.amazonaws.com`. */
  readonly endpointAddress: string;

  /** Security group of the cache. */
  readonly securityGroup: ISecurityGroup;

  /**
   * ElastiCache user that IAM roles log in as.
   * @default - the cache has no IAM authentication
   */
  readonly iamUserName?: string;
}
