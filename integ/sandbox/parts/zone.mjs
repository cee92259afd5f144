import { DescribeLoadBalancersCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListHostedZonesCommand, ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';

const AGE = 2000;

/** What DNS would answer: the records that were deployed to the hosted zones, and what stands behind each. */
export class Zone {
  #sandbox;
  #read;
  #at = -Infinity;

  constructor(sandbox) {
    this.#sandbox = sandbox;
  }

  /** The names of the zones. */
  async names() {
    const { HostedZones } = await this.#sandbox.ask(Route53Client, new ListHostedZonesCommand({}));
    return HostedZones.map(({ Name }) => withoutDot(Name));
  }

  /** Each host with an alias record, and how the emulator is asked for what the alias leads to. */
  hosts() {
    if (performance.now() - this.#at > AGE) {
      this.#at = performance.now();
      this.#read = this.#lookUp();
      this.#read.catch(() => (this.#at = -Infinity)); // asked again next time
    }
    return this.#read;
  }

  async #lookUp() {
    const { HostedZones } = await this.#sandbox.ask(Route53Client, new ListHostedZonesCommand({}));
    const records = [];
    for (const { Id } of HostedZones) {
      const asked = new ListResourceRecordSetsCommand({ HostedZoneId: Id.split('/').pop() });
      records.push(...(await this.#sandbox.ask(Route53Client, asked)).ResourceRecordSets);
    }
    const described = new DescribeLoadBalancersCommand({});
    const { LoadBalancers = [] } = await this.#sandbox.ask(ElasticLoadBalancingV2Client, described);
    const aliases = records.filter(({ Type, AliasTarget }) => Type === 'A' && AliasTarget);
    return new Map(
      aliases.map(({ Name, AliasTarget }) => [
        withoutDot(Name),
        behind(withoutDot(Name), withoutDot(AliasTarget.DNSName), LoadBalancers),
      ]),
    );
  }
}

// MiniStack answers these itself, whatever the host.
const OWN_PATHS = /^\/(?:health|_ministack|_localstack|iceberg|v2|v20180820)(?=[/?]|$)/;

/**
 * How the emulator is asked for what a record leads to. A distribution takes the host for one of its aliases; a second
 * slash hides the paths that would not get there. A load balancer is found by its name in the path, for its rules want to
 * see the host; the port is that of the listener.
 */
export function behind(host, target, loadBalancers) {
  if (target.endsWith('.cloudfront.net')) {
    return { host, pathOf: (path) => (OWN_PATHS.test(path) ? `/${path}` : path) };
  }
  const dnsName = target.replace(/^dualstack\./, '');
  const balancer = loadBalancers.find(({ DNSName }) => DNSName.toLowerCase() === dnsName);
  if (!balancer) return { nowhere: target };
  return { host: `${host}:443`, pathOf: (path) => `/_alb/${balancer.LoadBalancerName}${path}` };
}

function withoutDot(name) {
  return name.toLowerCase().replace(/\.$/, '');
}
