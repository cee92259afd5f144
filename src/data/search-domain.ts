import { Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { MathExpression, Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, IConnectable, IVpc, SecurityGroup, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { ISearchDomain, SearchDomainAttributes } from './i-search-domain';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput, ServiceSecret } from '../core';
import { placementProblems } from './private/placement-problems';
import { replacedName } from './private/replaced-name';
import { searchCluster } from './private/search/cluster';
import { ImportedDomain } from './private/search/imported-domain';
import { allowSearchAccess, domainArnOf, grantSearch, searchConnections } from './private/search/search-access';
import { searchAlarms } from './private/search/search-alarms';
import { searchGraphs } from './private/search/search-graphs';
import { SERVICE_LINKED_ROLE } from './private/search/search-inputs';
import { searchLogQueries, searchLogs } from './private/search/search-logs';
import { failedRequests, searchMetric } from './private/search/search-metrics';
import { SEARCH_TYPES, searchProblems, zoneProblem } from './private/search/search-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { typeProblems } from '../core/private/checks/types';
import { dataSubnets } from '../core/private/resources/private-subnets';
import { removalPolicyOf } from '../core/private/resources/removal-policy';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { resolveStable, weakReference } from '../core/private/stacks/weak-reference';

/** Properties for defining a `SearchDomain`. */
export interface SearchDomainProps {
  /** VPC of the nodes. A domain in a VPC never becomes a public one, nor the other way round. */
  readonly vpc: IVpc;

  /**
   * Subnets of the nodes: two or three, each in an Availability Zone of its own.
   * @default - the isolated subnets of the VPC, else the private ones
   */
  readonly subnets?: SubnetSelection;

  /**
   * Version of OpenSearch. A newer one is an upgrade in place, which OpenSearch Service checks first; there is no way back.
   * @see https://docs.aws.amazon.com/opensearch-service/latest/developerguide/version-migration.html
   * @default 'OpenSearch_2.19'
   */
  readonly engineVersion?: string;

  /**
   * Type of the data nodes, of a family whose data is on volumes. Another one is a blue/green deployment.
   * @see https://docs.aws.amazon.com/opensearch-service/latest/developerguide/supported-instance-types.html
   * @default 'r7g.large.search'
   */
  readonly dataNodeType?: string;

  /**
   * Number of data nodes, a multiple of the number of subnets.
   * @default - one in each subnet
   */
  readonly dataNodes?: number;

  /**
   * Type of the dedicated masters.
   * @default 'm7g.large.search'
   */
  readonly dedicatedMasterType?: string;

  /**
   * Number of nodes that keep the state of the cluster and no data: 3 or 5, or 0 for development. AWS recommends three for
   * production: a busy data node does not make the cluster forget who leads it.
   * @see https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-dedicatedmasternodes.html
   * @default 3
   */
  readonly dedicatedMasters?: number;

  /**
   * Whether the nodes of one of three zones stand by, for 99.99 % by the agreement of AWS. Each index then needs two copies, or a
   * multiple of three.
   * @see https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html
   * @default false
   */
  readonly multiAzWithStandby?: boolean;

  /**
   * Size of the gp3 volume of each data node.
   * @default Size.gibibytes(20)
   */
  readonly volumeSize?: Size;

  /**
   * Customer managed KMS key of volumes, snapshots and swap. Another key replaces the domain by an empty one.
   * @default - the key `aws/es` of AWS
   */
  readonly encryptionKey?: IKey;

  /**
   * Retention of the logs of slow searches, slow indexing and errors.
   * @default Duration.days(90)
   */
  readonly logRetention?: Duration;

  /**
   * Removal policy of the domain and its security group. `RemovalPolicy.DESTROY` is refused without
   * `new App({ context: { 'rl-bank-constructs:destroyData': true } })` or `-c rl-bank-constructs:destroyData=true`: the
   * snapshots of OpenSearch Service go with the domain.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A domain of Amazon OpenSearch Service in data subnets, for search and logs: HTTPS with signed requests alone, encryption at
 * rest and between nodes, nodes in two or three zones, dedicated masters, and logs in CloudWatch.
 *
 * It is closed until a service has it in its `uses`, or `allowAccessFrom` and `grantUse` allow a client.
 *
 * @see https://docs.aws.amazon.com/opensearch-service/latest/developerguide/bp.html
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import { SearchDomain } from 'rl-bank-constructs/data';
 *
 * declare const vpc: ec2.IVpc;
 *
 * new SearchDomain(this, 'Search', { vpc, dataNodeType: 'r7g.large.search' });
 */
@propertyInjectable
export class SearchDomain extends Construct implements ISearchDomain, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.data.SearchDomain';

  /**
   * References a domain that another app defines, in the account and region of the stack.
   * @param scope construct that the reference belongs to
   * @param id id of the reference in `scope`
   * @param attributes name, endpoint and security group of the domain
   */
  public static fromSearchDomainAttributes(
    scope: Construct,
    id: string,
    attributes: SearchDomainAttributes,
  ): ISearchDomain {
    return new ImportedDomain(scope, id, attributes);
  }

  /** Connections of the domain, closed by default. Rules are added to the client's stack, as by `allowAccessFrom`. */
  public readonly connections: Connections;

  /** Name of the domain: from the path of the construct, and a hash of everything that replaces it. */
  public readonly domainName: string;

  /** ARN of the domain. */
  public readonly domainArn: string;

  /** URL of the domain. */
  public readonly endpoint: string;

  /** Number of data nodes. */
  public readonly dataNodes: number;

  /** Number of dedicated masters. */
  public readonly dedicatedMasters: number;

  /** Size of the volume of each data node. */
  public readonly volumeSize: Size;

  /** No parameters: the address is a variable in plain text. */
  public readonly parameters: Record<string, IStringParameter> = {};

  /** No secrets: requests are signed by the role of the service. */
  public readonly secrets: Record<string, ServiceSecret> = {};

  /** The service-linked role of OpenSearch Service, which an account has once, before the domain is deployed. */
  public readonly pendingInputs: PendingInput[] = [SERVICE_LINKED_ROLE];

  /** Empty: another address is another value in the task definition, which starts new tasks. */
  public readonly fingerprint = '';

  private readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: SearchDomainProps) {
    super(scope, id);
    requireProps(this, props, { vpc: true });
    throwOnProblems(this, ...typeProblems(props, SEARCH_TYPES));
    const { vpc, encryptionKey, logRetention, dataNodeType = 'r7g.large.search' } = props;
    const selected = vpc.selectSubnets(props.subnets ?? dataSubnets(vpc));
    throwOnProblems(this, ...placementProblems(this, vpc, selected), zoneProblem(selected));
    const { subnetIds } = selected;
    this.dataNodes = props.dataNodes ?? subnetIds.length;
    this.dedicatedMasters = props.dedicatedMasters ?? 3;
    this.volumeSize = props.volumeSize ?? Size.gibibytes(20);
    const { dataNodes, dedicatedMasters, volumeSize } = this;
    const dedicatedMasterType = props.dedicatedMasterType ?? 'm7g.large.search';
    const numbers = { dataNodes, dedicatedMasters, volumeSize, zones: subnetIds.length };
    const size = { ...numbers, dataNodeType, dedicatedMasterType };
    throwOnProblems(this, ...searchProblems(props, size));
    const removalPolicy = removalPolicyOf(this, props.removalPolicy);
    const stack = Stack.of(this);
    this.domainName = replacedName(this, resolveStable(stack, [encryptionKey?.keyArn ?? '']), 19);
    this.domainArn = domainArnOf(stack, this.domainName);
    this.securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'Who may call the search domain',
      allowAllOutbound: false,
    });
    this.securityGroup.applyRemovalPolicy(removalPolicy); // a domain that stays needs it
    this.connections = searchConnections(this, this.securityGroup);
    const { securityGroupId } = this.securityGroup;
    const logs = searchLogs(this, { domainName: this.domainName, logRetention });
    const domain = searchCluster(this, props, { size, subnetIds, securityGroupId, logs, removalPolicy });
    this.endpoint = weakReference({
      producer: topLevelStack(this),
      name: 'SearchEndpoint',
      value: `https://${domain.attrDomainEndpoint}`,
      identity: () => [domain.logicalId, this.domainName],
    });
  }

  /** URL of the domain, as `SEARCH_ENDPOINT`. */
  public get variables(): Record<string, string> {
    return { SEARCH_ENDPOINT: this.endpoint };
  }

  /**
   * Alarms that page: `SearchClusterRed`, `SearchWritesBlocked`, `SearchKeyInaccessible`, `SearchRequestsFail`. Tickets:
   * `SearchClusterYellow`, `SearchStorageNearLimit`, `SearchMemoryPressure`, `SearchCpuHigh`, `SearchNodeMissing`,
   * `SearchSnapshotFails`, and with dedicated masters `SearchMastersBusy`.
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    return searchAlarms(this);
  }

  /** Graphs of failed requests, health, free storage, memory and CPU. */
  public get graphDefinitions(): GraphDefinition[] {
    return searchGraphs(this);
  }

  /** Queries of slow searches, slow indexing and errors. */
  public get logQueries(): LogQueryDefinition[] {
    return searchLogQueries(this.domainName);
  }

  /**
   * Opens the domain to a client. The rules belong to the client's stack, which is deployed after this one.
   * @param client service or security group that connects
   */
  public allowAccessFrom(client: IConnectable): void {
    allowSearchAccess(client, this.securityGroup);
  }

  /**
   * Grants a role every request to the OpenSearch API of this domain, and none to its configuration.
   * @param grantee task role of the service
   */
  public grantUse(grantee: IGrantable): Grant {
    return grantSearch(this, grantee);
  }

  /**
   * A metric of the domain, by its name in the documentation: the maximum.
   * @see https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-cloudwatchmetrics.html
   * @param metricName name, such as `SearchLatency`
   * @param props metric options: period, statistic, label, region
   */
  public metric(metricName: string, props?: MetricOptions): Metric {
    return searchMetric(this, metricName, props);
  }

  /**
   * Requests that OpenSearch Service answered with 5xx, in percent of all.
   * @param props metric options: period, statistic, label, region
   */
  public metricFailedRequests(props?: MetricOptions): MathExpression {
    return failedRequests(this, props);
  }

  /**
   * Free storage of the fullest data node, in mebibytes: the minimum.
   * @param props metric options: period, statistic, label, region
   */
  public metricFreeStorage(props?: MetricOptions): Metric {
    return searchMetric(this, 'FreeStorageSpace', { statistic: Stats.MINIMUM, ...props });
  }
}
