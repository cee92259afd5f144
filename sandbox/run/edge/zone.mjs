import { APIGatewayClient, GetDomainNamesCommand } from '@aws-sdk/client-api-gateway';
import { DescribeLoadBalancersCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListHostedZonesCommand, ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';

const AGE = 2000;

/** Stands for DNS: the deployed records of the hosted zones and those of another provider, and whether their targets exist. */
export class Zone {
  #sandbox;
  /** @type {Promise<Map<string, ReturnType<typeof behind>>> | undefined} */
  #read;
  #at = -Infinity;

  #outside;

  /**
   * @param {import('../kernel/aws/sandbox.mjs').Sandbox} sandbox
   * @param {{ hosts: string[], address?: string }} outside hosts at a DNS provider outside of the account, which lead to its only load
   *   balancer or a REST API, and the address of the CDN before them
   */
  constructor(sandbox, outside = { hosts: [] }) {
    this.#sandbox = sandbox;
    this.#outside = outside;
  }

  /** The names of the zones, and those with a wildcard record, which may be deeper. */
  async names() {
    const { HostedZones } = await this.#sandbox.ask(Route53Client, new ListHostedZonesCommand({}));
    const zones = HostedZones.map(({ Name }) => withoutDot(Name));
    const wildcards = [...(await this.hosts()).keys()].flatMap((host) => (host.startsWith('*.') ? host.slice(2) : []));
    return [...new Set([...zones, ...wildcards, ...this.#outside.hosts])];
  }

  /** The hosts with an alias record, and whether the target of each exists. */
  hosts() {
    if (!this.#read || performance.now() - this.#at > AGE) {
      this.#at = performance.now();
      this.#read = this.#lookUp();
      this.#read.catch(() => (this.#at = -Infinity)); // read again next time
    }
    return this.#read;
  }

  async #lookUp() {
    const { HostedZones } = await this.#sandbox.ask(Route53Client, new ListHostedZonesCommand({}));
    /** @type {any[]} */
    const records = [];
    for (const { Id } of HostedZones) {
      const command = new ListResourceRecordSetsCommand({ HostedZoneId: Id.split('/').pop() });
      records.push(...(await this.#sandbox.ask(Route53Client, command)).ResourceRecordSets);
    }
    const { targets, domains, balancer } = await this.#targets();
    const aliases = records.filter(({ Type, AliasTarget }) => Type === 'A' && AliasTarget);
    /** @type {Map<string, ReturnType<typeof behind>>} */
    const hosts = new Map();
    for (const host of this.#outside.hosts) {
      const path = domains.includes(host) ? '' : pathOf(balancer);
      hosts.set(host, { host, path, from: this.#outside.address });
    }
    for (const { Name, AliasTarget } of aliases) {
      const name = withoutDot(Name);
      hosts.set(name, behind(name, withoutDot(AliasTarget.DNSName), targets));
    }
    return hosts;
  }

  /** What names lead to: load balancers, and REST APIs with a custom domain name. */
  async #targets() {
    const described = new DescribeLoadBalancersCommand({});
    const { LoadBalancers = [] } = await this.#sandbox.ask(ElasticLoadBalancingV2Client, described);
    const { items = [] } = await this.#sandbox.ask(APIGatewayClient, new GetDomainNamesCommand({}));
    return {
      targets: [...LoadBalancers.map(({ DNSName }) => DNSName), ...items.map((domain) => domain.regionalDomainName)],
      domains: items.map(({ domainName }) => domainName),
      balancer: LoadBalancers[0],
    };
  }
}

/** Where the emulator takes requests for a load balancer whose host no record of the account leads to. */
export function pathOf({ LoadBalancerName }) {
  return `/_alb/${LoadBalancerName}`;
}

/**
 * Whether the target of an alias exists; the emulator finds it by the host of a request.
 *
 * @returns {{ host: string, path?: string, from?: string, nowhere?: undefined } | { host?: undefined, nowhere: string }}
 */
export function behind(host, target, targets) {
  const dnsName = target.replace(/^dualstack\./, '');
  const isThere = target.endsWith('.cloudfront.net') || targets.some((name) => name.toLowerCase() === dnsName);
  return isThere ? { host } : { nowhere: target };
}

/**
 * What a name leads to: by a record of its own, else by the wildcard record of its closest parent.
 *
 * @param {Map<string, ReturnType<typeof behind>>} hosts
 * @param {string} name
 * @returns {ReturnType<typeof behind> | undefined}
 */
export function recordOf(hosts, name) {
  if (hosts.has(name)) return hosts.get(name);
  const parents = name.split('.').map((_, index, labels) => `*.${labels.slice(index + 1).join('.')}`);
  const found = hosts.get(parents.find((parent) => hosts.has(parent)) ?? '');
  return found?.host === undefined ? found : { host: name };
}

/** Route 53 writes `*` as `\052`. */
function withoutDot(name) {
  return name.toLowerCase().replace(/\.$/, '').replace('\\052', '*');
}
