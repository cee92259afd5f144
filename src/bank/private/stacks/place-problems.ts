import { Stack, Stage } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { isElsewhere } from '../../../core/private/stacks/stack-of';
import type { BankMvpConfig } from '../../bank-mvp-config';
import { accountNames } from '../account-names';

/** Throws if the stack or Stage around the bank is in another account or region than the image. */
export function refuseOtherPlaces(scope: Construct, config: BankMvpConfig): void {
  const host = scope.node.scopes.find(Stack.isStack) as Stack | undefined;
  if (host) {
    config.checkEnvironment(host);
  }
  const stage: (IConstruct & { account?: string; region?: string }) | undefined = Stage.of(scope);
  const { account = config.account, region = config.region } = stage ?? {};
  throwOnProblems(
    scope,
    problemIf(isElsewhere({ account, region }, config), {
      code: 'bank-mvp/elsewhere',
      prop: 'config.api.image',
      value: config.api.image,
      allowed: `must be in account ${account} and region ${region}, as its Stage is`,
      fix: 'give the Stage the env of the config, or name an image in its account and region',
    }),
  );
}

/** Names that another bank of the app uses: CloudFormation would fail in the middle of a deployment. */
export function takenByOthers(bank: Construct, config: BankMvpConfig): Array<Problem | undefined> {
  const names = accountNames(config).filter(({ isMade }) => config.enabled && isMade);
  return names.map(({ prop, value, claim, allowed, fix }) => {
    const before = claimUnique(bank, ['bank', ...claim], bank);
    return problemIf(before !== undefined && before !== bank.node.path, {
      code: 'bank-mvp/name-taken',
      prop: `config.${prop}`,
      value,
      allowed: `${allowed}, and ${before} uses it`,
      fix,
    });
  });
}
