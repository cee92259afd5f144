import { Stack, Stage, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RegionalAlarms } from './regional-alarms';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { claimUnique } from '../../../core/private/checks/unique-claims';

/** Two alarms of one name in a region are one alarm, and the second deployment fails on it or takes it over. */
export function claimNames(owner: Construct, watches: RegionalAlarms[]): void {
  throwOnProblems(owner, ...watches.flatMap((watch) => watch.names.map((name) => nameProblem(owner, watch, name))));
}

/** The account of a construct. Where nobody says to which one a Stage goes, two of them go to two. */
export function accountOf(scope: Construct): string[] {
  const { account } = Stack.of(scope);
  return Token.isUnresolved(account) ? ['of', Stage.of(scope)!.node.path] : [account];
}

function nameProblem(owner: Construct, watch: RegionalAlarms, name: string): Problem | undefined {
  const { region } = Stack.of(watch);
  const before = claimUnique(owner, ['alarm', ...accountOf(watch), region, name], owner);
  return problemIf(before !== undefined, {
    code: 'observability/alarm-name-taken',
    prop: 'namePrefix',
    value: name,
    allowed: `${before} makes an alarm of that name in the same region`,
    fix: "give the system another 'namePrefix', or the source another name in 'sources'",
  });
}
