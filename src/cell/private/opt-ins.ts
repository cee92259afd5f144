import { machineProblems } from './machine-problems';
import { Problem } from '../../core/private/checks/problems';
import { OPTIONS, typeProblems } from '../../core/private/checks/types';
import type { CellOptInProps } from '../cell-opt-in-props';

/** What the cell has on request, out of all of its props. */
export function optInsOf({ search, machineApi }: CellOptInProps): CellOptInProps {
  return { search, machineApi };
}

/** What plain JavaScript and other languages may pass in another type. */
export function optInTypeProblems(props: CellOptInProps): Array<Problem | undefined> {
  return typeProblems(props, { search: OPTIONS });
}

/** What no cell can have on request. */
export function optInProblems(props: CellOptInProps, versions: string[]): Array<Problem | undefined> {
  return machineProblems(props.machineApi, versions);
}
