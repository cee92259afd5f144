import { notRecorded, unrecorded } from './messages';
import { Problem, throwOnProblems } from '../../src/core/private/checks/problems';

/** What a test says of a problem, and where it is thrown. Its text stands in messages.json, as rendered. */
export type Said = [code: string, prop: string, value: unknown, path?: string];

/** The problems that a construct would be refused with: none for a value that only CloudFormation knows. */
export function saidOf(problems: Array<Problem | undefined>): Said[] {
  return problems.flatMap((problem) => (problem && isRefused(problem) ? [threeOf(problem)] : []));
}

function threeOf({ code, prop, value, allowed, fix }: Problem): Said {
  const fresh = unrecorded(code, prop, `${allowed}: ${fix}`);
  if (fresh.length > 0) throw new Error(notRecorded(fresh));
  return [code, prop, value];
}

function isRefused(problem: Problem): boolean {
  try {
    throwOnProblems('a test', problem);
    return false;
  } catch {
    return true;
  }
}
