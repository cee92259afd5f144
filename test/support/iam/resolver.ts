import { arnOf, attributeOf, Named, Place, refOf } from './arns';

/** A synthesized stack. */
export interface StackTemplate extends Place {
  readonly name: string;
  readonly template: any;
}

/** Values that templates leave to the deployment: parameters by name. */
export type Parameters = Record<string, string>;

/** What stands where something could not be resolved. It has no wildcard and no colon: it matches no ARN. */
const UNRESOLVED = 'UNRESOLVED';

/** CloudFormation's functions, evaluated over all stacks of an app at once. */
export class Resolver {
  /** What could not be resolved, in words. */
  readonly unresolved = new Set<string>();
  private readonly named = new Map<string, Named>();

  constructor(
    private readonly stacks: StackTemplate[],
    private readonly parameters: Parameters = {},
  ) {}

  /** Whether the resource is made at all. */
  isMade(stack: StackTemplate, logicalId: string): boolean {
    const resource = stack.template.Resources?.[logicalId];
    return resource !== undefined && (!resource.Condition || this.condition(stack, resource.Condition));
  }

  /** A resource of a stack with its properties resolved. */
  resource(stack: StackTemplate, logicalId: string): Named {
    const key = [stack.account, stack.region, stack.name, logicalId].join('/');
    if (!this.named.has(key)) {
      const { Type, Properties = {} } = stack.template.Resources[logicalId];
      const properties = this.value(stack, Properties);
      this.named.set(key, { type: Type, logicalId, stackName: stack.name, properties });
    }
    return this.named.get(key)!;
  }

  ref(stack: StackTemplate, id: string): any {
    if (id.startsWith('AWS::')) return this.pseudoParameter(stack, id);
    const parameter = stack.template.Parameters?.[id];
    if (parameter) return this.parameter(stack, id, parameter);
    return this.isMade(stack, id) ? refOf(this.resource(stack, id), stack) : this.fail(stack, `Ref ${id}`);
  }

  arn(stack: StackTemplate, id: string): string | undefined {
    return arnOf(this.resource(stack, id), stack);
  }

  /** A value of a template, concrete. */
  value(stack: StackTemplate, value: any): any {
    if (Array.isArray(value)) return value.map((item) => this.value(stack, item)).filter((item) => item !== undefined);
    if (value === null || typeof value !== 'object') return value;
    const keys = Object.keys(value);
    if (keys.length === 1 && /^(Ref$|Condition$|Fn::)/.test(keys[0]) && isIntrinsic(stack, keys[0], value[keys[0]])) {
      return this.intrinsic(stack, keys[0], value[keys[0]]);
    }
    const resolved = keys.map((key) => [key, this.value(stack, value[key])] as const);
    return Object.fromEntries(resolved.filter(([, item]) => item !== undefined));
  }

  private intrinsic(stack: StackTemplate, name: string, argument: any): any {
    switch (name) {
      case 'Ref':
        return this.ref(stack, argument);
      case 'Condition':
        return this.condition(stack, argument);
      case 'Fn::GetAtt':
        return this.attribute(stack, ...splitAttribute(argument));
      case 'Fn::Join':
        return this.value(stack, argument[1]).join(argument[0]);
      case 'Fn::Split':
        return String(this.value(stack, argument[1])).split(argument[0]);
      case 'Fn::Select':
        return this.select(stack, argument);
      case 'Fn::Sub':
        return this.substitute(stack, argument);
      case 'Fn::FindInMap':
        return this.findInMap(stack, argument);
      case 'Fn::If':
        return this.value(stack, this.condition(stack, argument[0]) ? argument[1] : argument[2]);
      case 'Fn::Equals':
        return JSON.stringify(this.value(stack, argument[0])) === JSON.stringify(this.value(stack, argument[1]));
      case 'Fn::And':
        return argument.every((item: any) => this.value(stack, item));
      case 'Fn::Or':
        return argument.some((item: any) => this.value(stack, item));
      case 'Fn::Not':
        return !this.value(stack, argument[0]);
      case 'Fn::ImportValue':
        return this.imported(stack, this.value(stack, argument));
      case 'Fn::GetStackOutput':
        return this.stackOutput(stack, this.value(stack, argument));
      case 'Fn::GetAZs':
        return ['a', 'b', 'c'].map((zone) => `${this.value(stack, argument) || stack.region}${zone}`);
      case 'Fn::Base64':
        return Buffer.from(String(this.value(stack, argument))).toString('base64');
      case 'Fn::ToJsonString':
        return JSON.stringify(this.value(stack, argument));
      case 'Fn::Length':
        return this.value(stack, argument).length;
      default:
        return this.fail(stack, name);
    }
  }

