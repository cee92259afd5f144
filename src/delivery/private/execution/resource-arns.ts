import { Stack } from 'aws-cdk-lib';
import { factsOf } from './permission-table';
import { TemplateResource, Templates } from './templates';
import { isOutsidePartitionAws } from '../../../core/private/stacks/stack-of';

/** What stands for a part that only AWS knows. */
const ANY = '*';

/** Without these, the resource has no ARN of the kind: a rule is on the default bus, a policy is of no user. */
const NO_NAME_OF_ITS_OWN = ['EventBusName', 'Groups', 'Roles', 'Users'];

/**
 * Where `<stack>-<logical id>-<12 letters>` is too long, CloudFormation shares the room between stack and logical id, which is
 * written down nowhere: of 63 letters a stack's name keeps 25, of a load balancer's 32 it has been seen to keep five.
 * @see https://github.com/KensioSoftware/yulin/issues/1113
 */
const SHORT = ['LoadBalancerName', 'TargetGroupName'];
const KEPT_OF_SHORT = 5;
const KEPT = 24;
const MOST_OF_ROLE = 64;

/** How many steps a name may be away: a rule refers to a listener, and that to the load balancer. */
const STEPS = 3;

/** ARNs of resources in templates, with `*` where only AWS knows. */
export class ResourceArns {
  constructor(private readonly templates: Templates) {}

  /** The ARNs of a resource itself, or of what it is part of. */
  public own(resource: TemplateResource): string[] {
    return (factsOf(resource.type)?.own ?? []).flatMap((kind) => this.ofKind(resource, kind));
  }

  /** ARNs of a kind, for a resource: by its properties, and by what it refers to. */
  public ofKind(resource: TemplateResource, kind: string): string[] {
    const variables = [...kind.matchAll(/\{(\w+)\}/g)].map(([, variable]) => variable);
    let arns = [`arn:${partitionOf(resource.stack)}:${kind}`];
    for (const variable of new Set(variables)) {
      // Many kinds have an `Id`; the property with it is that of the resource's own kind.
      const isOthers = variable === 'Id' && !factsOf(resource.type)?.own.includes(kind);
      const values = isOthers ? [ANY] : this.valuesOf(resource, variable);
      arns = arns.flatMap((arn) => values.map((value) => arn.replace(`{${variable}}`, value)));
    }
    // Calls on a log group are authorized with its streams behind it, or without.
    return kind.startsWith('logs:') && kind.includes(':log-group:') ? arns.flatMap((arn) => [arn, `${arn}:*`]) : arns;
  }

  /** ARNs of a kind that stand in the properties as they are, such as that of a role from elsewhere. */
  public literals(resource: TemplateResource, kind: string): string[] {
    const pattern = `^arn:[^:]*:${kind.replace(/[.+?^$()|[\]\\*]/g, '\\$&').replace(/\{\w+\}/g, '[^:]+')}$`;
    return literalsIn(resource.properties).filter((text) => new RegExp(pattern).test(text));
  }

  /** The hosted zones that properties name at any depth, such as those that a certificate is validated in. */
  public zones(resource: TemplateResource): string[] {
    const ids = valuesBelow(resource.properties, 'HostedZoneId');
    const texts = ids.flatMap((id) => this.texts(resource.stack, id, 'name'));
    return texts.map((id) => `arn:${partitionOf(resource.stack)}:route53:::hostedzone/${id}`);
  }

  /** A value of a template as a pattern: references become names or ARNs, and `*` where only AWS knows. */
  public texts(stack: Stack, value: any, wants: 'arn' | 'name'): string[] {
    if (Array.isArray(value)) return value.flatMap((item) => this.texts(stack, item, wants));
    if (typeof value !== 'object' || value === null) return [String(value)];
    const [[name, argument]] = Object.entries<any>(value);
    switch (name) {
      case 'Ref':
      case 'Fn::GetAtt':
        return this.referenceTexts(stack, value, wants);
      case 'Fn::Join':
        return this.joined(stack, argument[1], argument[0]);
      case 'Fn::Sub':
        return this.joined(stack, partsOfSub([argument].flat()[0]), '');
      case 'Fn::GetStackOutput':
      case 'Fn::ImportValue':
        return this.textsElsewhere(stack, name, argument, wants);
      default:
        return [ANY];
    }
  }

  private joined(stack: Stack, parts: any[], separator: string): string[] {
    let texts = [''];
    parts.forEach((part, index) => {
      // At the beginning stands an ARN or `arn:`, further on a name.
      const next = this.texts(stack, part, index === 0 || (part && part['Fn::GetAtt']) ? 'arn' : 'name');
      texts = texts.flatMap((text) => next.map((it) => `${text}${index > 0 ? separator : ''}${it}`));
    });
    return texts.map((text) => text.replace(/\*+/g, ANY));
  }

  private referenceTexts(stack: Stack, value: any, wants: 'arn' | 'name'): string[] {
    const pseudo = pseudoParameter(stack, value.Ref);
    if (pseudo) return [pseudo];
    const [[name, argument]] = Object.entries<any>(value);
    const resource = this.templates.resource(stack, [argument].flat()[0].split('.')[0]);
    if (!resource || this.templates.elsewhere(stack, name, argument)) {
      return this.textsElsewhere(stack, name, argument, wants);
    }
    const attribute = [value['Fn::GetAtt'] ?? ''].flat().join('.').split('.').slice(1).join('.');
    const isArn = value.Ref ? wants === 'arn' : /^(\w*Arn|ARN)$/i.test(attribute);
    if (isArn) {
      const own = this.own(resource);
      return own.length > 0 ? own : [ANY];
    }
    return value.Ref || /(Name|Id)$/.test(attribute) ? this.ownNames(resource) : [ANY];
  }

