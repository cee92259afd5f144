import { CfnOutput, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  AaaaRecord,
  ARecord,
  CaaRecord,
  CaaTag,
  HostedZone,
  HttpsRecord,
  IHostedZone,
  PublicHostedZone,
  RecordTarget,
} from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { AliasTarget } from './alias-target';
import { HostedZoneSource } from './hosted-zone-source';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, TrafficTier } from '../core';
import { claim, claimCaa, claimNewZone } from './private/dns-claims';
import { aliasProblems, caaProblems, zoneProblems } from './private/dns-problems';
import { normalizeDomainName } from '../core/private/checks/domain-name';
import { throwOnProblems } from '../core/private/checks/problems';
import { childStack } from '../core/private/stacks/child-stack';
import { EDGE_REGION } from '../core/private/stacks/edge-stack';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { weakReference } from '../core/private/stacks/weak-reference';
import { recordZoneDelegation } from '../core/private/stacks/zone-delegation';

/** Every certificate authority of Amazon's; ACM may use any of them. */
const AMAZON_ISSUERS = ['amazon.com', 'amazonaws.com', 'amazontrust.com', 'awstrust.com'];

/** Properties for defining a `BankDns`. */
export interface BankDnsProps {
  /** The domain of the zone, such as `bank.example`. */
  readonly rootDomain: string;

  /** The zone: an existing one, or a new one. */
  readonly zone: HostedZoneSource;

  /**
   * Certificate authorities that may issue for the domain beside Amazon's own, such as `letsencrypt.org`; an empty
   * list leaves Amazon's alone. Amazon's are always among them, or ACM could not issue and renew.
   * @default - no CAA record: any authority may issue
   */
  readonly caaIssuers?: string[];
}

/**
 * The names of a system under one domain: the zone, and one owner for each name in it.
 *
 * An existing zone is taken by id and name, nothing is looked up. A new one is made in a stack of its own, kept when
 * that stack goes, with its name servers as output; certificates in it are refused until somebody states that the
 * parent domain points at it.
 */
export class BankDns extends Construct implements IMonitored {
  /** The zone, for certificates and records in any stack of this account and Stage. */
  public readonly zone: IHostedZone;

  /** The domain of the zone. */
  public readonly rootDomain: string;

  /**
   * Whether the parent domain points at the zone. Build what needs a certificate only when it does.
   */
  public readonly isDelegated: boolean;

  /** The stack of a new zone. An existing zone has none here. */
  public readonly zoneStack?: Stack;

  constructor(scope: Construct, id: string, props: BankDnsProps) {
    super(scope, id);
    throwOnProblems(this, ...zoneProblems(props.rootDomain, props.zone), ...caaProblems(props.caaIssuers ?? []));
    this.rootDomain = normalizeDomainName(props.rootDomain);
    this.isDelegated = props.zone.isDelegated;

    if (props.zone.isCreated) {
      claimNewZone(this, this.rootDomain);
      this.zoneStack = zoneStackOf(this);
      this.zone = this.zoneMadeIn(this.zoneStack);
    } else {
      this.zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
        hostedZoneId: props.zone.hostedZoneId!,
        zoneName: this.rootDomain,
      });
    }
    recordZoneDelegation(this.zone, { delegated: this.isDelegated, isReadableAnywhere: props.zone.isCreated });

    if (props.caaIssuers !== undefined) {
      this.addCaa(props.caaIssuers);
    }
  }

  /**
   * Leads a name to a target: an A record always, AAAA where the target has IPv6, HTTPS for distributions.
   *
   * The records are part of the target, in its stack: they come after it and leave before it.
   * @param recordName the full name, in this zone, with `rootDomain` itself for the apex
   * @param target where it leads
   */
  public addAlias(recordName: string, target: AliasTarget): void {
    throwOnProblems(this, ...aliasProblems(recordName, this.zone, target));
    claim(this, this.zone, recordName, target.owner);

    const records = new Construct(aliasesOf(target), normalizeDomainName(recordName));
    const props = { zone: this.zone, recordName, target: RecordTarget.fromAlias(target.target) };
    new ARecord(records, 'A', props);
    if (target.options.ipv6) {
      new AaaaRecord(records, 'AAAA', props);
    }
    if (target.options.https) {
      new HttpsRecord(records, 'HTTPS', props);
    }
  }

  /** None: what breaks when names break is seen from outside, by an `UptimeCheck`. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return [];
  }

  /** How often the zone is asked. */
  public get graphDefinitions(): GraphDefinition[] {
    return [
      {
        tier: TrafficTier.DNS,
        title: `Questions about names in ${this.rootDomain}`,
        healthy: 'follows the hour of the day; none at all means that the domain leads elsewhere',
        metrics: [this.metricQueries({ label: 'Questions' })],
        region: EDGE_REGION,
      },
    ];
  }

  /** None: the log of queries is not on. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * The questions that Route 53 answers about names in the zone: the sum, in us-east-1.
   * @param props how it is drawn
   */
  public metricQueries(props?: MetricOptions): Metric {
    return new Metric({
      namespace: 'AWS/Route53',
      metricName: 'DNSQueries',
      statistic: Stats.SUM,
      ...props,
      dimensionsMap: { HostedZoneId: this.zone.hostedZoneId },
      region: EDGE_REGION,
    });
  }

  private zoneMadeIn(zoneStack: Stack): IHostedZone {
    const created = new PublicHostedZone(zoneStack, 'Zone', { zoneName: this.rootDomain });
    created.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    new CfnOutput(zoneStack, 'NameServers', {
      description: `Enter these name servers for ${this.rootDomain} at the registrar, or in the parent zone`,
      value: Fn.join(' ', created.hostedZoneNameServers!),
    });
    const hostedZoneId = weakReference({
      producer: zoneStack,
      name: 'HostedZoneId',
      value: created.hostedZoneId,
      identity: () => this.rootDomain,
    });
    return HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId, zoneName: this.rootDomain });
  }

  private addCaa(furtherIssuers: string[]): void {
    claimCaa(this, this.zone);
    const issuers = [...new Set([...AMAZON_ISSUERS, ...furtherIssuers.map(normalizeDomainName)])].sort();
    new CaaRecord(this.zoneStack ?? this, 'Caa', {
      zone: this.zone,
      values: issuers.map((value) => ({ flag: 0, tag: CaaTag.ISSUE, value })),
    });
  }
}

/** A new zone is there before the stacks that use it and outlives them: it has a stack of its own. */
function zoneStackOf(dns: BankDns): Stack {
  return childStack(dns, 'ZoneStack', topLevelStack(dns), {
    suffix: `zone-${dns.rootDomain.replace(/[^a-z0-9]+/g, '-').replace(/^-/, '')}`,
    description: `The hosted zone ${dns.rootDomain}`,
    terminationProtection: true,
  });
}

function aliasesOf({ owner }: AliasTarget): Construct {
  return (owner.node.tryFindChild('Aliases') as Construct | undefined) ?? new Construct(owner as Construct, 'Aliases');
}
