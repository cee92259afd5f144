import { createHash } from 'node:crypto';
import { Annotations, BootstraplessSynthesizer, Lazy, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';

// A registered symbol, so that two copies of this package in one app know each other's.
const PLAN = Symbol.for('rl-bank-constructs.planStack');

/** What the empty stack of a gate tells. */
export interface PlanStackProps {
  /** The gate. */
  readonly gate: Construct;
  /** Why there are no resources. */
  readonly description: string;
  /** What the CLI says beside the output of every command. */
  readonly notice: string;
  /** What `cdk synth` prints in place of resources. Asked when the stack is synthesized. */
  readonly text: () => string;
}

/**
 * The one stack that stays where a gate is closed. It is empty: `cdk synth` prints it, and `cdk deploy` skips it. Without
 * any stack in the app every command of the CLI would fail.
 */
export function planStack({ gate, description, notice, text }: PlanStackProps): void {
  const plan = new Stack(...placeOf(gate), {
    // Nobody's stack may have this name: the CLI deletes what it finds deployed under the name of an empty stack.
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

/** Whether the stack is the empty one of a gate. */
export function isPlanStack(stack: Stack): boolean {
  return PLAN in stack;
}

/** In the app, where every command of the CLI sees it; never in a Stage below, of which a pipeline deploys every stack. */
function placeOf(gate: Construct): [Construct, string] {
  const { root } = gate.node;
  if (Stage.of(gate) === root) {
    return [gate, 'Plan'];
  }
  return [plansIn(root), gate.node.path.replaceAll('/', '-')];
}

function plansIn(root: IConstruct): Construct {
  const id = 'ResourceGatePlans';
  return (root.node.tryFindChild(id) as Construct | undefined) ?? new Construct(root, id);
}

function stackNameOf(gate: Construct): string {
  const { path } = gate.node;
  const readable = path.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 90);
  return `resource-gate-plan-${readable}-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`;
}
