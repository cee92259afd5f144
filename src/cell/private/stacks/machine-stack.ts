import { Stack } from 'aws-cdk-lib';
import { NetworkPart } from './network-stack';
import { ServicesPart } from './services-stack';
import { MachineApi, MachineIntegration } from '../../../access';
import { EdgeFirewall, FirewallScope } from '../../../edge';
import { ApiDomain, BankApiService, ILoadBalancedService } from '../../../service';
import type { CellMachineApiOptions } from '../../cell-machine-api-options';
import { CellPlan, partOf } from '../cell-plan';
import { versionIn } from '../machine-problems';

/** The API for programs. */
export interface MachinePart {
  readonly stack: Stack;
  readonly api: MachineApi;
  readonly firewall: EdgeFirewall;
}

/** What the API for programs leads to. */
export interface MachineNeeds {
  readonly network: NetworkPart;
  readonly services: ServicesPart;
}

/**
 * API Gateway on a host of its own, which asks for keys and leads to the versions of the API by a VPC link. It has a firewall of its
 * own, since that of the site is for CloudFront, without Bot Control: its clients are programs.
 */
export function machineStack(
  cell: Stack,
  plan: CellPlan,
  options: CellMachineApiOptions,
  { network, services }: MachineNeeds,
): MachinePart {
  const { capacity, blockedCountries, domain } = plan;
  const { authorizer, routes, quota, throttle, exposure, mutualTls, accountLogging } = options;
  const stack = partOf(cell, 'machine', 'API for programs, and its firewall');
  const host = `machine.${domain.domainName}`;
  const hostOf = (name: string) => ApiDomain.inZone(network.dns, name);
  const firewall = new EdgeFirewall(stack, 'Firewall', {
    scope: FirewallScope.REGIONAL,
    mode: capacity.firewallMode,
    blockedCountries: blockedCountries.length > 0 ? blockedCountries : undefined,
    logRetention: capacity.logRetention,
  });
  const api = new MachineApi(stack, 'Api', {
    ...{ authorizer, quota, throttle, exposure, accountLogging },
    domain: hostOf(host),
    mutualTls: mutualTls && { ...mutualTls, domain: hostOf(`partner.${host}`) },
    webAclArn: firewall.webAclArn,
    logRetention: capacity.logRetention,
  });
  for (const { method, path, headersFromAuthorizer, ...route } of routes) {
    const service = named(services.apis[versionIn(path)!], `https://api.${domain.domainName}`);
    api.addRoute(method, path, MachineIntegration.service(service, { headersFromAuthorizer }), route);
  }
  return { stack, api, firewall };
}

/** The API by a name that its wildcard certificate covers: API Gateway compares one with the other. */
function named({ node, connections, loadBalancer, isPublic }: BankApiService, url: string): ILoadBalancedService {
  return { node, connections, loadBalancer, isPublic, url } as ILoadBalancedService;
}
