import { createHash } from 'node:crypto';
import { Annotations, Duration, Lazy, Stack, Token } from 'aws-cdk-lib';
import { IVpc, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  AvailabilityZoneRebalancing,
  CfnService,
  Cluster,
  ContainerInsights,
  FargateService,
  FargateTaskDefinition,
  ICluster,
  PropagatedTagSource,
} from 'aws-cdk-lib/aws-ecs';
import { Construct, Dependable, IDependable } from 'constructs';
import { taskCount } from './task-count';
import { IApiDatabase, IRuntimeSettings } from '../../../data';
import type { BankApiServiceProps } from '../../bank-api-service';
import { FailureThreshold } from '../../failure-threshold';
import { privateSubnets } from '../placement/subnets';

/** What the service is made of beside the caller's properties. */
export interface ServiceParts {
  readonly serviceName: string;
  readonly cluster: ICluster;
  readonly taskDefinition: FargateTaskDefinition;
  readonly healthGrace: Duration;
}

/** The cluster: one of the API's own has Container Insights, another is asked to have it. */
export function clusterFor(scope: Construct, { vpc, cluster }: BankApiServiceProps, serviceName: string): ICluster {
  if (cluster) {
    Annotations.of(scope).addInfo(
      `The alarm on missing tasks needs Container Insights on the cluster: aws ecs update-cluster-settings --settings name=containerInsights,value=enhanced --cluster ${Token.isUnresolved(cluster.clusterName) ? '<cluster>' : cluster.clusterName}`,
    );
    return cluster;
  }
  const containerInsightsV2 = ContainerInsights.ENHANCED;
  return new Cluster(scope, 'Cluster', { vpc, clusterName: serviceName, containerInsightsV2 });
}

/** The service: tasks in private subnets, replaced one after the other, and taken back if they fail. */
export function serviceFor(scope: Construct, props: BankApiServiceProps, parts: ServiceParts): FargateService {
  const group = whatTasksCall(scope, props.vpc, props.database);
  // A service of one name in another cluster is another service: made before the old one goes, under an id of its own.
  const service = new FargateService(scope, props.cluster ? 'ServiceInCluster' : 'Service', {
    serviceName: parts.serviceName,
    cluster: parts.cluster,
    taskDefinition: parts.taskDefinition,
    desiredCount: taskCount(props),
    vpcSubnets: props.taskSubnets ?? privateSubnets(props.vpc),
    securityGroups: [group],
    assignPublicIp: false,
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    circuitBreaker: { enable: true, rollback: true },
    healthCheckGracePeriod: parts.healthGrace,
    availabilityZoneRebalancing: AvailabilityZoneRebalancing.ENABLED,
    enableExecuteCommand: false,
    enableECSManagedTags: true,
    propagateTags: PropagatedTagSource.SERVICE,
  });
  service.node.addDependency(rulesOf(group)); // no task starts before it may call caches and endpoints
  if (props.failureThreshold) {
    setThreshold(service, props.failureThreshold);
  }
  if (props.settings) {
    rollWith(service, props.settings);
  }
  return service;
}

/** Another value of the template's own rolls the service; and the value is there before the tasks that read it. */
function rollWith(service: FargateService, settings: IRuntimeSettings): void {
  // As a hash: ECS takes a text of certain characters and length, and settings of the team's own may have any.
  service.forceNewDeployment(
    Lazy.string({ produce: () => shortHash(Stack.of(service).resolve(settings.fingerprint)) }),
  );
  const values = Construct.isConstruct(settings) ? [settings] : Object.values(settings.parameters);
  service.node.addDependency(...values);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The CDK's oldest version that we support knows no threshold, and would drop it without a word. */
function setThreshold(service: FargateService, { kind, value }: FailureThreshold): void {
  const path = 'DeploymentConfiguration.DeploymentCircuitBreaker.ThresholdConfiguration';
  (service.node.defaultChild as CfnService).addPropertyOverride(path, { Type: kind, Value: value });
}

/** Rules that are resources of their own lie below the group, and more of them may come. */
function rulesOf(group: SecurityGroup): IDependable {
  const rules = {};
  Dependable.implement(rules, {
    get dependencyRoots() {
      return group.node.children.filter((child) => child !== group.node.defaultChild);
    },
  });
  return rules;
}

/** HTTPS to whom it may concern and the database's ports; caches and others open themselves. */
function whatTasksCall(scope: Construct, vpc: IVpc, database: IApiDatabase | undefined): SecurityGroup {
  const group = new SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    description: 'What the tasks call, and who calls them',
    allowAllOutbound: false,
  });
  group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'HTTPS: AWS, login provider, and who else the API talks to');
  const ranges = database && database.addressRanges.length > 0 ? database.addressRanges : ['0.0.0.0/0'];
  for (const port of database?.ports ?? []) {
    ranges.forEach((range) => group.addEgressRule(Peer.ipv4(range), Port.tcp(port), 'The database'));
  }
  return group;
}
