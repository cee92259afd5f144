import { Environment, IReusableStackSynthesizer, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { problemIf, throwOnProblems } from '../checks/problems';
import { literalOrUndefined } from '../checks/values';

/** A stack that a construct creates beside its own. */
export interface ChildStackProps {
  /** Suffix of the stack's name, after the name of the stack it belongs to. */
  readonly suffix: string;
  /** Description of the stack. */
  readonly description: string;
  /** Region; by default that of the stack it belongs to. */
  readonly region?: string;
  /** Account; by default that of the stack it belongs to. */
  readonly account?: string;
  /** Whether termination protection is on. */
  readonly terminationProtection: boolean;
}

/**
 * A stack that is deployed by itself and belongs to `home`: a child in the tree, so that aspects and gates around
 * `home` reach it, named after it, with its tags, bootstrapped and deployed as it is.
 */
export function childStack(scope: Construct, id: string, home: Stack, props: ChildStackProps): Stack {
  const stackName = `${home.stackName}-${props.suffix}`;
  const region = props.region ?? literalOrUndefined(home.region);
  const account = props.account ?? literalOrUndefined(home.account);
  const namesake = namesakeOf(home, stackName, { account, region });
  throwOnProblems(
    scope,
    problemIf(stackName.length > 128, {
      code: 'child-stack/name-too-long',
      prop: 'stackName',
      value: stackName,
      allowed: `CloudFormation takes 128 characters, and it has ${stackName.length}`,
      fix: `shorten the name of the stack ${home.node.path}`,
    }),
    problemIf(namesake !== undefined, {
      code: 'child-stack/name-taken',
      prop: 'stackName',
      value: stackName,
      allowed: `must be unique in its account and region, and ${namesake?.node.path} has it already`,
      fix: `rename one of the two: this one is named after ${home.node.path}`,
    }),
  );
  // All resources of `home` may be in this stack, and newer versions of the CDK report an empty stack.
  Validations.of(home).acknowledge({
    id: 'CloudFormation-Validate::F0001',
    reason: `What it defines may lie in ${stackName} alone; the CLI skips a stack without resources.`,
  });
  return new Stack(scope, id, {
    env: { account, region },
    stackName,
    description: props.description,
    tags: home.tags.tagValues(),
    terminationProtection: props.terminationProtection,
    synthesizer: synthesizerOf(home),
  });
}

/** A stack of the same name, account and region. */
function namesakeOf(home: Stack, stackName: string, { account, region }: Environment): Stack | undefined {
  const stacks = Stage.of(home)!.node.findAll().filter(Stack.isStack);
  return stacks.find((stack) => {
    const isThere = literalOrUndefined(stack.account) === account && literalOrUndefined(stack.region) === region;
    return stack.stackName === stackName && isThere;
  });
}

/** The synthesizer that the team configured for `home`, with its qualifier and roles. */
function synthesizerOf(home: Stack): IReusableStackSynthesizer | undefined {
  // CDK binds a copy that inherits from what was configured; that original can be bound once more.
  const configured = Object.getPrototypeOf(home.synthesizer);
  const isOriginal = !Object.hasOwn(configured, 'reusableBind') && Object.keys(configured).length > 0;
  return isOriginal && typeof configured.reusableBind === 'function' ? configured : undefined;
}
