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
  RecordSet,
  RecordTarget,
} from 'aws-cdk-lib/aws-route53';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct, IConstruct } from 'constructs';
import { AliasTarget } from './alias-target';
import { HostedZoneOptions, HostedZoneSource } from './hosted-zone-source';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, TrafficTier } from '../core';
import { claim, claimCaa, claimNewZone } from './private/dns-claims';
import { aliasProblems, caaProblems, zoneProblems } from './private/dns-problems';
import { normalizeDomainName } from '../core/private/checks/domain-name';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { instance, requireTypes, TEXT, TEXTS } from '../core/private/checks/types';
import { childScope } from '../core/private/resources/child-scope';
import { childStack } from '../core/private/stacks/child-stack';
import { EDGE_REGION } from '../core/private/stacks/edge-stack';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { weakReference } from '../core/private/stacks/weak-reference';
import {
  isReadableAnywhere,
  readableZoneId,
  recordZoneDelegation,
  zoneStackOf,
} from '../core/private/stacks/zone-delegation';

/** The certificate authorities of Amazon; ACM may use any of them. */
const AMAZON_ISSUERS = ['amazon.com', 'amazonaws.com', 'amazontrust.com', 'awstrust.com'];

/** A hosted zone, with one owner for each name in it. */
export interface IBankDns extends IConstruct {
  /** Hosted zone, for certificates and records in any stack of this account and Stage. */
  readonly zone: IHostedZone;

  /** Domain of the zone. */
  readonly rootDomain: string;

  /** Whether the parent domain points at the zone. ACM can issue certificates only when it does. */
  readonly isDelegated: boolean;

  /**
   * Adds alias records for a name: A always, AAAA where the target has IPv6, HTTPS for distributions.
   * @param recordName full name, in this zone, or `rootDomain` itself for the apex
   * @param target resource that the name points to
   */
  addAlias(recordName: string, target: AliasTarget): RecordSet[];
}

/** Properties for defining a `BankDns`. */
export interface BankDnsProps {
  /** Domain of the zone, such as `bank.example`. */
  readonly rootDomain: string;

  /** Source of the hosted zone: an existing one, or a new one. */
  readonly zone: HostedZoneSource;

  /**
   * Certificate authorities that may issue for the domain beside Amazon, such as `letsencrypt.org`; an empty list allows
   * Amazon alone. Amazon is always allowed, or ACM could not issue and renew.
   * @default - no CAA record: any authority may issue
   */
  readonly caaIssuers?: string[];
}

/**
 * The Route 53 hosted zone of a domain, with one owner for each name in it.
 *
 * An existing zone is referenced by id and name, without a lookup. A new one gets a stack of its own, is retained when
 * that stack is deleted, and has its name servers as output. Certificates in it are refused until `delegated` states that
 * the parent domain points at it: ACM would wait for hours, and the deployment with it.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/AboutHZWorkingWith.html
 *
 * @example
 * import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
 * import { AliasTarget, BankDns, HostedZoneSource } from 'rl-bank-constructs/network';
 *
 * declare const distribution: cloudfront.Distribution;
 *
 * const dns = new BankDns(this, 'Dns', {
 *   rootDomain: 'bank.example',
 *   zone: HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ'),
 * });
 * dns.addAlias('app.bank.example', AliasTarget.distribution(distribution));
 */
