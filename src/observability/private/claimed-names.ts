import { Stack, Stage, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Watch } from './watch';
import { take } from '../../core/private/claims';
import { Problem, problemIf, refuse } from '../../core/private/refuse';

/** Two alarms of one name in a region are one alarm, and the second deployment fails on it or takes it over. */
export function claimNames(owner: Construct, watches: Watch[]): void {
  refuse(owner, ...watches.flatMap((watch) => watch.names.map((name) => nameProblem(owner, watch, name))));
}

function nameProblem(owner: Construct, watch: Watch, name: string): Problem | undefined {
  const { account, region } = Stack.of(watch);
  const isKnown = !Token.isUnresolved(account) && !Token.isUnresolved(region);
  // Where nobody says where a Stage goes, two of them go to two places.
  const where = isKnown ? [account, region] : ['somewhere', Stage.of(watch)!.node.path, region];
  const before = take(owner, ['alarm', ...where, name], owner);
  return problemIf(before !== undefined, {
    code: 'observability/alarm-name-taken',
    prop: 'namePrefix',
    value: name,
    allowed: `${before} makes an alarm of that name in the same region`,
    fix: "give the system another 'namePrefix', or the source another name in 'sources'",
  });
}
