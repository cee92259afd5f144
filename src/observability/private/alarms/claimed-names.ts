import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RegionalAlarms } from './regional-alarms';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { accountOf } from '../sources/account-of';

/** Claims the names of alarms in their region: a second deployment of the same name would fail, or take the alarm over. */
export function claimNames(owner: Construct, regions: RegionalAlarms[]): void {
  throwOnProblems(owner, ...regions.flatMap((region) => region.names.map((name) => nameProblem(owner, region, name))));
}

function nameProblem(owner: Construct, alarms: RegionalAlarms, name: string): Problem | undefined {
  const { region } = Stack.of(alarms);
  const before = claimUnique(owner, ['alarm', ...accountOf(alarms), region, name], owner);
  return problemIf(before !== undefined, {
    code: 'observability/alarm-name-taken',
    prop: 'namePrefix',
    value: name,
    allowed: `cannot be used twice in a region, and ${before} has an alarm of that name`,
    fix: "choose another 'namePrefix', or another name for the source in 'sources'",
  });
}
