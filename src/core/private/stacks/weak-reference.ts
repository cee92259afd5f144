import { createHash } from 'node:crypto';
import {
  CfnElement,
  CfnOutput,
  DefaultTokenResolver,
  Fn,
  IFragmentConcatenator,
  IResolvable,
  IResolveContext,
  Lazy,
  Reference,
  Stack,
  Stage,
  StringConcat,
  Token,
  Tokenization,
} from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { areDifferent, isOutsidePartitionAws, topLevelStack } from './stack-of';
import { Problem, problemIf, throwOnProblems } from '../checks/problems';

/** A value of one stack that other stacks read. */
export interface WeakReferenceProps {
  /** The stack with the value. */
  readonly producer: Stack;
  /** Name of the value, in PascalCase: prefix of the output's name. */
  readonly name: string;
  /** The value in the producer's template. */
  readonly value: string;
  /** Everything that changes the value. Read late, when all of it is known. */
  readonly identity: () => unknown;
}

/**
 * The value as a string that any stack of the same account and Stage can use, whatever its region.
 *
 * It is read with `Fn::GetStackOutput`: no Lambda, no export that blocks a replacement. Two things make that safe:
 * - the output's name has a hash of the value's identity. CloudFormation resolves the function only when the consumer's
 *   template changes; under a stable name a replaced value would never arrive.
 * - the consumer depends on the producer, so it is deployed after it and deleted before it.
 *
 * Each synthesis resolves it first while preparing, after all aspects, and then for each template and for the tree. The
 * identity is read once per synthesis. Before any synthesis it is read each time, since all of it may still change.
 */
export function weakReference(props: WeakReferenceProps): string {
  const prepared = new Map<Stack, string>();
  return Lazy.uncachedString({
    produce: (context) => {
      const consumer = topLevelStack(context.scope as Stack);
      if (consumer === props.producer) {
        return props.value;
      }
      const known = context.preparing ? undefined : prepared.get(consumer);
      const reference = known ?? referenceFrom(consumer, props, context.scope);
      if (context.preparing) {
        prepared.set(consumer, reference);
      }
      return reference;
    },
  });
}

function referenceFrom(consumer: Stack, props: WeakReferenceProps, scope: IConstruct): string {
  throwOnProblems(scope, ...problemsBetween(consumer, props));
  const output = outputOf(props);
  dependOn(consumer, props.producer);
  const otherRegion = props.producer.region !== consumer.region;
  return Fn.getStackOutput(props.producer.stackName, output, otherRegion ? props.producer.region : undefined);
}

/**
 * A literal name of a resource in another stack: its consumers are deployed after that stack. It needs no output, and no
 * CloudFormation export blocks replacing the resource.
 *
 * @param reference the same by a reference to the resource, for the stack itself: what names it there waits for it
 */
export function nameMadeBy(producer: Stack, name: string, reference: string = name): string {
  return Lazy.uncachedString({
    produce: (context) => {
      const consumer = topLevelStack(context.scope as Stack);
      if (consumer === producer) {
        return reference;
      }
      dependOn(consumer, producer);
      return name;
    },
  });
}

/**
 * The value resolved to the same text and numbers at any time. The CDK resolves a reference to a third stack to `Ref` first
 * and to `Fn::ImportValue` later, and an output would get two names. Without another `concat`, a function of CloudFormation
 * within a text is "[object Object]", whatever it says.
 */
export function resolveStable(scope: Stack, value: unknown, concat: IFragmentConcatenator = new StringConcat()): any {
  return Tokenization.resolve(value, { scope, resolver: new ReferencesByTarget(concat), preparing: false });
}

class ReferencesByTarget extends DefaultTokenResolver {
  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: any): any {
    if (!Reference.isReference(token)) {
      return super.resolveToken(token, context, postProcessor);
    }
    const { target, displayName } = token;
    const id = CfnElement.isCfnElement(target) ? context.resolve(target.logicalId) : target.node.path;
    return `${Stack.of(target).node.path}/${id}.${displayName}`;
  }
}

/** Name of the output of the producer that has the value: another value is another output, which the other template names. */
export function outputOf({ producer, name, value, identity }: WeakReferenceProps): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(resolveStable(producer, identity())))
    .digest('hex');
  const output = `${name}${hash.slice(0, 8)}`;
  if (!producer.node.tryFindChild(output)) {
    new CfnOutput(producer, output, { value });
  }
  return output;
}

/** Adds a stack dependency. Newer versions of the CDK renamed the method and warn of the old name. */
export function dependOn(consumer: Stack & { addStackDependency?(target: Stack): void }, producer: Stack): void {
  if (consumer.addStackDependency) {
    consumer.addStackDependency(producer);
  } else {
    consumer.addDependency(producer);
  }
}

function problemsBetween(consumer: Stack, { producer, name }: WeakReferenceProps): Array<Problem | undefined> {
  const about = { prop: name, value: `a value of the stack ${producer.node.path}` };
  return [
    problemIf(areDifferent(consumer.account, producer.account), {
      ...about,
      code: 'weak-reference/other-account',
      allowed: `cannot cross accounts: ${producer.node.path} is in ${producer.account}, and ${consumer.node.path} reads it in ${consumer.account}`,
      fix: 'define it in a stack of the account that uses it',
    }),
    problemIf(isOutsidePartitionAws(consumer.region) !== isOutsidePartitionAws(producer.region), {
      ...about,
      code: 'weak-reference/other-partition',
      allowed: `cannot cross partitions: ${consumer.node.path} reads it in ${consumer.region}`,
      fix: 'define it in the partition that uses it',
    }),
    problemIf(Stage.of(consumer) !== Stage.of(producer), {
      ...about,
      code: 'weak-reference/other-stage',
      allowed: `cannot cross Stages: ${consumer.node.path} reads it in another one`,
      fix: 'define it in the Stage that uses it',
    }),
    problemIf(Token.isUnresolved(producer.region) && producer.region !== consumer.region, {
      ...about,
      code: 'weak-reference/no-region',
      allowed: `must be in a stack with an explicit region, which ${consumer.node.path} reads it from`,
      fix: `give ${producer.node.path} an explicit \`env.region\``,
    }),
  ];
}
