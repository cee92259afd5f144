import { certificateConditions, recordConditions } from './dns-conditions';
import { roleConditions } from './identity-permissions';
import { Conditions, Permission } from './permission';
import { ActionFacts, factsOf, handlerActions, isRegional, permissionTable, serviceOfType } from './permission-table';
import { ResourceArns } from './resource-arns';
import { TemplateResource, Templates } from './templates';

/** What no template of ours needs, although handlers have it. */
export const LEFT_OUT: Record<string, string> = {
  'ecs:PutAccountSetting': 'it changes settings of the whole account',
  'ecs:PutAccountSettingDefault': 'it changes settings of the whole account',
  'iam:DeleteRolePermissionsBoundary': 'a role without boundary could do more than its creator',
  'iam:DeleteUserPermissionsBoundary': 'a user without boundary could do more than its creator',
  's3:DeleteObject': 'CloudFormation deletes empty buckets alone',
  's3:PutObjectAcl': 'CloudFormation writes no objects',
  'iam:CreateServiceLinkedRole': 'it is allowed for services, by resource type',
  'iam:PassRole': 'it is allowed for each role, by the services in its trust',
};

/** These ask for lists: AWS authorizes them on `*` of their kind, whatever the request names. */
const LISTS = ['cloudwatch:DescribeAlarms', 'logs:DescribeLogGroups'];

/** EC2 authorizes a call on all that it is about, and also where another service makes it: a cache has a VPC endpoint. */
const ASKS_FOR_ALL = 'ec2';
const ENDPOINT = 'ec2:{Region}:{Account}:vpc-endpoint/{VpcEndpointId}';
const ZONE = 'route53:::hostedzone/{Id}';

/** These are needed by what has the property alone. */
const BY_PROPERTY: Record<string, string> = {
  'logs:DeleteResourcePolicy': 'ResourcePolicyDocument',
  'logs:PutResourcePolicy': 'ResourcePolicyDocument',
  's3:CreateBucketMetadataTableConfiguration': 'MetadataTableConfiguration',
  's3:DeleteBucketMetadataTableConfiguration': 'MetadataTableConfiguration',
};

/** What services ask the caller for beyond the handlers, as AWS's own policies for them have it. */
const BEYOND: Record<string, string[]> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [
    'ec2:DescribeAccountAttributes',
    'ec2:DescribeInternetGateways',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeSubnets',
    'ec2:DescribeVpcs',
  ],
  'AWS::ElastiCache::ServerlessCache': ['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'],
};

/**
 * Calls that are made or authorized beyond the ARNs of the schemas: a web ACL names rule groups of AWS, and a log gets the policy
 * that lets AWS WAF or Amazon Cognito write; a domain of a user pool is a distribution that is not of the account. https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html and
 * https://docs.aws.amazon.com/cognito/latest/developerguide/exporting-quotas-and-usage.html
 */
const ON_OTHERS: Record<string, Array<[action: string, kind: string, withProperty?: string]>> = {
  'AWS::WAFv2::WebACL': [
    ['wafv2:CreateWebACL', 'wafv2:{Region}:{Account}:{Scope}/managedruleset/*'],
    ['wafv2:UpdateWebACL', 'wafv2:{Region}:{Account}:{Scope}/managedruleset/*'],
  ],
  'AWS::WAFv2::LoggingConfiguration': [
    ['logs:CreateLogDelivery', '*'],
    ['logs:DeleteLogDelivery', '*'],
    ['logs:PutResourcePolicy', '*'],
  ],
  'AWS::Cognito::LogDeliveryConfiguration': [
    ['logs:CreateLogDelivery', '*'],
    ['logs:DeleteLogDelivery', '*'],
    ['logs:PutResourcePolicy', '*'],
    ['logs:UpdateLogDelivery', '*'],
  ],
  'AWS::Cognito::UserPoolDomain': [['cloudfront:UpdateDistribution', '*', 'CustomDomainConfig']],
};

/** What the permissions of resources are made from. */
export interface Sources {
  readonly templates: Templates;
  readonly arns: ResourceArns;
  /** Boundary that roles must have. */
  readonly boundary: string;
}

