import { Stack, Stage } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { BankMvpConfig } from '../../bank-mvp-config';

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
    problemIf(areDifferent(account, config.account) || areDifferent(region, config.region), {
      code: 'bank-mvp/elsewhere',
      prop: 'config.api.image',
      value: config.api.image,
      allowed: `must be in account ${account} and region ${region}, as its Stage is`,
      fix: 'give the Stage the env of the config, or name an image in its account and region',
    }),
  );
}

/** Names that another bank of the app uses in the same account: CloudFormation would fail in the middle of a deployment. */
export function takenByOthers(bank: Construct, config: BankMvpConfig): Array<Problem | undefined> {
  const { account, region, api, adopt, webapp, merchantPortal } = config;
  const names: Array<[prop: string, name: string, isMade: boolean]> = [
    ['namePrefix', config.namePrefix, true],
    ['api.settingsPath', api.settingsPath, true],
    ['api.image', api.image.replace(/[:@][^/]*$/, ''), !adopt.repository],
    ['webapp.bucketName', webapp.bucketName, true],
    ['merchantPortal.bucketName', merchantPortal.bucketName, true],
  ];
  return names.map(([prop, name, isMade]) => {
    const kind = prop.split('.').at(-1)!; // the buckets of both sites share one namespace
    const before =
      config.enabled && isMade ? claimUnique(bank, ['bank', account, region, kind, name], bank) : undefined;
    return problemIf(before !== undefined && before !== bank.node.path, {
      code: 'bank-mvp/name-taken',
      prop: `config.${prop}`,
      value: name,
      allowed: `must be unique in the account and region, and ${before} uses it`,
      fix:
        prop === 'api.image'
          ? 'name another repository, or set adopt.repository to true'
          : 'choose another for this bank',
    });
  });
}
