import { Stack } from 'aws-cdk-lib';
import { machineProblems } from './machine-problems';
import { sinkProblem } from './sink-problem';
import { Problem } from '../../core/private/checks/problems';
import { BOOLEAN, OPTIONS, typeProblems } from '../../core/private/checks/types';
import type { CellOptInProps } from '../cell-opt-in-props';

/** What plain JavaScript and other languages may pass in another type. */
export function optInTypeProblems(props: CellOptInProps): Array<Problem | undefined> {
  return typeProblems(props, { search: OPTIONS, shieldProtection: BOOLEAN });
}

/** What no cell can have on request. */
export function optInProblems(
  { region, account }: Stack,
  props: CellOptInProps,
  versions: string[],
): Array<Problem | undefined> {
  const ofSink = sinkProblem(props.monitoringSinkArn, region, account);
  return [...machineProblems(props.machineApi, versions), ofSink];
}
