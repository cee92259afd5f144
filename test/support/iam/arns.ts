import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

/** Where a resource is: what every ARN begins with. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** A resource with its properties resolved, before it has an ARN. */
export interface Named {
  readonly type: string;
  readonly logicalId: string;
  readonly stackName: string;
  readonly properties: any;
}

const database = loadAwsServiceSpecSync();
const known = new Map<string, any>();

function specificationOf(type: string): any {
  if (!known.has(type)) {
    const found = database.lookup('resource', 'cloudFormationType', 'equals', type);
    known.set(type, found.length ? found.only() : undefined);
  }
  return known.get(type);
}

/** ARNs that the service specification does not have: the service makes up their last part. */
const TEMPLATES: Record<string, string> = {
  'AWS::CodeArtifact::Repository':
    'arn:${Partition}:codeartifact:${Region}:${Account}:repository/${DomainName}/${RepositoryName}',
  'AWS::WAFv2::WebACL':
    'arn:${Partition}:wafv2:${Region}:${Account}:global/webacl/${Name}/a1b2c3d4-5678-90ab-cdef-example11111',
  'AWS::ECS::Service': 'arn:${Partition}:ecs:${Region}:${Account}:service/${Cluster}/${Name}',
  'AWS::ECS::TaskDefinition': 'arn:${Partition}:ecs:${Region}:${Account}:task-definition/${Name}:1',
  'AWS::ElasticLoadBalancingV2::LoadBalancer':
    'arn:${Partition}:elasticloadbalancing:${Region}:${Account}:loadbalancer/app/${Name}/50dc6c495c0c9188',
  'AWS::ElasticLoadBalancingV2::TargetGroup':
    'arn:${Partition}:elasticloadbalancing:${Region}:${Account}:targetgroup/${Name}/73e2d6bc24d8a067',
  'AWS::ElasticLoadBalancingV2::Listener':
    'arn:${Partition}:elasticloadbalancing:${Region}:${Account}:listener/app/${Name}/50dc6c495c0c9188/f2f7dc8efc522ab2',
  'AWS::ElasticLoadBalancingV2::ListenerRule':
    'arn:${Partition}:elasticloadbalancing:${Region}:${Account}:listener-rule/app/${Name}/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee',
};

/** `Name` of these is not what AWS knows them by. */
const NAMED_BY_AWS = ['AWS::Route53::HostedZone', 'AWS::CertificateManager::Certificate', 'AWS::EC2::SecurityGroup'];

/** Their identifier is an ARN, `Ref` gives something else. */
const REF_IS_A_NAME = ['AWS::Events::Rule'];

/** Their identifier has another name, `Ref` gives the ARN. */
const REF_IS_AN_ARN = ['AWS::SecretsManager::Secret'];

/** What AWS would call it: what the template says, or something like what CloudFormation makes up. */
export function nameOf(resource: Named): string {
  const { type, properties, stackName, logicalId } = resource;
  const kind = type.split('::')[2] ?? type;
  const candidates = ['Name', 'Id', 'Identifier'].map((end) => kind + end);
  if (!NAMED_BY_AWS.includes(type)) {
    candidates.push('Name', 'Family', `Cache${kind}Name`, 'ClusterName', 'GroupName', 'PolicyName');
  }
  const named = candidates.map((property) => properties[property]).find((value) => typeof value === 'string');
  if (named !== undefined) return named;
  const madeUp = `${stackName}-${logicalId}`;
  return type === 'AWS::S3::Bucket' ? madeUp.toLowerCase() : madeUp;
}

/** The ARN, or nothing where the type has none that is known. */
export function arnOf(resource: Named, place: Place): string | undefined {
  const template: string | undefined = TEMPLATES[resource.type] ?? specificationOf(resource.type)?.arnTemplate;
  return template?.replace(/\$\{(\w+)\}/g, (_, variable) => valueIn(variable, resource, place));
}

function valueIn(variable: string, resource: Named, place: Place): string {
  const { properties } = resource;
  const name = nameOf(resource);
  switch (variable) {
    case 'Partition':
      return place.partition;
    case 'Region':
      return place.region;
    case 'Account':
      return place.account;
    case 'Cluster':
      // The cluster of a service may be given by its name or by its ARN.
      return String(properties.Cluster ?? 'default').replace(/^.*\//, '');
    case 'RoleNameWithPath':
    case 'PolicyNameWithPath':
      return `${String(properties.Path ?? '/').slice(1)}${name}`;
    case 'ParameterNameWithoutLeadingSlash':
      return name.replace(/^\//, '');
    case 'OidcProviderName':
      return String(properties.Url ?? name).replace(/^https:\/\//, '');
    case 'SecretId':
      // Secrets Manager adds six characters, and policies have to allow for them.
      return `${name}-AbCdEf`;
    default:
      return typeof properties[variable] === 'string' ? properties[variable] : name;
  }
}

/** What `Ref` gives. */
export function refOf(resource: Named, place: Place): string {
  const { type, properties } = resource;
  if (type === 'AWS::SecretsManager::SecretTargetAttachment') return properties.SecretId;
  if (type === 'AWS::SQS::Queue') {
    return `https://sqs.${place.region}.amazonaws.com/${place.account}/${nameOf(resource)}`;
  }
  const [identifier = ''] = specificationOf(type)?.primaryIdentifier ?? [];
  const isArn = REF_IS_AN_ARN.includes(type) || (/arn$/i.test(identifier) && !REF_IS_A_NAME.includes(type));
  return (isArn && arnOf(resource, place)) || nameOf(resource);
}

/** What `Fn::GetAtt` gives, or nothing where it would be an ARN that is not known. */
export function attributeOf(resource: Named, attribute: string, place: Place): string | undefined {
  const kind = resource.type.split('::')[2];
  if (!/arn$/i.test(attribute)) {
    const isName = ['Id', 'Name', 'GroupId', 'KeyId', `${kind}Id`, `${kind}Name`].includes(attribute);
    return isName ? nameOf(resource) : `${nameOf(resource)}.${attribute}`;
  }
  if (attribute === 'MasterUserSecret.SecretArn') {
    // RDS makes it, and names it after an id that no template has: here it has that of its database.
    const { partition, region, account } = place;
    return `arn:${partition}:secretsmanager:${region}:${account}:secret:rds!cluster-${nameOf(resource)}-AbCdEf`;
  }
  // Others that end so are ARNs of something else.
  if (!['arn', 'resourcearn', `${kind}arn`.toLowerCase()].includes(attribute.toLowerCase())) return undefined;
  const arn = arnOf(resource, place);
  // The attribute of a log group names its streams, the group itself goes without the end.
  return arn && resource.type === 'AWS::Logs::LogGroup' ? `${arn}:*` : arn;
}
