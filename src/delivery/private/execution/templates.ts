import { CfnResource, Stack } from 'aws-cdk-lib';

/** A resource of a synthesized template. */
export interface TemplateResource {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: any;
  /** Path of the construct, for messages. */
  readonly path: string;
}

/** A value, and the stack in whose template it stands. */
export interface StackValue {
  readonly stack: Stack;
  readonly value: unknown;
}

const REFERENCES = ['Ref', 'Fn::GetAtt', 'Fn::GetStackOutput', 'Fn::ImportValue'];

/** The templates of stacks as they are deployed, and what their references lead to. */
export class Templates {
  /** All resources, in the order of the tree. */
  public readonly resources: TemplateResource[];
  /** The regions of the stacks, sorted. */
  public readonly regions: string[];
  private readonly byId = new Map<string, TemplateResource>();
  private readonly references = new Map<TemplateResource, TemplateResource[]>();
  private readonly documents = new Map<Stack, any>();

  constructor(public readonly stacks: Stack[]) {
    this.regions = [...new Set(stacks.map(({ region }) => region))].sort();
    this.resources = stacks.flatMap((stack) => this.resourcesOf(stack));
    this.resources.forEach((resource) => this.byId.set(keyOf(resource.stack, resource.logicalId), resource));
  }

  /** The template of a stack. */
  public documentOf(stack: Stack): any {
    if (!this.documents.has(stack)) {
      this.documents.set(stack, stack.resolve((stack as any)._toCloudFormation()));
    }
    return this.documents.get(stack);
  }

  public resource(stack: Stack, logicalId: string): TemplateResource | undefined {
    return this.byId.get(keyOf(stack, logicalId));
  }

  /** The resources that the properties of a resource refer to, in other stacks too. */
  public referencesOf(resource: TemplateResource): TemplateResource[] {
    if (!this.references.has(resource)) {
      this.references.set(resource, this.referencesIn(resource.stack, resource.properties));
    }
    return this.references.get(resource)!;
  }

  /** The resources that a value of a template refers to. */
  public referencesIn(stack: Stack, value: unknown): TemplateResource[] {
    const found = new Set<TemplateResource>();
    this.visit(stack, value, (_name, _argument, target) => target && found.add(target));
    return [...found];
  }

  /** What a value of another stack stands for: an output, an export, a parameter of a nested stack. */
  public elsewhere(stack: Stack, name: string, argument: any): StackValue | undefined {
    switch (name) {
      case 'Ref':
        return this.parameterOf(stack, argument);
      case 'Fn::GetAtt':
        return this.nestedOutput(stack, [argument].flat().join('.').split('.'));
      default: {
        const isOne = ({ id, output, stack: other }: { id: string; output: any; stack: Stack }) =>
          name === 'Fn::GetStackOutput'
            ? other.stackName === argument.StackName && id === argument.OutputName
            : other.region === stack.region && JSON.stringify(output.Export?.Name) === JSON.stringify(argument);
        const outputs = this.stacks.flatMap((other) => {
          const all: Array<[string, any]> = Object.entries(this.documentOf(other).Outputs ?? {});
          return all.map(([id, output]) => ({ id, output, stack: other }));
        });
        const found = outputs.find(isOne);
        return found && { stack: found.stack, value: found.output.Value };
      }
    }
  }

  /** Calls back for each function of CloudFormation in a value, with the resource that it refers to. */
  public visit(
    stack: Stack,
    value: unknown,
    found: (name: string, argument: any, to?: TemplateResource) => void,
  ): void {
    if (Array.isArray(value)) return value.forEach((item) => this.visit(stack, item, found));
    if (typeof value !== 'object' || value === null) return;
    for (const [name, argument] of Object.entries<any>(value)) {
      if (name === 'Fn::Sub') {
        const [text] = [argument].flat();
        const ids = [...String(text).matchAll(/\$\{([A-Za-z0-9]+)(\.[\w.]+)?\}/g)].map(([, id]) => id);
        ids.forEach((id) => found(name, argument, this.resource(stack, id)));
      } else if (REFERENCES.includes(name)) {
        const id = name === 'Ref' ? argument : name === 'Fn::GetAtt' ? idOfAttribute(argument) : undefined;
        found(name, argument, this.resource(stack, id));
        const other = this.elsewhere(stack, name, argument);
        if (other) this.visit(other.stack, other.value, found);
      }
      this.visit(stack, argument, found);
    }
  }

  private parameterOf(stack: Stack, name: string): StackValue | undefined {
    const { nestedStackParent: parent, nestedStackResource: nested } = stack;
    if (!parent || !nested) return undefined;
    const { Properties } = this.documentOf(parent).Resources?.[parent.resolve(nested.logicalId)] ?? {};
    const value = Properties?.Parameters?.[name];
    return value === undefined ? undefined : { stack: parent, value };
  }

  private nestedOutput(stack: Stack, [id, outputs, name]: string[]): StackValue | undefined {
    if (outputs !== 'Outputs') return undefined;
    const nested = this.stacks.find(({ nestedStackParent, nestedStackResource: resource }) => {
      return nestedStackParent === stack && resource && stack.resolve(resource.logicalId) === id;
    });
    const value = nested && this.documentOf(nested).Outputs?.[name]?.Value;
    return value === undefined ? undefined : { stack: nested!, value };
  }

  private resourcesOf(stack: Stack): TemplateResource[] {
    const constructs = stack.node
      .findAll()
      .filter(CfnResource.isCfnResource)
      .filter((it) => Stack.of(it) === stack);
    const paths = new Map(constructs.map((it) => [stack.resolve(it.logicalId), it.node.path]));
    return Object.entries<any>(this.documentOf(stack).Resources ?? {}).map(([logicalId, { Type, Properties = {} }]) => {
      const path = paths.get(logicalId) ?? `${stack.node.path}/${logicalId}`;
      return { stack, logicalId, type: Type, properties: Properties, path };
    });
  }
}

/** `Fn::GetAtt` takes a list or a string with a point. */
function idOfAttribute(argument: string | string[]): string {
  return [argument].flat()[0].split('.')[0];
}

function keyOf(stack: Stack, logicalId: string): string {
  return `${stack.node.path}|${logicalId}`;
}
