import { Duration } from 'aws-cdk-lib';
import {
  errorRate,
  MeteredLoadBalancer,
  newConnections,
  rejectedConnections,
  requests,
  unknownRequests,
} from './load-balancer-metrics';
import { GraphDefinition, TrafficTier } from '../../../core';

/** Dashboard graphs of a shared load balancer. */
export function loadBalancerGraphs(loadBalancer: MeteredLoadBalancer): GraphDefinition[] {
  const tier = TrafficTier.LOAD_BALANCER;
  return [
    {
      tier,
      title: 'Requests to all services',
      healthy: 'follows the hour of the day; requests for unknown hosts and paths are few',
      metrics: [
        requests(loadBalancer, { label: 'forwarded' }),
        unknownRequests(loadBalancer, { label: 'answered with 404: no service has the host or path' }),
      ],
    },
    {
      tier,
      title: 'Errors of the load balancer itself, in percent',
      healthy: 'is 0; above 1 % in five minutes an alarm pages',
      metrics: [errorRate(loadBalancer, { period: Duration.minutes(5) })], // as the alarm looks at it
    },
    {
      tier,
      title: 'Connections',
      healthy: 'follows the requests, and none is rejected',
      metrics: [
        newConnections(loadBalancer, { label: 'new' }),
        rejectedConnections(loadBalancer, { label: 'rejected' }),
      ],
    },
  ];
}
