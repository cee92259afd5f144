import { Conditions, Permission } from './permission';
import { ActionFacts, factsOf, handlerActions, serviceOfType } from './permission-table';
import { literalsIn, partitionOf, ResourceArns } from './resource-arns';
import type { Sources } from './resource-permissions';
import { TemplateResource } from './templates';

const ROLE = 'iam::{Account}:role/{RoleNameWithPath}';
const ATTACHES = /^iam:(Attach|Detach)\w+Policy$/;

/** Services of roles that a template passes without having their trust. */
const SERVICE_OF_TYPE: Record<string, string> = {
  'AWS::ECS::TaskDefinition': 'ecs-tasks.amazonaws.com',
  'AWS::ECS::Service': 'ecs.amazonaws.com',
  'AWS::RDS::DBInstance': 'monitoring.rds.amazonaws.com',
  'AWS::EC2::FlowLog': 'vpc-flow-logs.amazonaws.com',
  'AWS::StepFunctions::StateMachine': 'states.amazonaws.com',
};

/** Service-linked roles that are created with the first resource of a type in an account. */
const LINKED: Array<[RegExp, string]> = [
  [/^AWS::ECS::(Cluster|Service)$/, 'ecs.amazonaws.com'],
  [/^AWS::ElasticLoadBalancingV2::LoadBalancer$/, 'elasticloadbalancing.amazonaws.com'],
  [/^AWS::ElastiCache::/, 'elasticache.amazonaws.com'],
  [/^AWS::Chatbot::/, 'management.chatbot.amazonaws.com'],
  [/^AWS::ApplicationAutoScaling::/, 'ecs.application-autoscaling.amazonaws.com'],
  [/^AWS::RDS::DB(Instance|Cluster)$/, 'rds.amazonaws.com'],
  [/^AWS::CloudFront::VpcOrigin$/, 'vpcorigin.cloudfront.amazonaws.com'],
  [/^AWS::OpenSearchService::Domain$/, 'opensearchservice.amazonaws.com'],
  [/^AWS::WAFv2::LoggingConfiguration$/, 'wafv2.amazonaws.com'],
  [/^AWS::Cognito::UserPool$/, 'email.cognito-idp.amazonaws.com'],
  [/^AWS::Backup::/, 'backup.amazonaws.com'],
  [/^AWS::ApiGateway(V2)?::(DomainName|VpcLink)$/, 'ops.apigateway.amazonaws.com'],
  [/^AWS::GuardDuty::Detector$/, 'guardduty.amazonaws.com'],
  [/^AWS::SecurityHub::Hub$/, 'securityhub.amazonaws.com'],
  [/^AWS::AccessAnalyzer::Analyzer$/, 'access-analyzer.amazonaws.com'],
];

/** Conditions of actions of IAM: roles keep their boundary, and get the policies of the template alone. */
export function roleConditions(
  action: string,
  facts: ActionFacts,
  resource: TemplateResource,
  { boundary, arns }: Sources,
): Conditions | undefined {
  if (!facts.write) return {};
  const attached = ATTACHES.test(action) ? policyArns(resource, arns) : undefined;
  if (attached?.length === 0) return undefined;
  const conditions: Conditions = {
    ...(attached ? { ArnLike: { 'iam:PolicyARN': attached } } : {}),
    ...(facts.boundary ? { StringEquals: { 'iam:PermissionsBoundary': boundary } } : {}),
  };
  return conditions;
}

/** Passes the roles that resources refer to, each to the services that its trust names. */
export function passedRoles(resource: TemplateResource, { templates, arns }: Sources): Permission[] {
  const facts = factsOf(resource.type);
  if (!facts || !handlerActions(facts).includes('iam:PassRole')) return [];
  const pass = (on: string, services: string[]): Permission => {
    return { action: 'iam:PassRole', resource: on, conditions: { StringEquals: { 'iam:PassedToService': services } } };
  };
  const roles = templates.referencesOf(resource).filter(({ type }) => type === 'AWS::IAM::Role');
  const byType = SERVICE_OF_TYPE[resource.type] ?? `${serviceOfType(facts)}.amazonaws.com`;
  return [
    ...roles.flatMap((role) => {
      const services = servicesOf(role);
      return services.length > 0 ? arns.own(role).map((arn) => pass(arn, services)) : [];
    }),
    ...arns.literals(resource, ROLE).map((arn) => pass(arn, [byType])),
  ];
}

/** Creates the service-linked roles of the types in use. */
export function linkedRoles({ stack, type }: TemplateResource): Permission[] {
  return LINKED.filter(([types]) => types.test(type)).map(([, service]) => ({
    action: 'iam:CreateServiceLinkedRole',
    resource: `arn:${partitionOf(stack)}:iam::${stack.account}:role/aws-service-role/${service}/*`,
    conditions: { StringEquals: { 'iam:AWSServiceName': service } },
  }));
}

function servicesOf({ properties }: TemplateResource): string[] {
  const statements = [properties.AssumeRolePolicyDocument?.Statement ?? []].flat();
  const services = statements.flatMap(({ Principal }: any) => literalsIn(Principal?.Service ?? []));
  return [...new Set(services)].sort();
}

/** The managed policies that a role has, and that a policy is. */
function policyArns(resource: TemplateResource, arns: ResourceArns): string[] {
  const given = arns.texts(resource.stack, resource.properties.ManagedPolicyArns ?? [], 'arn');
  const own = resource.type === 'AWS::IAM::ManagedPolicy' ? arns.own(resource) : [];
  return [...given, ...own.filter((arn) => arn.includes(':policy/'))].sort();
}
