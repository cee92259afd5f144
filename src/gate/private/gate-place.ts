import { Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { claimUnique } from '../../core/private/checks/unique-claims';

/** The Stage that the gate works in. */
export function stageOfGate(gate: Construct): Stage {
  const stage = Stage.of(gate);
  throwOnProblems(
    gate,
    problemIf(stage === undefined, {
      code: 'resource-gate/no-app',
      prop: 'scope',
      value: gate.node.root.node.id || 'a construct without parent',
      allowed: 'a gate works while an app or a Stage is synthesized, and there is none above it',
      fix: 'make the gate somewhere below an App',
    }),
  );
  return stage!;
}

/** The folder of the gate's plan, which no other gate of the app has. */
export function planFolderOf(gate: Construct): string {
  const folder = `plan-${gate.node.path.replace(/[^\w.-]+/g, '-')}`;
  const other = claimUnique(gate, ['plan folder', folder.toLowerCase()], gate);
  throwOnProblems(
    gate,
    problemIf(other !== undefined, {
      code: 'resource-gate/folder-taken',
      prop: 'id',
      value: gate.node.id,
      allowed: `the plan would lie in ${folder}, where that of ${other} lies`,
      fix: 'give one of the two gates another id',
    }),
  );
  return folder;
}
