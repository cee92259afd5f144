import { Stack } from 'aws-cdk-lib';
import { CfnVPCEndpointService, CfnVPCEndpointServicePermissions } from 'aws-cdk-lib/aws-ec2';
import { NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import type { ReplicationExposure } from '../../replication-exposure';

/** An endpoint service, for any stack. */
export interface EndpointService {
  readonly serviceId: string;
  readonly serviceName: string;
}

/** Creates the endpoint service, and who may connect to it. */
export function endpointServiceFor(
  scope: Construct,
  { loadBalancerArn }: NetworkLoadBalancer,
  { allowedPrincipals, allowedRegions, automaticAcceptance }: ReplicationExposure,
): EndpointService {
  const service = new CfnVPCEndpointService(scope, 'EndpointService', {
    networkLoadBalancerArns: [loadBalancerArn],
    acceptanceRequired: !automaticAcceptance,
    supportedRegions: allowedRegions.length > 0 ? allowedRegions : undefined,
  });
  new CfnVPCEndpointServicePermissions(scope, 'EndpointPermissions', {
    serviceId: service.ref,
    allowedPrincipals,
  });
  const serviceId = crossStackValue(service, { name: 'EndpointServiceId', value: service.ref });
  const { region } = Stack.of(scope);
  const prefix = region.startsWith('cn-') ? 'cn.' : '';
  return { serviceId, serviceName: `${prefix}com.amazonaws.vpce.${region}.${serviceId}` };
}