  private textsElsewhere(stack: Stack, name: string, argument: any, wants: 'arn' | 'name'): string[] {
    const other = this.templates.elsewhere(stack, name, argument);
    return other ? this.texts(other.stack, other.value, wants) : [ANY];
  }

  /** The name of a resource, as `Ref` mostly gives it. */
  private ownNames(resource: TemplateResource): string[] {
    const [variable] = Object.keys(factsOf(resource.type)?.names ?? {});
    return variable ? this.valuesOf(resource, variable) : [ANY];
  }

  private valuesOf(resource: TemplateResource, variable: string): string[] {
    switch (variable) {
      case 'Region':
        return [resource.stack.region];
      case 'Account':
        return [resource.stack.account];
      case 'Partition':
        return [partitionOf(resource.stack)];
      default:
        return this.named(resource, variable, STEPS) ?? this.ofProperty(resource, variable) ?? [ANY];
    }
  }

  private named(resource: TemplateResource, variable: string, steps: number): string[] | undefined {
    const property = factsOf(resource.type)?.names[variable];
    if (property) {
      if (resource.properties[property] !== undefined) return this.ofProperty(resource, property, variable);
      return NO_NAME_OF_ITS_OWN.includes(property) ? [] : [generatedName(resource, variable)];
    }
    if (steps === 0) return undefined;
    const found = this.templates.referencesOf(resource).map((other) => this.named(other, variable, steps - 1));
    const names = found.flatMap((it) => it ?? []);
    return names.length > 0 ? [...new Set(names)] : undefined;
  }

  private ofProperty(resource: TemplateResource, property: string, variable = property): string[] | undefined {
    const value = resource.properties[property];
    if (value === undefined) return undefined;
    return this.texts(resource.stack, value, 'name').map((text) => nameIn(text, variable, resource));
  }
}

/** The name that a value of a property is in an ARN. */
function nameIn(text: string, variable: string, { properties, type }: TemplateResource): string {
  switch (variable) {
    case 'ParameterNameWithoutLeadingSlash':
      return text.replace(/^\//, '');
    case 'OidcProviderName':
      return text.replace(/^https:\/\//, '');
    case 'Alias':
      return text.replace(/^alias\//, '');
    case 'Scope':
      return text === 'CLOUDFRONT' ? 'global' : text.toLowerCase();
    case 'SecretId':
      // Secrets Manager adds six characters to the name.
      return text.startsWith('arn:') ? text.split(':').slice(6).join(':') : `${text}-??????`;
    case 'RoleNameWithPath':
      return type === 'AWS::IAM::Role' ? `${String(properties.Path ?? '/').slice(1)}${text}` : text;
    default:
      return text.startsWith('arn:') ? text.split(/[:/]/).pop()! : text;
  }
}

/** How a name begins that CloudFormation makes up. */
function generatedName({ stack, logicalId }: TemplateResource, variable: string): string {
  if (variable === 'SecretId') return `${logicalId}-*`;
  if (variable === 'ParameterNameWithoutLeadingSlash') return `CFN-${logicalId}-*`;
  const stackName = nameOfStack(stack);
  const whole = `${stackName}-${logicalId}-*`;
  // Roles are passed by name: theirs is whole wherever it has room for the letters that CloudFormation adds.
  if (variable === 'RoleNameWithPath' && whole.length + 13 <= MOST_OF_ROLE) return whole;
  const kept = SHORT.includes(variable) ? KEPT_OF_SHORT : KEPT;
  const name = stackName.length <= kept ? `${stackName}-*` : `${stackName.slice(0, kept)}*`;
  return variable === 'BucketName' ? name.toLowerCase() : name;
}

/** The name of a stack; CloudFormation begins that of a nested one with its parent's and its logical id. */
function nameOfStack({ stackName, nestedStackParent: parent, nestedStackResource: resource }: Stack): string {
  return parent && resource ? `${nameOfStack(parent)}-${parent.resolve(resource.logicalId)}` : stackName;
}

/** The partition of a stack's region. */
export function partitionOf({ region }: Stack): string {
  if (!isOutsidePartitionAws(region)) return 'aws';
  const [, kind] = /^(cn|us-gov|us-isob|us-iso|eusc)?/.exec(region) ?? [];
  return kind === 'cn' ? 'aws-cn' : kind ? `aws-${kind.replace('us-isob', 'iso-b').replace('us-iso', 'iso')}` : 'aws';
}

function pseudoParameter(stack: Stack, name?: string): string | undefined {
  const known: Record<string, string> = {
    'AWS::Partition': partitionOf(stack),
    'AWS::Region': stack.region,
    'AWS::AccountId': stack.account,
    'AWS::StackName': nameOfStack(stack),
    'AWS::URLSuffix': stack.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
  return name === undefined ? undefined : known[name];
}

function partsOfSub(text: string): unknown[] {
  const parts = text.split(/(\$\{[^!}][^}]*\})/).filter(Boolean);
  return parts.map((part) => {
    const [, id, attribute] = /^\$\{([^}.]+)(?:\.([^}]+))?\}$/.exec(part) ?? [];
    if (!id) return part;
    return attribute ? { 'Fn::GetAtt': [id, attribute] } : { Ref: id };
  });
}

/** All texts in a value. */
export function literalsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(literalsIn) : [];
}

function valuesBelow(value: unknown, property: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => (name === property ? [item] : valuesBelow(item, property)));
}
