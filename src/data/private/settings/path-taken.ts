import { Construct } from 'constructs';
import { parameterName, secretName } from './setting-names';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { claimUnique, regionalHomeOf } from '../../../core/private/checks/unique-claims';
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
  const home = regionalHomeOf(scope);
  const claims = created.map((name) => ({ name, before: claimUnique(scope, ['settings', ...home, name], scope) }));
  const taken = claims.find(({ before }) => before !== undefined);
  return problemIf(taken !== undefined, {
    code: 'settings/path-taken',
    prop: 'path',
    value: path,
    allowed: `must be unique, and ${taken?.before} creates ${taken?.name}, too: CloudFormation would refuse the second`,
    fix: 'give one of the two another path, or pass one of them to both services',
  });
}
