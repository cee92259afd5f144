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

  /** Each host with an alias record, and whether anything stands where the alias leads. */
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

/** Whether anything stands behind a record; the emulator itself finds what, by the host that was asked for. */
export function behind(host, target, loadBalancers) {
  const dnsName = target.replace(/^dualstack\./, '');
  const isThere =
    target.endsWith('.cloudfront.net') || loadBalancers.some(({ DNSName }) => DNSName.toLowerCase() === dnsName);
  return isThere ? { host } : { nowhere: target };
}

function withoutDot(name) {
  return name.toLowerCase().replace(/\.$/, '');
}
