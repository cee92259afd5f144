import { Stage, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { parameterName, secretName } from './setting-names';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import type { ServiceSettingsProps } from '../../service-settings';

/** The problem of a path below which other settings create the same names: an account has one of each in a region. */
export function pathTakenProblem(
  scope: Construct,
  { path, existingParameters = [], existingSecrets = {} }: ServiceSettingsProps,
  parameterKeys: string[],
  secretKeys: string[],
): Problem | undefined {
  const created = [
    ...parameterKeys.filter((key) => !existingParameters.includes(key)).map((key) => parameterName(key, path)),
    ...secretKeys.filter((key) => !existingSecrets[key]).map((key) => secretName(key, path)),
  ];
  const claims = created.map((name) => ({
    name,
    before: claimUnique(scope, ['settings', ...homeOf(scope), name], scope),
  }));
  const taken = claims.find(({ before }) => before !== undefined);
  return problemIf(taken !== undefined, {
    code: 'settings/path-taken',
    prop: 'path',
    value: path,
    allowed: `must be unique, and ${taken?.before} creates ${taken?.name}, too: CloudFormation would refuse the second`,
    fix: 'give one of the two another path, or pass one of them to both services',
  });
}

/** Account and region, or the stack where they are not known. */
function homeOf(scope: Construct): string[] {
  const { account, region, node } = topLevelStack(scope);
  const isKnown = ![account, region].some((value) => Token.isUnresolved(value));
  return isKnown ? [account, region] : [Stage.of(scope)!.node.path, node.path];
}
