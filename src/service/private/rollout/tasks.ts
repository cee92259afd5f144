import { createHash } from 'node:crypto';
import { Annotations, Duration, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
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
import { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct, Dependable, IDependable } from 'constructs';
import { scale } from './scaling';
import { taskCount } from './task-count';
import { privateSubnets } from '../../../core/private/resources/private-subnets';
import { IRuntimeSettings } from '../../../data';
import type { ApiPlacementOptions } from '../../api-placement-options';
import type { ApiRolloutOptions } from '../../api-rollout-options';
import type { ApiTaskOptions } from '../../api-task-options';
import { FailureThreshold } from '../../failure-threshold';
import { CONTAINER_NAME, containerPortOf } from '../task/task-definition';

/** Options of the API that shape its ECS service. */
type Options = ApiPlacementOptions & ApiRolloutOptions & ApiTaskOptions;

/** Parts of the service that are created before it. */
export interface ServiceParts {
  readonly serviceName: string;
  readonly cluster: ICluster;
  readonly taskDefinition: FargateTaskDefinition;
  readonly targetGroup: ApplicationTargetGroup;
  readonly healthGrace: Duration;
}

/** Creates a cluster with Container Insights, or takes the given one and notes that it needs Container Insights. */
export function clusterFor(scope: Construct, { vpc, cluster }: ApiPlacementOptions, serviceName: string): ICluster {
  if (cluster) {
    Annotations.of(scope).addInfo(
      `The alarm on missing tasks needs Container Insights on the cluster: aws ecs update-cluster-settings --settings name=containerInsights,value=enhanced --cluster ${Token.isUnresolved(cluster.clusterName) ? '<cluster>' : cluster.clusterName}`,
    );
    return cluster;
  }
  const containerInsightsV2 = ContainerInsights.ENHANCED;
  return new Cluster(scope, 'Cluster', { vpc, clusterName: serviceName, containerInsightsV2 });
}

/** Creates the service: tasks in private subnets, rolling deployments, and a circuit breaker that rolls back. */
export function serviceFor(scope: Construct, options: Options, parts: ServiceParts): FargateService {
  const group = taskSecurityGroup(scope, options);
  // The same name in another cluster is another service: its own id lets CloudFormation create it before deleting the old.
  const service = new FargateService(scope, options.cluster ? 'ServiceInCluster' : 'Service', {
    serviceName: parts.serviceName,
    cluster: parts.cluster,
    taskDefinition: parts.taskDefinition,
    desiredCount: taskCount(options),
    vpcSubnets: options.taskSubnets ?? privateSubnets(options.vpc),
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
  service.node.addDependency(rulesOf(group)); // no task starts before it can reach caches and endpoints
  if (options.failureThreshold) {
    setThreshold(service, options.failureThreshold);
  }
  if (options.settings) {
    rollWith(service, options.settings);
  }
  const containerPort = containerPortOf(options);
  parts.targetGroup.addTarget(service.loadBalancerTarget({ containerName: CONTAINER_NAME, containerPort }));
  if (options.scaling && taskCount(options) !== 0) {
    scale(service, parts.targetGroup, options.scaling);
  }
  return service;
}

/** Rolls the service when a value in the template changes, and creates values before the tasks that read them. */
function rollWith(service: FargateService, settings: IRuntimeSettings): void {
  // As a hash: ECS restricts characters and length, and a fingerprint may have any.
  service.forceNewDeployment(
    Lazy.string({ produce: () => shortHash(Stack.of(service).resolve(settings.fingerprint)) }),
  );
  const values = Construct.isConstruct(settings) ? [settings] : Object.values(settings.parameters);
  service.node.addDependency(...values);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Sets the threshold in the template: the oldest supported CDK has no prop for it, and would ignore one. */
function setThreshold(service: FargateService, { _kind, _value }: FailureThreshold): void {
  const path = 'DeploymentConfiguration.DeploymentCircuitBreaker.ThresholdConfiguration';
  (service.node.defaultChild as CfnService).addPropertyOverride(path, { Type: _kind, Value: _value });
}

/** Rules that are separate resources below the group, including those that are added later. */
function rulesOf(group: SecurityGroup): IDependable {
  const rules = {};
  Dependable.implement(rules, {
    get dependencyRoots() {
      return group.node.children.filter((child) => child !== group.node.defaultChild);
    },
  });
  return rules;
}

/** Creates the security group of the tasks: egress on 443 and on the database ports. Caches open themselves. */
function taskSecurityGroup(scope: Construct, { vpc, database }: ApiPlacementOptions): SecurityGroup {
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
