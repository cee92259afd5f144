import { createHash } from 'node:crypto';
import { Annotations, Duration, Lazy, Stack, Token } from 'aws-cdk-lib';
import { IVpc, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  AvailabilityZoneRebalancing,
  CfnCluster,
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
import { Backlog, scale } from './scaling';
import { taskCount } from './task-count';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { privateSubnets } from '../../../core/private/resources/private-subnets';
import type { ApiScaling } from '../../api-scaling';
import { FailureThreshold } from '../../failure-threshold';
import type { ServicePlacementOptions } from '../../service-placement-options';
import type { ServiceRolloutOptions } from '../../service-rollout-options';
import type { ServiceTaskOptions } from '../../service-task-options';
import type { TaskPlacementOptions } from '../../task-placement-options';
import { noteIsolatedSubnets } from '../placement/subnets';
import type { MainContainer } from '../task/task-definition';

/** Options that shape an ECS service. */
export type ServiceOptions = ServicePlacementOptions &
  ServiceRolloutOptions &
  ServiceTaskOptions & { readonly scaling?: ApiScaling; readonly backlog?: Backlog };

/** Targets of a load balancer that the tasks are. */
export interface Targets {
  readonly targetGroup: ApplicationTargetGroup;
  readonly healthGrace: Duration;
}

/** Parts of the service that are created before it. */
export interface ServiceParts {
  readonly serviceName: string;
  readonly cluster: ICluster;
  readonly taskDefinition: FargateTaskDefinition;
  readonly container: MainContainer;
  /** Without targets no load balancer calls the tasks. */
  readonly targets?: Targets;
}

/** Creates a cluster with Container Insights, or takes the given one and notes that it needs Container Insights. */
export function clusterFor(scope: Construct, { vpc, cluster }: ServicePlacementOptions, serviceName: string): ICluster {
  if (cluster === undefined) {
    return newCluster(scope, vpc, serviceName);
  }
  if (!hasContainerInsights(cluster) && isFirstOf(cluster, scope)) {
    Annotations.of(scope).addInfo(
      `The alarm on missing tasks needs Container Insights on the cluster: aws ecs update-cluster-settings --settings name=containerInsights,value=enhanced --cluster ${Token.isUnresolved(cluster.clusterName) ? '<cluster>' : cluster.clusterName}`,
    );
  }
  return cluster;
}

/** Whether a cluster of the app has Container Insights; that of another one is not known. */
function hasContainerInsights({ node }: ICluster): boolean {
  const { clusterSettings } = (node.defaultChild ?? {}) as Partial<CfnCluster>;
  return (
    Array.isArray(clusterSettings) &&
    clusterSettings.some((setting) => {
      const { name, value } = setting as CfnCluster.ClusterSettingsProperty;
      return name === 'containerInsights' && ['enabled', 'enhanced'].includes(value ?? '');
    })
  );
}

/** One note is enough for all services of a cluster. */
function isFirstOf(cluster: ICluster, scope: Construct): boolean {
  return claimUnique(scope, ['container insights', cluster.node.path], scope) === undefined;
}

/** Creates a cluster with Container Insights. */
export function newCluster(scope: Construct, vpc: IVpc, clusterName: string): Cluster {
  return new Cluster(scope, 'Cluster', { vpc, clusterName, containerInsightsV2: ContainerInsights.ENHANCED });
}

/** Creates the service: tasks in private subnets, rolling deployments, and a circuit breaker that rolls back. */
export function serviceFor(scope: Construct, options: ServiceOptions, parts: ServiceParts): FargateService {
  noteIsolatedSubnets(scope, options);
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
    healthCheckGracePeriod: parts.targets?.healthGrace,
    availabilityZoneRebalancing: AvailabilityZoneRebalancing.ENABLED,
    enableExecuteCommand: false,
    enableECSManagedTags: true,
    propagateTags: PropagatedTagSource.SERVICE,
  });
  service.node.addDependency(rulesOf(group)); // no task starts before it can reach caches and endpoints
  if (options.failureThreshold) {
    setThreshold(service, options.failureThreshold);
  }
  rollWith(service, options);
  const { container, targets } = parts;
  targets?.targetGroup.addTarget(
    service.loadBalancerTarget({ containerName: container.name, containerPort: container.port }),
  );
  if (options.scaling && taskCount(options) !== 0) {
    scale(service, { targets: targets?.targetGroup, backlog: options.backlog }, options.scaling);
  }
  return service;
}

/** Rolls the service when a value in the template changes, and creates values before the tasks that read them. */
function rollWith(service: FargateService, { settings, uses = [] }: ServiceTaskOptions): void {
  const resolved = (fingerprint: string): string => Stack.of(service).resolve(fingerprint);
  const ofUses = uses.map(({ fingerprint }) => fingerprint).filter((fingerprint) => fingerprint !== '');
  if (settings || ofUses.length > 0) {
    const all = [...(settings ? [settings.fingerprint] : []), ...ofUses];
    // As a hash: ECS restricts characters and length, and a fingerprint may have any.
    service.forceNewDeployment(Lazy.string({ produce: () => shortHash(all.map(resolved).join('\n')) }));
  }
  if (settings) {
    const values = Construct.isConstruct(settings) ? [settings] : Object.values(settings.parameters);
    service.node.addDependency(...values);
  }
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

/** Creates the security group of the tasks: egress on 443 alone. What the service uses opens itself. */
export function taskSecurityGroup(
  scope: Construct,
  { vpc }: Pick<TaskPlacementOptions, 'vpc'>,
  description: string = 'What the tasks call, and who calls them',
): SecurityGroup {
  const group = new SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    description,
    allowAllOutbound: false,
  });
  group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'HTTPS: AWS, login provider, and who else the API talks to');
  return group;
}