  private condition(stack: StackTemplate, name: string): boolean {
    const found = stack.template.Conditions?.[name];
    if (found === undefined) this.fail(stack, `condition ${name}`);
    return Boolean(this.value(stack, found));
  }

  private attribute(stack: StackTemplate, id: string, attribute: string): any {
    const what = `Fn::GetAtt ${id}.${attribute}`;
    if (!this.isMade(stack, id)) return this.fail(stack, what);
    return attributeOf(this.resource(stack, id), attribute, stack) ?? this.fail(stack, what);
  }

  private select(stack: StackTemplate, [index, list]: [any, any]): any {
    const found = this.value(stack, list)[Number(this.value(stack, index))];
    return found === undefined ? this.fail(stack, `Fn::Select ${JSON.stringify(index)}`) : found;
  }

  private substitute(stack: StackTemplate, argument: any): string {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_, literal, name) => {
      if (literal) return `\${${name}}`;
      if (name in variables) return this.value(stack, variables[name]);
      return name.includes('.') ? this.attribute(stack, ...splitAttribute(name)) : this.ref(stack, name);
    });
  }

  private findInMap(stack: StackTemplate, argument: any[]): any {
    const [map, first, second] = argument.slice(0, 3).map((key) => this.value(stack, key));
    const found = stack.template.Mappings?.[map]?.[first]?.[second];
    return found === undefined ? this.fail(stack, `Fn::FindInMap ${map}.${first}.${second}`) : found;
  }

  /** Exports are of one account and one region. */
  private imported(stack: StackTemplate, name: string): any {
    for (const other of this.stacks) {
      if (other.account !== stack.account || other.region !== stack.region) continue;
      for (const output of Object.values<any>(other.template.Outputs ?? {})) {
        if (output.Export && this.value(other, output.Export.Name) === name) return this.value(other, output.Value);
      }
    }
    return this.fail(stack, `Fn::ImportValue ${name}`);
  }

  private stackOutput(stack: StackTemplate, { StackName, OutputName, Region }: any): any {
    const found = this.stacks.find(({ name, region }) => name === StackName && region === (Region ?? stack.region));
    const output = found?.template.Outputs?.[OutputName];
    if (!found || !output) return this.fail(stack, `Fn::GetStackOutput ${StackName}.${OutputName}`);
    return this.value(found, output.Value);
  }

  private parameter(stack: StackTemplate, id: string, { Type, Default }: any): any {
    const given = this.parameters[id];
    if (given !== undefined) return given;
    if (Default === undefined) return this.fail(stack, `parameter ${id}`);
    // The default is the name of a parameter in the account, not its value.
    return String(Type).startsWith('AWS::SSM::Parameter') ? `value-of-${Default}` : Default;
  }

  private pseudoParameter(stack: StackTemplate, id: string): any {
    const { account, region, partition, name } = stack;
    switch (id) {
      case 'AWS::Partition':
        return partition;
      case 'AWS::Region':
        return region;
      case 'AWS::AccountId':
        return account;
      case 'AWS::StackName':
        return name;
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackId':
        return `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/51af3dc0-da77-11e4-872e-1234567db123`;
      case 'AWS::NoValue':
        return undefined;
      case 'AWS::NotificationARNs':
        return [];
      default:
        return this.fail(stack, `Ref ${id}`);
    }
  }

  private fail(stack: StackTemplate, what: string): string {
    this.unresolved.add(`${stack.name}: ${what}`);
    return UNRESOLVED;
  }
}

/** `Condition` is also a block of a policy: a name of a condition is a string. */
function isIntrinsic(stack: StackTemplate, name: string, argument: any): boolean {
  return name !== 'Condition' || (typeof argument === 'string' && stack.template.Conditions?.[argument] !== undefined);
}

function splitAttribute(argument: string | [string, string]): [string, string] {
  if (Array.isArray(argument)) return argument;
  const dot = argument.indexOf('.');
  return [argument.slice(0, dot), argument.slice(dot + 1)];
}
