import { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IConstruct } from 'constructs';
import { IServiceBinding } from '../core';

/** A replication group of ElastiCache that speaks the protocol of Redis over TLS and evicts nothing. */
export interface IRedisReplicationGroup extends IConstruct, IConnectable, IServiceBinding {
  /** DNS name of the primary endpoint, which follows a failover. */
  readonly primaryEndpointAddress: string;

  /** Name of the ElastiCache user that services log in as. */
  readonly userName: string;

  /** Secret with the password of that user, in the field `password`. */
  readonly passwordSecret: ISecret;
}

/** Attributes of a replication group that another app defines. */
export interface RedisReplicationGroupAttributes {
  /** DNS name of the primary endpoint, such as `master.queue.abc123.apse1.cache.amazonaws.com`. */
  readonly primaryEndpointAddress: string;

  /** Security group of the replication group. */
  readonly securityGroup: ISecurityGroup;

  /** Name of the ElastiCache user that services log in as. */
  readonly userName: string;

  /** Secret with the password of that user, in the field `password`. */
  readonly passwordSecret: ISecret;
}
