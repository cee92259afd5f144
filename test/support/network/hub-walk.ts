import { CloudAssembly } from 'aws-cdk-lib/cx-api';

/** Attachment that a packet leaves the hub by; `dropped` on purpose, or `no route`. */
export type Hop = string | 'dropped' | 'no route';

interface Route {
  readonly range: string;
  readonly isStatic: boolean;
  readonly target: string;
}

/** What the templates of an app make of a transit gateway: each attachment has a table, and each table has routes. */
export class HubWalk {
  public readonly tableOf = new Map<string, string>();
  public readonly cidrOf = new Map<string, string>();
  private readonly routes = new Map<string, Route[]>();
  private readonly templates: Map<string, any>;

  /** @param aliases ids that are written down, and what they are in a template: `stack.logicalId` */
  constructor(
    assembly: CloudAssembly,
    private readonly aliases: Record<string, string>,
  ) {
    this.templates = new Map(assembly.stacksRecursively.map(({ stackName, template }) => [stackName, template]));
    this.each('AWS::EC2::TransitGatewayAttachment', (stack, { VpcId }, id) => {
      const vpc = this.templates.get(stack).Resources[VpcId.Ref];
      this.cidrOf.set(`${stack}.${id}`, vpc.Properties.CidrBlock);
    });
    this.each('AWS::EC2::TransitGatewayRouteTableAssociation', (stack, it) => {
      const attachment = this.key(stack, it.TransitGatewayAttachmentId);
      if (this.tableOf.has(attachment)) throw new Error(`${attachment} has two tables`);
      this.tableOf.set(attachment, this.key(stack, it.TransitGatewayRouteTableId));
    });
    this.each('AWS::EC2::TransitGatewayRouteTablePropagation', (stack, it) => {
      const target = this.key(stack, it.TransitGatewayAttachmentId);
      this.add(this.key(stack, it.TransitGatewayRouteTableId), {
        ...{ range: this.cidrOf.get(target)!, isStatic: false, target },
      });
    });
    this.each('AWS::EC2::TransitGatewayRoute', (stack, it) => {
      const target = it.Blackhole === true ? 'dropped' : this.key(stack, it.TransitGatewayAttachmentId);
      const range = it.DestinationCidrBlock;
      this.add(this.key(stack, it.TransitGatewayRouteTableId), { range, isStatic: true, target });
    });
  }

  /** A route that is not in the templates, such as one that a mutant or a router adds. */
  public add(table: string, route: Route): void {
    this.routes.set(table, [...(this.routes.get(table) ?? []), route]);
  }

  /** Where the hub sends a packet that an attachment brings: by the longest prefix, and static routes before others. */
  public hop(attachment: string, address: string): Hop {
    const routes = this.routes.get(this.tableOf.get(attachment) ?? '') ?? [];
    const [best] = routes
      .filter(({ range }) => has(range, address))
      .sort((one, other) => bitsOf(other.range) - bitsOf(one.range) || Number(other.isStatic) - Number(one.isStatic));
    return best?.target ?? 'no route';
  }

  /** Ranges with a route of a VPC to the transit gateway, by the stack of the VPC. */
  public rangesFrom(stack: string): string[] {
    const routes = Object.values<any>(this.templates.get(stack).Resources).filter(({ Type, Properties }) => {
      return Type === 'AWS::EC2::Route' && Properties.TransitGatewayId !== undefined;
    });
    return [...new Set(routes.map(({ Properties }) => Properties.DestinationCidrBlock))].sort();
  }

  private each(type: string, visit: (stack: string, properties: any, id: string) => void): void {
    for (const [stack, { Resources = {} }] of this.templates) {
      for (const [id, { Type, Properties }] of Object.entries<any>(Resources)) {
        if (Type === type) visit(stack, Properties, id);
      }
    }
  }

  /** One name for a resource, however a template refers to it. */
  private key(stack: string, value: any): string {
    if (typeof value === 'string') return this.aliases[value] ?? value;
    if (value.Ref) return `${stack}.${value.Ref}`;
    const { StackName, OutputName } = value['Fn::GetStackOutput'];
    return this.key(StackName, this.templates.get(StackName).Outputs[OutputName].Value);
  }
}

/** The address that is `index` after the first one of a block. */
export function addressIn(range: string, index: number): string {
  const number = numberOf(range.split('/')[0]) + index;
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.');
}

function has(range: string, address: string): boolean {
  const size = 2 ** (32 - bitsOf(range));
  return Math.floor(numberOf(range.split('/')[0]) / size) === Math.floor(numberOf(address) / size);
}

function bitsOf(range: string): number {
  return Number(range.split('/')[1]);
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