/** What CloudFormation needs to create, read, update and delete a resource. */
export function resourcePermissions(resource: TemplateResource, sources: Sources): Permission[] {
  const facts = factsOf(resource.type);
  if (!facts) return [];
  const actions = [...handlerActions(facts), ...(BEYOND[resource.type] ?? [])].filter((action) => {
    return !(action in LEFT_OUT) && (!BY_PROPERTY[action] || resource.properties[BY_PROPERTY[action]] !== undefined);
  });
  const service = serviceOfType(facts);
  const others = (ON_OTHERS[resource.type] ?? []).filter(([, , property]) => {
    return property === undefined || resource.properties[property] !== undefined;
  });
  const onOthers = others.flatMap(([action, kind]) =>
    kind === '*'
      ? [permissionOn(kind, action, inRegions(action, sources.templates.regions))]
      : sources.arns.ofKind(resource, kind).map((on) => ({ action, resource: on })),
  );
  const ofHandlers = actions.flatMap((action) => {
    const isForeign = action.split(':')[0] !== service;
    const conditions = conditionsOf(action, resource, sources, isForeign);
    if (conditions === undefined) return [];
    const found = resourcesOf(action, resource, sources.arns, sources.templates, isForeign);
    return found.map((on): Permission => {
      const all = { ...(on === '*' ? inRegions(action, sources.templates.regions) : {}), ...conditions };
      return permissionOn(on, action, all);
    });
  });
  return [...ofHandlers, ...onOthers];
}

function permissionOn(resource: string, action: string, conditions: Conditions): Permission {
  return Object.keys(conditions).length > 0 ? { action, resource, conditions } : { action, resource };
}

/** On what a resource's handler calls an action. */
function resourcesOf(
  action: string,
  resource: TemplateResource,
  arns: ResourceArns,
  templates: Templates,
  isForeign: boolean,
): string[] {
  const facts = permissionTable().actions[action] ?? { any: true, kinds: [] };
  if (action === 'ec2:CreateTags' && isForeign) return arns.ofKind(resource, ENDPOINT);
  if (facts.any) return isForeign && facts.write ? [] : ['*'];
  const on = facts.kinds.flatMap((given) => {
    const kind = given.replace('?', '');
    if (LISTS.includes(action)) return arns.ofKind(resource, kind.replace(/\{(?!Region|Account)\w+\}/g, '*'));
    return ofKind(kind, resource, arns, templates) ?? ofNeed(given, action, resource, arns, isForeign);
  });
  return [...new Set(on)];
}

/** ARNs of a kind that the resource is, or names. */
function ofKind(kind: string, resource: TemplateResource, arns: ResourceArns, templates: Templates) {
  const others = templates.referencesOf(resource).filter((other) => factsOf(other.type)?.own.includes(kind));
  const isOwn = factsOf(resource.type)!.own.includes(kind);
  const zones = kind === ZONE && !isOwn ? arns.zones(resource) : [];
  const named = [...others.flatMap((other) => arns.ofKind(other, kind)), ...arns.literals(resource, kind), ...zones];
  // A policy of a bucket has the bucket's ARN by its reference, and by its own property.
  if (named.length > 0 && (!isOwn || Object.keys(factsOf(resource.type)!.names).length === 0)) return named;
  return isOwn ? arns.ofKind(resource, kind) : undefined;
}

/** ARNs of a kind that the request has, and that the template does not name. */
function ofNeed(given: string, action: string, resource: TemplateResource, arns: ResourceArns, isForeign: boolean) {
  const [service, name] = action.split(':');
  const isEc2 = service === ASKS_FOR_ALL && !/Tags$/.test(name);
  const isNeeded = isEc2 || (!given.endsWith('?') && service !== 'iam' && !isForeign);
  return isNeeded ? arns.ofKind(resource, given.replace('?', '')) : [];
}

/** Conditions of an action; undefined leaves it out. */
function conditionsOf(
  action: string,
  resource: TemplateResource,
  sources: Sources,
  isForeign: boolean,
): Conditions | undefined {
  const facts: ActionFacts | undefined = permissionTable().actions[action];
  if (facts && action.startsWith('iam:')) return roleConditions(action, facts, resource, sources);
  switch (action) {
    case 'acm:RequestCertificate':
      return certificateConditions(resource, sources.arns);
    case 'route53:ChangeResourceRecordSets':
      return recordConditions(resource, sources.arns);
    case 'ec2:CreateTags':
      // Another service may tag what it creates, and nothing else.
      return isForeign ? { StringEquals: { 'ec2:CreateAction': 'CreateVpcEndpoint' } } : {};
    case 'kms:CreateGrant':
      return { Bool: { 'kms:GrantIsForAWSResource': 'true' } };
    default:
      return {};
  }
}

function inRegions(action: string, regions: string[]): Conditions {
  return isRegional(action.split(':')[0]) ? { StringEquals: { 'aws:RequestedRegion': regions } } : {};
}
