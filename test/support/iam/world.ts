import { App } from 'aws-cdk-lib';
import { Resolver, StackTemplate } from './resolver';

/** A resource of an app, as it would be after a deployment. */
export interface Resource {
  readonly type: string;
  readonly logicalId: string;
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  /** Without functions of CloudFormation. */
  readonly properties: any;
  /** What `Ref` gives. */
  readonly ref: string;
  readonly arn?: string;
}

/** Everything that an app would deploy, with concrete values. */
export class World {
  /** All stacks of an app. */
  static of(app: App): World {
    const stacks = app.synth().stacksRecursively.map(({ stackName, template, environment }): StackTemplate => {
      return {
        name: stackName,
        template,
        partition: 'aws',
        account: environment.account,
        region: environment.region,
      };
    });
    return new World(stacks);
  }

  readonly resources: Resource[];
  /** What could not be resolved: tests want it empty, or what is proven is not what is deployed. */
  readonly unresolved: string[];

  constructor(stacks: StackTemplate[]) {
    const resolver = new Resolver(stacks);
    this.resources = stacks.flatMap((stack) => {
      return Object.keys(stack.template.Resources ?? {}).map((id): Resource => {
        const { type, logicalId, properties } = resolver.resource(stack, id);
        const place = { stack: stack.name, account: stack.account, region: stack.region };
        return { type, logicalId, ...place, properties, ref: resolver.ref(stack, id), arn: resolver.arn(stack, id) };
      });
    });
    // Templates of nested stacks are assets: nobody has looked into them.
    const nested = this.ofType('AWS::CloudFormation::Stack').map(({ stack, logicalId }) => `${stack}: ${logicalId}`);
    this.unresolved = [...resolver.unresolved, ...nested.map((it) => `${it} is a nested stack`)].sort();
  }

  ofType(type: string): Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** The one resource of a type whose logical id, name or ARN has this in it. */
  one(type: string, part = ''): Resource {
    const found = this.ofType(type).filter(({ logicalId, ref, arn }) => [logicalId, ref, arn].join(' ').includes(part));
    if (found.length !== 1) {
      throw new Error(`${found.length} resources of ${type} have "${part}" in their id, name or ARN, expected one.`);
    }
    return found[0];
  }
}
