import { App, Stack } from 'aws-cdk-lib';
import { apiIn, ApiProps } from './api';
import { newApp, workloadStack } from './cloud';
import { networkIn } from './scaffold';
import { BankDns, HostedZoneSource, ImportedNetwork } from '../../src/network';
import {
  ApiDomain,
  BankApiService,
  ISharedLoadBalancer,
  SharedLoadBalancer,
  SharedLoadBalancerProps,
} from '../../src/service';

/** What a test may leave out of the properties of a shared load balancer. */
export type SharedProps = Partial<SharedLoadBalancerProps>;

/** A shared load balancer for `*.bank.example`, and what services behind it are made with. */
export interface Shared {
  readonly app: App;
  readonly stack: Stack;
  readonly dns: BankDns;
  readonly network: ImportedNetwork;
  readonly loadBalancer: SharedLoadBalancer;
}

export function sharedIn(
  stack: Stack = workloadStack(newApp(), 'Shared'),
  props: SharedProps = {},
  id = 'LoadBalancer',
): Shared {
  const network = networkIn(stack);
  const zone = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ');
  const dns = new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone });
  const loadBalancer = new SharedLoadBalancer(stack, id, {
    vpc: network.vpc,
    loadBalancerSubnets: props.exposure?.isPublic === false ? network.privateSubnets : network.publicSubnets,
    domain: ApiDomain.inZone(dns, '*.bank.example'),
    ...props,
  });
  return { app: stack.node.root as App, stack, dns, network, loadBalancer };
}

/** A service behind it, in a stack of its own unless it is given one. */
export function behind(shared: Shared, name: string, props: ApiProps = {}, id = name.split('.')[0]): BankApiService {
  const stack = workloadStack(shared.app, id.replace(/^\*/, 'wildcard'));
  return serviceIn(stack, shared, name, props);
}

export function serviceIn(stack: Stack, { network, loadBalancer, dns }: Shared, name: string, props: ApiProps = {}) {
  return apiIn(stack, {
    vpc: network.vpc,
    taskSubnets: network.privateSubnets,
    loadBalancer,
    settings: undefined,
    domain: props.domain ?? ApiDomain.inZone(dns, name),
    serviceName: `${stack.node.id}-${name.replace(/[^a-z]/g, '-')}`,
    ...props,
  });
}
