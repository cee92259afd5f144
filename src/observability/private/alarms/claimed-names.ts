import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RegionalAlarms } from './regional-alarms';
import { Problem, throwOnProblems } from '../../../core/private/checks/problems';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { accountOf } from '../sources/account-of';

/** Claims the names of alarms in their region: a second deployment of the same name would fail, or take the alarm over. */
export function claimNames(owner: Construct, regions: RegionalAlarms[]): void {
  const taken = regions.flatMap((region) => takenNames(owner, region));
  throwOnProblems(owner, taken.length === 0 ? undefined : nameProblem(taken));
}

interface TakenName {
  readonly name: string;
  /** Path of the construct that has an alarm of the name. */
  readonly before: string;
}

function takenNames(owner: Construct, alarms: RegionalAlarms): TakenName[] {
  const { region } = Stack.of(alarms);
  return alarms.names.flatMap((name) => {
    const before = claimUnique(owner, ['alarm', ...accountOf(alarms), region, name], owner);
    return before === undefined ? [] : [{ name, before }];
  });
}

/** One problem for all names: with the same prefix and sources, every alarm has the name of another one. */
function nameProblem([{ name, before }, ...others]: TakenName[]): Problem {
  const more = others.length === 0 ? '' : `; ${others.length} more names are taken too`;
  return {
    code: 'observability/alarm-name-taken',
    prop: 'namePrefix',
    value: name,
    allowed: `cannot be used twice in a region, and ${before} has an alarm of that name${more}`,
    fix: "choose another 'namePrefix', or another name for the source in 'sources'",
  };
}
