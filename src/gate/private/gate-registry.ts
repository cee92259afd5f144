import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { attachCustomSynthesis, ISynthesisSession, Stack, Stage } from 'aws-cdk-lib';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { AssemblySplitter } from './assembly-splitter';
import { problemIf, throwOnProblems } from '../../core/private/checks/problems';

/** A gate, as its Stage knows it. */
export interface RegisteredGate {
  readonly isOpen: boolean;
  /** Folder of the gate's plan, also of an earlier synthesis. */
  readonly folder: string;
  /** Whether synthesis writes a plan. */
  readonly isPlanned: boolean;
  /** Stacks behind the gate. */
  stacks(): Stack[];
  /** Completes the plan in its assembly. */
  completePlan(plan: CloudAssembly): void;
}

// Stored on the Stage, which takes only one custom synthesis. Registered, so that two copies of this package share it.
const GATES = Symbol.for('rl-bank-constructs.gates');
const CUSTOM_SYNTHESIS = Symbol.for('@aws-cdk/core:customSynthesis');

type GatedStage = Stage & { [GATES]?: RegisteredGate[] };

/** Registers a gate with its Stage. */
export function registerGate(path: string, stage: GatedStage, gate: RegisteredGate): void {
  stage[GATES] ??= synthesizedBy(path, stage, []);
  stage[GATES].push(gate);
}

/** Stacks of a Stage behind a closed gate, which are not deployed. */
export function stacksBehindGates(stage: GatedStage): Set<Stack> {
  const closed = (stage[GATES] ?? []).filter(({ isOpen }) => !isOpen);
  return new Set(closed.flatMap((gate) => gate.stacks()));
}

function synthesizedBy(path: string, stage: Stage, gates: RegisteredGate[]): RegisteredGate[] {
  throwOnProblems(
    path,
    problemIf(CUSTOM_SYNTHESIS in stage, {
      code: 'resource-gate/synthesis-taken',
      prop: 'scope',
      value: stage.node.path || 'the app',
      allowed: 'cannot be a Stage with another attachCustomSynthesis(), because a Stage takes one',
      fix: 'attach the other synthesis to a construct below the Stage',
    }),
  );
  // The CDK calls this for the Stage last, when all of its stacks are written.
  attachCustomSynthesis(stage, { onSynthesize: (session) => movePlans(gates, session) });
  return gates;
}

function movePlans(gates: RegisteredGate[], session: ISynthesisSession): void {
  gates.forEach(({ folder }) => rmSync(join(session.outdir, folder), { recursive: true, force: true }));
  const closed = gates.filter((gate) => !gate.isOpen && gate.stacks().length > 0);
  if (closed.length > 0) {
    const splitter = new AssemblySplitter(session);
    splitter.takeOut([...new Set(closed.flatMap((gate) => gate.stacks()))]);
    closed
      .filter(({ isPlanned }) => isPlanned)
      .forEach((gate) => gate.completePlan(splitter.copy(gate.stacks(), gate.folder)));
  }
}
