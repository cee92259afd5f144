import { CfnDeletionPolicy, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  CfnListener,
  CfnLoadBalancer,
  DesyncMitigationMode,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { prefixListOf } from './prefix-lists';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { logBucket } from '../../../core/private/resources/log-bucket';
import { privateSubnets } from '../../../core/private/resources/private-subnets';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';
import { ApiExposure } from '../../api-exposure';
import type { ApiPlacementOptions } from '../../api-placement-options';
import type { ApiTaskOptions } from '../../api-task-options';
import type { ApiTrafficOptions } from '../../api-traffic-options';

/** Options that shape a load balancer, be it of one service or shared. */
export type LoadBalancerOptions = Pick<ApiPlacementOptions, 'vpc' | 'loadBalancerSubnets'> &
  Pick<ApiTrafficOptions, OfLoadBalancer> &
  Pick<ApiTaskOptions, 'removalPolicy'>;

type OfLoadBalancer = 'exposure' | 'webAclArn' | 'accessLogBucket' | 'accessLogRetention' | 'deletionProtection';

/** Creates the load balancer, with the web ACL that it is given. */
export function loadBalancerFor(
  scope: Construct,
  securityGroup: SecurityGroup,
  options: LoadBalancerOptions,
  idleTimeout: Duration,
): ApplicationLoadBalancer {
  const { vpc, exposure = ApiExposure.internet(), deletionProtection = true, webAclArn } = options;
  const loadBalancer = new ApplicationLoadBalancer(scope, 'LoadBalancer', {
    vpc,
    vpcSubnets: subnetsFor(options, exposure),
    internetFacing: exposure.isPublic,
    securityGroup,
    deletionProtection,
    dropInvalidHeaderFields: true,
    desyncMitigationMode: DesyncMitigationMode.STRICTEST,
    idleTimeout,
    http2Enabled: true,
  });
  if (webAclArn !== undefined) {
    new CfnWebACLAssociation(scope, 'WebAcl', { resourceArn: loadBalancer.loadBalancerArn, webAclArn });
  }
  return loadBalancer;
}

/**
 * Keeps a replaced load balancer and its listeners: CloudFormation deletes them at the end of the update, while alias records
 * and rules of the services still lead there. Deletion protection keeps no listener.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatereplacepolicy.html
 */
export function retainOnReplacement(scope: Construct): void {
  for (const resource of scope.node.findAll()) {
    if (CfnLoadBalancer.isCfnLoadBalancer(resource) || CfnListener.isCfnListener(resource)) {
      resource.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
      resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE; // said, since one of the two alone reads like a mistake
    }
  }
}

/** Logs each request to a bucket that the API creates, or to the given one. */
export function accessLogsOf(
  scope: Construct,
  loadBalancer: ApplicationLoadBalancer,
  { accessLogBucket, accessLogRetention, removalPolicy }: LoadBalancerOptions,
): IBucket {
  const isDestroyed = removalPolicyOf(scope, removalPolicy) === RemovalPolicy.DESTROY;
  const bucket =
    accessLogBucket ??
    logBucket(scope, {
      retention: accessLogRetention,
      // Load balancers write a test file at once: after a failed creation the bucket is not empty, and cannot be deleted.
      removalPolicy: isDestroyed ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
  loadBalancer.setAttribute('access_logs.s3.enabled', 'true');
  loadBalancer.setAttribute('access_logs.s3.bucket', bucket.bucketName);
  loadBalancer.setAttribute('access_logs.s3.prefix', 'alb');
  // The CDK's own statement admits an AWS account, which regions since 2022 do not have. An imported bucket takes no
  // statement from here.
  const { policyDependable } = bucket.addToResourcePolicy(deliveryTo(bucket, Stack.of(scope)));
  if (policyDependable) {
    loadBalancer.node.defaultChild!.node.addDependency(policyDependable); // not its records, which are its children too
  }
  return bucket;
}

function deliveryTo(bucket: IBucket, stack: Stack): PolicyStatement {
  return new PolicyStatement({
    sid: 'LoadBalancersWriteAccessLogs',
    principals: [new ServicePrincipal('logdelivery.elasticloadbalancing.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: [bucket.arnForObjects(`alb/AWSLogs/${stack.account}/*`)],
    conditions: {
      ArnLike: {
        'aws:SourceArn': stack.formatArn({
          service: 'elasticloadbalancing',
          resource: 'loadbalancer',
          resourceName: '*',
        }),
      },
    },
  });
}

function subnetsFor({ vpc, loadBalancerSubnets }: LoadBalancerOptions, { isPublic }: ApiExposure): SubnetSelection {
  return loadBalancerSubnets ?? (isPublic ? { subnets: vpc.publicSubnets } : privateSubnets(vpc));
}

/** Creates the security group: it admits the address ranges of the exposure, and clients that are allowed one by one. */
export function securityGroupFor(
  scope: Construct,
  { vpc, exposure = ApiExposure.internet() }: LoadBalancerOptions,
): SecurityGroup {
  const { addressRanges, isCloudFront } = exposure;
  const group = new SecurityGroup(scope, 'LoadBalancerSecurityGroup', {
    vpc,
    description: 'Who may call the load balancer',
    allowAllOutbound: false,
  });
  for (const range of addressRanges) {
    group.addIngressRule(Peer.ipv4(range), Port.tcp(443), 'Callers');
    group.addIngressRule(Peer.ipv4(range), Port.tcp(80), 'Callers, to be redirected');
  }
  if (isCloudFront) {
    const list = prefixListOf(exposure, Stack.of(scope).region)!;
    group.addIngressRule(Peer.prefixList(list), Port.tcp(443), 'CloudFront');
  }
  if (addressRanges.includes('0.0.0.0/0')) {
    acknowledge(group, 'EC23', 'The API is for everybody on the internet; a narrower exposure is one property away.');
  }
  return group;
}
