import { createHash } from 'node:crypto';
import {
  CfnElement,
  CfnOutput,
  DefaultTokenResolver,
  Fn,
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

/** A value that one stack has and others read. */
export interface WeakReferenceProps {
  /** The stack that has the value. */
  readonly producer: Stack;
  /** What the value is, in PascalCase: the beginning of the output's name. */
  readonly name: string;
  /** The value, as the producer sees it. */
  readonly value: string;
  /** Everything that makes the value another one when it changes. Read late, when all of it is known. */
  readonly identity: () => unknown;
}

/**
 * The value as a string that any stack of the same account and Stage can use, whatever its region.
 *
 * It is read with `Fn::GetStackOutput`: no Lambda, no export that blocks a replacement. Two things make that safe:
 * - the output's name carries a hash of what the value stands for. CloudFormation resolves the function only when the
 *   consumer's template changes; under a stable name a replaced value would never arrive.
 * - whoever reads it depends on the producer, so it is deployed after and deleted before.
 *
 * Each synthesis asks first while it prepares, when aspects have run, and then for each template and for the tree. What
 * it stands for is read once of these times. Before any synthesis it is read each time, since all may still change.
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
      const reading = known ?? readingOf(consumer, props, context.scope);
      if (context.preparing) {
        prepared.set(consumer, reading);
      }
      return reading;
    },
  });
}

function readingOf(consumer: Stack, props: WeakReferenceProps, scope: IConstruct): string {
  throwOnProblems(scope, ...problemsBetween(consumer, props));
  const output = outputOf(props);
  dependOn(consumer, props.producer);
  const elsewhere = props.producer.region !== consumer.region;
  return Fn.getStackOutput(props.producer.stackName, output, elsewhere ? props.producer.region : undefined);
}

/**
 * A name that is known here, of something that another stack makes: whoever reads it is deployed after that stack. No
 * output is needed, and nothing holds the other stack's resource in its place.
 */
export function nameMadeBy(producer: Stack, name: string): string {
  return Lazy.uncachedString({
    produce: (context) => {
      const consumer = topLevelStack(context.scope as Stack);
      if (consumer !== producer) {
        dependOn(consumer, producer);
      }
      return name;
    },
  });
}

/**
 * The value as text and numbers that are the same whenever one asks. The CDK itself resolves a reference to a third stack
 * to `Ref` first and to `Fn::ImportValue` later, and an output would have two names.
 */
export function resolveStable(scope: Stack, value: unknown): any {
  return Tokenization.resolve(value, { scope, resolver: new ReferencesByTarget(), preparing: false });
}

class ReferencesByTarget extends DefaultTokenResolver {
  constructor() {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: any): any {
    if (!Reference.isReference(token)) {
      return super.resolveToken(token, context, postProcessor);
    }
    const { target, displayName } = token;
    const id = CfnElement.isCfnElement(target) ? context.resolve(target.logicalId) : target.node.path;
    return `${Stack.of(target).node.path}/${id}.${displayName}`;
  }
}

function outputOf({ producer, name, value, identity }: WeakReferenceProps): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(resolveStable(producer, identity())))
    .digest('hex');
  const output = `${name}${hash.slice(0, 8)}`;
  if (!producer.node.tryFindChild(output)) {
    new CfnOutput(producer, output, { value });
  }
  return output;
}

/** Newer versions of the CDK have renamed the method and warn of the old name. */
export function dependOn(consumer: Stack & { addStackDependency?(target: Stack): void }, producer: Stack): void {
  if (consumer.addStackDependency) {
    consumer.addStackDependency(producer);
  } else {
    consumer.addDependency(producer);
  }
}

function problemsBetween(consumer: Stack, { producer, name }: WeakReferenceProps): Array<Problem | undefined> {
  const told = { prop: name, value: `a value of the stack ${producer.node.path}` };
  return [
    problemIf(areDifferent(consumer.account, producer.account), {
      ...told,
      code: 'weak-reference/other-account',
      allowed: `${producer.node.path} is in account ${producer.account} and ${consumer.node.path}, which reads it, in ${consumer.account}`,
      fix: 'define it in a stack of the account that uses it',
    }),
    problemIf(isOutsidePartitionAws(consumer.region) !== isOutsidePartitionAws(producer.region), {
      ...told,
      code: 'weak-reference/other-partition',
      allowed: `${consumer.node.path}, which reads it, is in ${consumer.region}, in another partition`,
      fix: 'define it in the partition that uses it',
    }),
    problemIf(Stage.of(consumer) !== Stage.of(producer), {
      ...told,
      code: 'weak-reference/other-stage',
      allowed: `${consumer.node.path}, which reads it, is in another Stage, and values do not cross Stages`,
      fix: 'define it in the Stage that uses it',
    }),
    problemIf(Token.isUnresolved(producer.region) && producer.region !== consumer.region, {
      ...told,
      code: 'weak-reference/no-region',
      allowed: `${consumer.node.path}, which reads it, has to name the region it is in, and the stack states none`,
      fix: `give ${producer.node.path} an explicit \`env.region\``,
    }),
  ];
}
