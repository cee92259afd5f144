import { DURATION, KEY, SECRET } from '../../../core/private/checks/cdk-types';
import { Problem } from '../../../core/private/checks/problems';
import { entryProblems, missingProblem } from '../../../core/private/checks/required-props';
import {
  entriesOf,
  instance,
  NUMBER,
  OPTIONS,
  TEXT,
  TEXTS,
  Type,
  typeProblem,
  typeProblems,
} from '../../../core/private/checks/types';
import type { ServiceSettingsProps } from '../../service-settings';

const STORAGE = instance('a SettingStorage, such as `SettingStorage.secret()`', '_identity');

const TYPES: Record<Exclude<keyof ServiceSettingsProps, 'removalPolicy'>, Type> = {
  path: TEXT,
  port: NUMBER,
  values: OPTIONS,
  secretKeys: TEXTS,
  releaseKeys: TEXTS,
  storages: OPTIONS,
  readBy: TEXT,
  existingSecrets: OPTIONS,
  existingParameters: TEXTS,
  encryptionKey: KEY,
  rotations: OPTIONS,
};

/** Props of another type: a text for a key would leave the secrets without it. */
export function settingsTypeProblems(props: ServiceSettingsProps): Array<Problem | undefined> {
  const { values, storages, existingSecrets, rotations } = props;
  return [
    ...typeProblems(props, TYPES),
    ...entryProblems('values', values, TEXT),
    ...entriesOf(storages).map(([key, storage]) =>
      storage === undefined ? undefined : typeProblem(`storages.${key}`, storage, STORAGE),
    ),
    ...entryProblems('existingSecrets', existingSecrets, SECRET),
    ...entryProblems('rotations', rotations, OPTIONS),
    ...entriesOf(rotations).flatMap(([key, rotation]) => {
      const types = { rotationLambda: instance('an IFunction', 'functionArn'), automaticallyAfter: DURATION };
      const prop = `rotations.${key}.`;
      return OPTIONS.has(rotation)
        ? [...missingProblems(rotation, Object.keys(types), prop), ...typeProblems(rotation, types, prop)]
        : [];
    }),
  ];
}

function missingProblems(value: object, names: string[], prefix: string): Array<Problem | undefined> {
  return names.map((name) => missingProblem(`${prefix}${name}`, value[name as keyof typeof value]));
}
