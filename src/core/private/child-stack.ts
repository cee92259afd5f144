import { IReusableStackSynthesizer, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { problemIf, refuse } from './refuse';

/** A stack that a construct makes beside its own. */
export interface ChildStackProps {
  /** What the stack's name adds to the name of the stack it belongs to. */
  readonly suffix: string;
  /** What it holds. */
  readonly description: string;
  /** Its region; the one of the stack it belongs to if left out. */
  readonly region?: string;
  /** Whether it is protected against deletion. */
  readonly terminationProtection: boolean;
}

/**
 * A stack that is deployed by itself and belongs to `home`: a child in the tree, so that tags, aspects and gates
 * around `home` reach it, named after it, in its account, bootstrapped and deployed as it is.
 */
export function childStack(scope: Construct, id: string, home: Stack, props: ChildStackProps): Stack {
  const stackName = `${home.stackName}-${props.suffix}`;
  refuse(
    scope,
    problemIf(stackName.length > 128, {
      code: 'child-stack/name-too-long',
      prop: 'stackName',
      value: stackName,
      allowed: `CloudFormation takes 128 characters, and it has ${stackName.length}`,
      fix: `shorten the name of the stack ${home.node.path}`,
    }),
  );
  return new Stack(scope, id, {
    env: { account: known(home.account), region: props.region ?? known(home.region) },
    stackName,
    description: props.description,
    terminationProtection: props.terminationProtection,
    synthesizer: synthesizerOf(home),
  });
}

function known(value: string): string | undefined {
  return Token.isUnresolved(value) ? undefined : value;
}

/** What the team configured for `home`, a qualifier or roles of its own included. */
function synthesizerOf(home: Stack): IReusableStackSynthesizer | undefined {
  // CDK binds a copy that inherits from what was configured; that original can be bound once more.
  const configured = Object.getPrototypeOf(home.synthesizer);
  const isOriginal = Object.hasOwn(configured, 'reusableBind') === false && Object.keys(configured).length > 0;
  return isOriginal && typeof configured.reusableBind === 'function' ? configured : undefined;
}
