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

/** The templates of stacks as they are deployed, and what their references lead to. */
export class Templates {
  /** All resources, in the order of the tree. */
  public readonly resources: TemplateResource[];
  private readonly byId = new Map<string, TemplateResource>();
  private readonly references = new Map<TemplateResource, TemplateResource[]>();
  private readonly documents = new Map<Stack, any>();

  constructor(public readonly stacks: Stack[]) {
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

  /** What an output of another stack, or an export, stands for. */
  public otherStackValue(stack: Stack, name: string, argument: any): { stack: Stack; value: unknown } | undefined {
    for (const other of this.stacks) {
      const outputs: Array<[string, any]> = Object.entries(this.documentOf(other).Outputs ?? {});
      const found = outputs.find(([id, output]) => {
        return name === 'Fn::GetStackOutput'
          ? other.stackName === argument.StackName && id === argument.OutputName
          : other.region === stack.region && output.Export?.Name === argument;
      });
      if (found) return { stack: other, value: found[1].Value };
    }
    return undefined;
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
      if (name === 'Ref') {
        found(name, argument, this.resource(stack, argument));
      } else if (name === 'Fn::GetAtt') {
        found(name, argument, this.resource(stack, idOfAttribute(argument)));
      } else if (name === 'Fn::Sub') {
        const [text] = [argument].flat();
        const ids = [...String(text).matchAll(/\$\{([A-Za-z0-9]+)(\.[\w.]+)?\}/g)].map(([, id]) => id);
        ids.forEach((id) => found(name, argument, this.resource(stack, id)));
      } else if (name === 'Fn::GetStackOutput' || name === 'Fn::ImportValue') {
        found(name, argument);
        const other = this.otherStackValue(stack, name, argument);
        if (other) this.visit(other.stack, other.value, found);
      }
      this.visit(stack, argument, found);
    }
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
