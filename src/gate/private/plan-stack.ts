import { createHash } from 'node:crypto';
import { Annotations, BootstraplessSynthesizer, Lazy, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { childScope } from '../../core/private/resources/child-scope';

// A registered symbol, so that two copies of this package in one app know each other's.
const PLAN = Symbol.for('rl-bank-constructs.planStack');

/** Content of the empty stack of a gate. */
export interface PlanStackProps {
  /** The gate. */
  readonly gate: Construct;
  /** Description of the stack: why it has no resources. */
  readonly description: string;
  /** Message that the CLI prints with every command. */
  readonly notice: string;
  /** Text that `cdk synth` prints in place of resources. Called during synthesis. */
  readonly text: () => string;
}

/**
 * Creates the empty stack of a closed gate: `cdk synth` prints it, and `cdk deploy` skips it. Without a stack in the app
 * every command of the CLI would fail.
 */
export function planStack({ gate, description, notice, text }: PlanStackProps): void {
  const plan = new Stack(...scopeOf(gate), {
    // The name must be no other stack's: the CLI deletes a deployed stack that has the name of an empty one.
    stackName: stackNameOf(gate),
    description,
    analyticsReporting: false,
    synthesizer: new BootstraplessSynthesizer(),
  });
  Object.defineProperty(plan, PLAN, { value: true });
  plan.addMetadata('Plan', Lazy.string({ produce: text }));
  Annotations.of(plan).addInfo(notice);
  Validations.of(plan).acknowledge({
    id: 'CloudFormation-Validate::F0001',
    reason: 'A plan creates nothing, and the CLI skips a stack without resources.',
  });
}

/** Whether the stack is the empty stack of a gate. */
export function isPlanStack(stack: Stack): boolean {
  return PLAN in stack;
}

/** Scope in the app, where every command of the CLI sees the stack. A pipeline would deploy it in a Stage. */
function scopeOf(gate: Construct): [Construct, string] {
  const { root } = gate.node;
  if (Stage.of(gate) === root) {
    return [gate, 'Plan'];
  }
  return [plansIn(root), gate.node.path.replaceAll('/', '-')];
}

function plansIn(root: IConstruct): Construct {
  const id = 'ResourceGatePlans';
  return childScope(root, id);
}

function stackNameOf(gate: Construct): string {
  const { path } = gate.node;
  const readable = path.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 90);
  return `resource-gate-plan-${readable}-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`;
}
