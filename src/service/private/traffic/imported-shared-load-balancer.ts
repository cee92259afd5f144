import { Duration, Stack } from 'aws-cdk-lib';
import { IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { Connections, IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { balancerArnProblems, fullNameOf } from './load-balancer-arns';
import { clientsOf } from './load-balancer-references';
import { DURATION, SECURITY_GROUP, VPC } from '../../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { BOOLEAN, requireTypes, TEXT, TEXTS } from '../../../core/private/checks/types';
import type { ISharedLoadBalancer, SharedLoadBalancerAttributes } from '../../i-shared-load-balancer';
import { balancerOrigin } from '../cloudfront/balancer-origin';
import { requireInternal } from '../cloudfront/origin-problems';

/** Shared load balancer of another app, whose other services are not known here. */
export class ImportedSharedLoadBalancer extends Construct implements ISharedLoadBalancer {
  public readonly vpc: IVpc;
  public readonly loadBalancerArn: string;
  public readonly loadBalancerFullName: string;
  public readonly loadBalancerDnsName: string;
  public readonly loadBalancerCanonicalHostedZoneId: string;
  public readonly listenerArn: string;
  public readonly securityGroupId: string;
  public readonly certificateNames: string[];
  public readonly certificateArns: string[];
  public readonly idleTimeout: Duration;
  public readonly isPublic: boolean;
  public readonly connections: Connections;
  private readonly origin: IOrigin;

  constructor(scope: Construct, id: string, attrs: SharedLoadBalancerAttributes) {
    super(scope, id);
    requireProps(this, attrs, {
      ...{ vpc: true, loadBalancerArn: true, loadBalancerDnsName: true, loadBalancerCanonicalHostedZoneId: true },
      ...{ listenerArn: true, securityGroup: true },
    });
    requireTypes(this, attrs, {
      ...{ vpc: VPC, loadBalancerArn: TEXT, loadBalancerDnsName: TEXT, loadBalancerCanonicalHostedZoneId: TEXT },
      ...{ listenerArn: TEXT, securityGroup: SECURITY_GROUP, certificateNames: TEXTS, idleTimeout: DURATION },
      ...{ certificateArns: TEXTS, isInternal: BOOLEAN },
    });
    throwOnProblems(this, ...balancerArnProblems(Stack.of(this), attrs));
    this.vpc = attrs.vpc;
    this.loadBalancerArn = attrs.loadBalancerArn;
    this.loadBalancerFullName = fullNameOf(attrs.loadBalancerArn);
    this.loadBalancerDnsName = attrs.loadBalancerDnsName;
    this.loadBalancerCanonicalHostedZoneId = attrs.loadBalancerCanonicalHostedZoneId;
    this.listenerArn = attrs.listenerArn;
    this.securityGroupId = attrs.securityGroup.securityGroupId;
    this.certificateNames = attrs.certificateNames ?? [];
    this.certificateArns = attrs.certificateArns ?? [];
    this.idleTimeout = attrs.idleTimeout ?? Duration.seconds(60);
    this.isPublic = attrs.isInternal !== true;
    this.connections = clientsOf(this, attrs.securityGroup).connections;
    this.origin = balancerOrigin(this, this, { identity: () => attrs.loadBalancerArn });
  }

  public get vpcOrigin(): IOrigin {
    requireInternal(this, !this.isPublic);
    return this.origin;
  }
}
