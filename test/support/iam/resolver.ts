import { arnOf, attributeOf, Named, Place, refOf } from './arns';

/** A synthesized stack. */
export interface StackTemplate extends Place {
  readonly name: string;
  readonly template: any;
}

/** What stands where something could not be resolved. It has no wildcard and no colon: it matches no ARN. */
const UNRESOLVED = 'UNRESOLVED';

/** CloudFormation's functions, evaluated over all stacks of an app at once. */
export class Resolver {
  /** What could not be resolved, in words. */
  readonly unresolved = new Set<string>();
  private readonly named = new Map<string, Named>();

  constructor(private readonly stacks: StackTemplate[]) {
    // Nothing here has conditions: what is made under one would count as made.
    for (const stack of stacks) if (stack.template.Conditions) this.fail(stack, 'Conditions');
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
    return this.has(stack, id) ? refOf(this.resource(stack, id), stack) : this.fail(stack, `Ref ${id}`);
  }

  arn(stack: StackTemplate, id: string): string | undefined {
    return arnOf(this.resource(stack, id), stack);
  }

  /** A value of a template, concrete. */
  value(stack: StackTemplate, value: any): any {
    if (Array.isArray(value)) return value.map((item) => this.value(stack, item)).filter((item) => item !== undefined);
    if (value === null || typeof value !== 'object') return value;
    const keys = Object.keys(value);
    if (keys.length === 1 && /^(Ref$|Fn::)/.test(keys[0])) return this.intrinsic(stack, keys[0], value[keys[0]]);
    const resolved = keys.map((key) => [key, this.value(stack, value[key])] as const);
    return Object.fromEntries(resolved.filter(([, item]) => item !== undefined));
  }

  /** What templates of ours have. Anything else is told, and never guessed. */
  private intrinsic(stack: StackTemplate, name: string, argument: any): any {
    switch (name) {
      case 'Ref':
        return this.ref(stack, argument);
      case 'Fn::GetAtt':
        return this.attribute(stack, argument);
      case 'Fn::Join':
        return [this.value(stack, argument[1])].flat().join(argument[0]); // an attribute that is a list has one item here
      case 'Fn::Split':
        return this.value(stack, argument[1]).split(argument[0]);
      case 'Fn::FindInMap':
        return this.findInMap(stack, argument);
      case 'Fn::ImportValue':
        return this.imported(stack, this.value(stack, argument));
      case 'Fn::GetStackOutput':
        return this.stackOutput(stack, this.value(stack, argument));
      default:
        return this.fail(stack, name);
    }
  }

  private has(stack: StackTemplate, id: string): boolean {
    return stack.template.Resources?.[id] !== undefined;
  }

  private attribute(stack: StackTemplate, [id, attribute]: [string, string]): any {
    const what = `Fn::GetAtt ${id}.${attribute}`;
    if (!this.has(stack, id)) return this.fail(stack, what);
    return attributeOf(this.resource(stack, id), attribute, stack) ?? this.fail(stack, what);
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

  /** A role is of the account whose stack it reads. */
  private stackOutput(stack: StackTemplate, { StackName, OutputName, Region = stack.region, RoleArn }: any): any {
    const there = RoleArn?.split(':')[4] ?? stack.account;
    const found = this.stacks.find(({ name, region, account }) => {
      return name === StackName && region === Region && account === there;
    });
    const output = found?.template.Outputs?.[OutputName];
    if (!found || !output) return this.fail(stack, `Fn::GetStackOutput ${StackName}.${OutputName}`);
    return this.value(found, output.Value);
  }

  private parameter(stack: StackTemplate, id: string, { Type, Default }: any): any {
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
      case 'AWS::NoValue':
        return undefined;
      default:
        return this.fail(stack, `Ref ${id}`);
    }
  }

  private fail(stack: StackTemplate, what: string): string {
    this.unresolved.add(`${stack.name}: ${what}`);
    return UNRESOLVED;
  }
}
