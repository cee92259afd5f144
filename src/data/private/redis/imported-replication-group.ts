import { Connections, IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { allowRedisAccess, grantNothing, redisConnections, redisSecrets, redisVariables } from './redis-access';
import { PendingInput, ServiceSecret } from '../../../core';
import { attributeDomainProblem } from '../../../core/private/checks/attributes';
import { SECRET, SECURITY_GROUP } from '../../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { TEXT, typeProblems } from '../../../core/private/checks/types';
import type { IRedisReplicationGroup, RedisReplicationGroupAttributes } from '../../i-redis-replication-group';

const EXAMPLE = 'master.queue.abc123.apse1.cache.amazonaws.com';

/** A replication group of another app: nothing is created but rules for its clients. */
export class ImportedReplicationGroup extends Construct implements IRedisReplicationGroup {
  public readonly connections: Connections;
  public readonly primaryEndpointAddress: string;
  public readonly userName: string;
  public readonly passwordSecret: ISecret;
  public readonly parameters: Record<string, IStringParameter> = {};
  public readonly pendingInputs: PendingInput[] = [];
  public readonly fingerprint = '';
  private readonly securityGroup: ISecurityGroup;

  constructor(scope: Construct, id: string, attributes: RedisReplicationGroupAttributes) {
    super(scope, id);
    const names = { primaryEndpointAddress: true, securityGroup: true, userName: true, passwordSecret: true } as const;
    requireProps(this, attributes, names);
    const types = {
      primaryEndpointAddress: TEXT,
      securityGroup: SECURITY_GROUP,
      userName: TEXT,
      passwordSecret: SECRET,
    };
    throwOnProblems(this, ...typeProblems(attributes, types));
    const { primaryEndpointAddress, securityGroup, userName, passwordSecret } = attributes;
    throwOnProblems(
      this,
      attributeDomainProblem('redis/not-a-domain-name', 'primaryEndpointAddress', primaryEndpointAddress, EXAMPLE),
    );
    this.primaryEndpointAddress = primaryEndpointAddress;
    this.userName = userName;
    this.passwordSecret = passwordSecret;
    this.securityGroup = securityGroup;
    this.connections = redisConnections(this, securityGroup);
  }

  public get variables(): Record<string, string> {
    return redisVariables(this);
  }

  public get secrets(): Record<string, ServiceSecret> {
    return redisSecrets(this);
  }

  public allowAccessFrom(client: IConnectable): void {
    allowRedisAccess(client, this.securityGroup);
  }

  public grantUse(grantee: IGrantable): Grant {
    return grantNothing(grantee);
  }
}
