import type { AddedWave } from './alarm-conditions';
import { unsaidApprovalProblem } from './wave-problems';
import { formatProblem, Problem, problemIf } from '../../../core/private/checks/problems';
import { BOOLEAN, instance, TEXT } from '../../../core/private/checks/types';
import { matches } from '../../../core/private/checks/values';
import type { StagedPipelineProps } from '../../staged-pipeline';
import { literalOf } from '../literal';

/** Types of the props of a pipeline. */
export const PIPELINE_TYPES = {
  pipelineName: TEXT,
  trust: instance('a DeployTrust, such as `DeployTrust.oidc(…)`', 'principal'),
  selfMutationDisabled: BOOLEAN,
  ...{ cliVersion: TEXT, assetsCliVersion: TEXT },
};

/** Names that CodePipeline or IAM refuses, and versions that npm would take for a range. */
export function pipelineProblems({
  pipelineName,
  cliVersion,
  assetsCliVersion,
}: StagedPipelineProps): Array<Problem | undefined> {
  return [
    problemIf(!matches(/^[\w.@-]{1,55}$/, pipelineName), {
      code: 'pipeline/not-a-pipeline-name',
      prop: 'pipelineName',
      value: literalOf(pipelineName),
      allowed: 'must be 1 to 55 letters, digits and . @ - _: the names of its roles have 64',
      fix: 'pass such a literal name, such as `acme-crm`',
    }),
    ...Object.entries({ cliVersion, assetsCliVersion }).map(([prop, value]) =>
      problemIf(value !== undefined && !matches(/^\d+\.\d+\.\d+$/, value), {
        code: 'pipeline/not-a-version',
        prop,
        value,
        allowed: 'must be one version of npm, such as 2.1148.1',
        fix: 'write it out, or leave it out for the newest',
      }),
    ),
  ];
}

/** What is known when all waves are there: a pipeline of one wave deploys to production first. */
export function lateWaveProblems(waves: AddedWave[]): string[] {
  const [first, ...others] = waves;
  const problems = [
    problemIf(first === undefined, {
      code: 'pipeline/no-waves',
      prop: 'stages',
      value: 'none',
      allowed: 'must be added: the pipeline deploys nothing',
      fix: 'call addStage() or addWave()',
    }),
    first && others.length === 0 ? unsaidApprovalProblem(first.options, 'the only wave of a pipeline') : undefined,
  ];
  return problems.flatMap((problem) => (problem ? formatProblem(problem) : []));
}