@propertyInjectable
export class BankDns extends Construct implements IBankDns, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.network.BankDns';

  /**
   * References the zone of a team, created or imported with the CDK.
   * @param scope construct that the reference belongs to
   * @param id id of the reference in `scope`
   * @param hostedZone public hosted zone of this account and Stage
   * @param options delegation of the zone
   */
  public static fromHostedZone(
    scope: Construct,
    id: string,
    hostedZone: IHostedZone,
    options: HostedZoneOptions = {},
  ): IBankDns {
    const zone = HostedZoneSource.fromHostedZone(hostedZone, options);
    return new BankDns(scope, id, { rootDomain: hostedZone.zoneName, zone });
  }

  /** Hosted zone, for certificates and records in any stack of this account and Stage. */
  public readonly zone: IHostedZone;

  /** Domain of the zone. */
  public readonly rootDomain: string;

  /** Whether the parent domain points at the zone. ACM can issue certificates only when it does. */
  public readonly isDelegated: boolean;

  /** Stack of a new zone, `undefined` for an existing one. */
  public readonly zoneStack?: Stack;

  constructor(scope: Construct, id: string, props: BankDnsProps) {
    super(scope, id);
    requireProps(this, props, { rootDomain: true, zone: true });
    requireTypes(this, props, {
      ...{ rootDomain: TEXT, caaIssuers: TEXTS, zone: instance('a HostedZoneSource', 'isDelegated') },
    });
    throwOnProblems(this, ...zoneProblems(props.rootDomain, props.zone), ...caaProblems(props.caaIssuers ?? []));
    this.rootDomain = normalizeDomainName(props.rootDomain);
    this.isDelegated = props.zone.isDelegated;

    if (props.zone._isNew) {
      claimNewZone(this, this.rootDomain);
      this.zoneStack = zoneStackFor(this);
    }
    this.zone = this.zoneStack ? this.zoneCreatedIn(this.zoneStack) : this.existingZone(props.zone);

    if (props.caaIssuers !== undefined) {
      this.addCaa(props.caaIssuers);
    }
  }

  /**
   * Adds alias records for a name: A always, AAAA where the target has IPv6, HTTPS for distributions.
   *
   * The records are children of the target, in its stack: they are created after it and deleted before it.
   * @param recordName full name, in this zone, or `rootDomain` itself for the apex
   * @param target resource that the name points to
   */
  public addAlias(recordName: string, target: AliasTarget): RecordSet[] {
    requireArgument(this, 'recordName', recordName, TEXT);
    requireArgument(this, 'target', target, instance('an AliasTarget', 'options'));
    throwOnProblems(this, ...aliasProblems(recordName, this.zone, target));
    claim(this, this.zone, recordName, target.owner);

    const records = new Construct(aliasesOf(target), normalizeDomainName(recordName));
    const props = { zone: this.zone, recordName, target: RecordTarget.fromAlias(target.target) };
    return [
      new ARecord(records, 'A', props),
      ...(target.options.ipv6 ? [new AaaaRecord(records, 'AAAA', props)] : []),
      ...(target.options.https ? [new HttpsRecord(records, 'HTTPS', props)] : []),
    ];
  }

  /** No alarms: an `UptimeCheck` notices broken names from outside. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return [];
  }

  /** Graph of the DNS queries. */
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

  /** No log queries: query logging is off. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * DNS queries that Route 53 answers for the zone: the sum, in us-east-1.
   * @param props metric options: period, statistic, label
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

  private existingZone({ _hostedZone: hostedZone, _hostedZoneId: hostedZoneId }: HostedZoneSource): IHostedZone {
    if (hostedZone && isReadableAnywhere(hostedZone)) {
      return hostedZone;
    }
    return this.importedZone(
      hostedZone ? readableZoneId(hostedZone) : hostedZoneId!,
      hostedZone && zoneStackOf(hostedZone),
    );
  }

  private zoneCreatedIn(zoneStack: Stack): IHostedZone {
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
    return this.importedZone(hostedZoneId, zoneStack);
  }

  private importedZone(hostedZoneId: string, createdIn: Stack | undefined): IHostedZone {
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId, zoneName: this.rootDomain });
    recordZoneDelegation(zone, { delegated: this.isDelegated, createdIn });
    return zone;
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

/** The stack of a new zone, which is deployed before the stacks that use the zone and outlives them. */
function zoneStackFor(dns: BankDns): Stack {
  return childStack(dns, 'ZoneStack', topLevelStack(dns), {
    suffix: `zone-${dns.rootDomain.replace(/[^a-z0-9]+/g, '-').replace(/^-/, '')}`,
    description: `The hosted zone ${dns.rootDomain}`,
    terminationProtection: true,
  });
}

function aliasesOf({ owner }: AliasTarget): Construct {
  return childScope(owner, 'Aliases');
}
