import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { attachCustomSynthesis, ISynthesisSession, Stack, Stage } from 'aws-cdk-lib';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { AssemblySplitter } from './assembly-splitter';
import { problemIf, throwOnProblems } from '../../core/private/checks/problems';

/** What a Stage has to know of a gate in it. */
export interface RegisteredGate {
  readonly isOpen: boolean;
  /** Where a plan of this gate lies, or lay when it was closed. */
  readonly folder: string;
  /** Whether there is to be a plan. */
  readonly isPlanned: boolean;
  /** The stacks behind the gate. */
  stacks(): Stack[];
  /** The assembly of the plan is there. */
  planned(plan: CloudAssembly): void;
}

// On the Stage, which takes one custom synthesis only; registered, so that two copies of this package share it.
const GATES = Symbol.for('rl-bank-constructs.gates');
const CUSTOM_SYNTHESIS = Symbol.for('@aws-cdk/core:customSynthesis');

type GatedStage = Stage & { [GATES]?: RegisteredGate[] };

/** Lets the Stage know of a gate in it. */
export function registerGate(path: string, stage: GatedStage, gate: RegisteredGate): void {
  stage[GATES] ??= synthesizedBy(path, stage, []);
  stage[GATES].push(gate);
}

/** The stacks of a Stage that some closed gate keeps from being created. */
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
      allowed:
        'a gate works while its Stage is synthesized, and attachCustomSynthesis() was called on that Stage already',
      fix: 'attach the other synthesis to a construct below the Stage',
    }),
  );
  // The CDK comes to the Stage itself last, when all of its stacks are written.
  attachCustomSynthesis(stage, { onSynthesize: (session) => divert(gates, session) });
  return gates;
}

function divert(gates: RegisteredGate[], session: ISynthesisSession): void {
  gates.forEach(({ folder }) => rmSync(join(session.outdir, folder), { recursive: true, force: true }));
  const closed = gates.filter((gate) => !gate.isOpen && gate.stacks().length > 0);
  if (closed.length > 0) {
    const diversion = new AssemblySplitter(session);
    diversion.takeOut([...new Set(closed.flatMap((gate) => gate.stacks()))]);
    closed
      .filter(({ isPlanned }) => isPlanned)
      .forEach((gate) => gate.planned(diversion.copy(gate.stacks(), gate.folder)));
  }
}
