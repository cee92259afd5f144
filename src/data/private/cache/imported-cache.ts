import { Stack } from 'aws-cdk-lib';
import { Connections, IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import {
  allowCacheAccess,
  cacheArnOf,
  cacheConnections,
  cacheUserArnOf,
  cacheVariables,
  grantCacheConnect,
  grantCacheUse,
} from './cache-access';
import { PendingInput, ServiceSecret } from '../../../core';
import { attributeDomainProblem, attributeNameProblems } from '../../../core/private/checks/attributes';
import { SECURITY_GROUP } from '../../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { TEXT, typeProblems } from '../../../core/private/checks/types';
import type { IValkeyCache, ValkeyCacheAttributes } from '../../i-valkey-cache';

const EXAMPLE = 'name.serverless.apse1.cache.amazonaws.com';

/** A cache of another app: nothing is created but rules and grants for its clients. */
export class ImportedCache extends Construct implements IValkeyCache {
  public readonly connections: Connections;
  public readonly cacheName: string;
  public readonly cacheArn: string;
  public readonly uri: string;
  public readonly iamUserName?: string;
  public readonly parameters: Record<string, IStringParameter> = {};
  public readonly secrets: Record<string, ServiceSecret> = {};
  public readonly pendingInputs: PendingInput[] = [];
  public readonly fingerprint = '';
  private readonly securityGroup: ISecurityGroup;

  constructor(scope: Construct, id: string, attributes: ValkeyCacheAttributes) {
    super(scope, id);
    requireProps(this, attributes, { cacheName: true, endpointAddress: true, securityGroup: true });
    const texts = { cacheName: TEXT, endpointAddress: TEXT, iamUserName: TEXT };
    throwOnProblems(this, ...typeProblems(attributes, { ...texts, securityGroup: SECURITY_GROUP }));
    const { cacheName, endpointAddress, securityGroup, iamUserName } = attributes;
    throwOnProblems(
      this,
      ...attributeNameProblems('cache/not-a-resource-name', { cacheName, iamUserName }),
      attributeDomainProblem('cache/not-a-domain-name', 'endpointAddress', endpointAddress, EXAMPLE),
    );
    this.cacheName = cacheName;
    this.cacheArn = cacheArnOf(Stack.of(this), cacheName);
    this.uri = `rediss://${endpointAddress}:6379`;
    this.iamUserName = iamUserName;
    this.securityGroup = securityGroup;
    this.connections = cacheConnections(this, securityGroup);
  }

  public get variables(): Record<string, string> {
    return cacheVariables(this);
  }

  public allowAccessFrom(client: IConnectable): void {
    allowCacheAccess(client, this.securityGroup);
  }

  public grantConnect(grantee: IGrantable): Grant {
    const userArn = this.iamUserName && cacheUserArnOf(Stack.of(this), this.iamUserName);
    return grantCacheConnect(this, grantee, userArn);
  }

  public grantUse(grantee: IGrantable): Grant {
    return grantCacheUse(this, grantee);
  }
}
