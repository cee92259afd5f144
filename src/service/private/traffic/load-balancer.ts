import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IVpc, Peer, Port, SecurityGroup, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, DesyncMitigationMode } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { Timeouts } from './timeouts';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { logBucket } from '../../../core/private/resources/log-bucket';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';
import { ApiExposure } from '../../api-exposure';
import type { ApiTrafficOptions } from '../../api-traffic-options';
import type { BankApiServiceProps } from '../../bank-api-service';
import { privateSubnets } from '../placement/subnets';
import { isNotReady } from '../rollout/task-count';

/** The load balancer, and who may call it. */
export function loadBalancerFor(
  scope: Construct,
  props: BankApiServiceProps,
  timeouts: Timeouts,
): ApplicationLoadBalancer {
  const { vpc, exposure = ApiExposure.internet() } = props;
  const loadBalancer = new ApplicationLoadBalancer(scope, 'LoadBalancer', {
    vpc,
    vpcSubnets: subnetsFor(props, exposure),
    internetFacing: exposure.isPublic,
    securityGroup: callersOf(scope, vpc, exposure),
    // Not before there is something to protect: a first deployment that fails has to take it away again.
    deletionProtection: !props.withoutDeletionProtection && !isNotReady(props),
    dropInvalidHeaderFields: true,
    desyncMitigationMode: DesyncMitigationMode.STRICTEST,
    idleTimeout: timeouts.idle,
    http2Enabled: true,
  });
  if (props.webAclArn !== undefined) {
    new CfnWebACLAssociation(scope, 'WebAcl', {
      resourceArn: loadBalancer.loadBalancerArn,
      webAclArn: props.webAclArn,
    });
  }
  return loadBalancer;
}

/** Logs every request into a bucket of the API's own, or one that exists. */
export function accessLogsOf(
  scope: Construct,
  loadBalancer: ApplicationLoadBalancer,
  props: ApiTrafficOptions & { readonly removalPolicy?: RemovalPolicy },
): IBucket {
  const isDestroyed = removalPolicyOf(scope, props.removalPolicy) === RemovalPolicy.DESTROY;
  const bucket =
    props.accessLogBucket ??
    logBucket(scope, {
      retention: props.accessLogRetention,
      // Load balancers write a test file as soon as they may: what a failed creation leaves is not empty, and stays.
      removalPolicy: isDestroyed ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
  loadBalancer.setAttribute('access_logs.s3.enabled', 'true');
  loadBalancer.setAttribute('access_logs.s3.bucket', bucket.bucketName);
  loadBalancer.setAttribute('access_logs.s3.prefix', 'alb');
  // CDK's own statement lets an account of AWS's write, of which regions since 2022 have none. A bucket that is not made
  // in this app takes no statement from here.
  const { policyDependable } = bucket.addToResourcePolicy(deliveryTo(bucket, Stack.of(scope)));
  if (policyDependable) {
    loadBalancer.node.defaultChild!.node.addDependency(policyDependable); // not the records, which are its children too
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

function subnetsFor(props: BankApiServiceProps, exposure: ApiExposure): SubnetSelection {
  const own = exposure.isPublic ? { subnets: props.vpc.publicSubnets } : privateSubnets(props.vpc);
  return props.loadBalancerSubnets ?? own;
}

/** Nobody but who was named: a range of addresses here, clients in the VPC one by one. */
function callersOf(scope: Construct, vpc: IVpc, { addressRanges }: ApiExposure): SecurityGroup {
  const group = new SecurityGroup(scope, 'LoadBalancerSecurityGroup', {
    vpc,
    description: 'Who may call the load balancer',
    allowAllOutbound: false,
  });
  for (const range of addressRanges) {
    group.addIngressRule(Peer.ipv4(range), Port.tcp(443), 'Callers');
    group.addIngressRule(Peer.ipv4(range), Port.tcp(80), 'Callers, to be redirected');
  }
  if (addressRanges.includes('0.0.0.0/0')) {
    acknowledge(group, 'EC23', 'The API is for everybody on the internet; a narrower exposure is one property away.');
  }
  return group;
}
