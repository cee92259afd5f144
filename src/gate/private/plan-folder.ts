import { Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { claimUnique } from '../../core/private/checks/unique-claims';

/** The Stage of the gate, during whose synthesis the gate works. */
export function stageOfGate(gate: Construct): Stage {
  const stage = Stage.of(gate);
  throwOnProblems(
    gate,
    problemIf(stage === undefined, {
      code: 'resource-gate/no-app',
      prop: 'scope',
      value: gate.node.root.node.id || 'a construct without parent',
      allowed: 'must be in an App or a Stage, because a gate works during its synthesis',
      fix: 'create the gate below an App',
    }),
  );
  return stage!;
}

/** The folder of the gate's plan, which is unique in the app. */
export function planFolderOf(gate: Construct): string {
  const folder = `plan-${gate.node.path.replace(/[^\w.-]+/g, '-')}`;
  const other = claimUnique(gate, ['plan folder', folder.toLowerCase()], gate);
  throwOnProblems(
    gate,
    problemIf(other !== undefined, {
      code: 'resource-gate/folder-taken',
      prop: 'id',
      value: gate.node.id,
      allowed: `must differ from that of ${other}, because both plans would be in the folder ${folder}`,
      fix: 'choose another id for one of the two gates',
    }),
  );
  return folder;
}
