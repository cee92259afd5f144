import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { entriesOf } from '../../../core/private/checks/types';
import { isPort, isPrintable } from '../../../core/private/checks/values';
import type { ServiceSettingsProps } from '../../service-settings';

const FULL_ARN = /^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:.+-[A-Za-z0-9]{6}$/;
const PATH = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+){0,12}$/;

/** Props that Parameter Store, Secrets Manager or ECS refuse, or that would start the service with a wrong value. */
export function settingsProblems(
  props: ServiceSettingsProps,
  values: Record<string, string>,
  secretKeys: string[],
): Array<Problem | undefined> {
  const { path, port, existingSecrets, existingParameters = [], rotations } = props;
  return [
    problemIf(!isPort(port), {
      code: 'settings/not-a-port',
      prop: 'port',
      value: port,
      allowed: 'must be a whole number from 1 to 65535',
      fix: 'pass the port that the service listens on',
    }),
    problemIf(!PATH.test(path) || path.length > 256, {
      code: 'settings/not-a-path',
      prop: 'path',
      value: path,
      allowed:
        'must be letters, digits and . _ - with single slashes between, none at the ends, 256 characters at most',
      fix: 'write it like "tracker/web"',
    }),
    problemIf(/^(aws|ssm)/i.test(path), {
      code: 'settings/reserved-path',
      prop: 'path',
      value: path,
      allowed: 'cannot begin with "aws" or "ssm", which Parameter Store reserves',
      fix: 'begin it with another word',
    }),
    ...keyProblems(props),
    ...entriesOf(values).flatMap(([key, value]) => [valueProblem(key, value), credentialsProblem(key, value)]),
    ...keysIn(entriesOf(existingSecrets)).map((key) => unknownKey('existingSecrets', key, secretKeys)),
    ...existingParameters.map((key) => unknownKey('existingParameters', key, Object.keys(values))),
    ...keysIn(entriesOf(rotations)).map((key) => unknownKey('rotations', key, secretKeys)),
    ...entriesOf(existingSecrets).map(([key, secret]) =>
      problemIf(!FULL_ARN.test(secret.secretFullArn ?? ''), {
        code: 'settings/not-a-full-arn',
        prop: `existingSecrets.${key}`,
        value: secret.secretFullArn ?? secret.secretArn,
        allowed: 'must have its full ARN, with the six characters that Secrets Manager adds to the name',
        fix: 'reference it by `Secret.fromSecretCompleteArn`',
      }),
    ),
  ];
}

/** Keys that are no environment variables, or that two props give. */
function keyProblems({ values, storages, secretKeys = [], releaseKeys = [] }: ServiceSettingsProps) {
  const stored = entriesOf(storages).filter(([, storage]) => storage !== undefined);
  const keysOf = {
    port: ['PORT'],
    values: keysIn(entriesOf(values)),
    storages: keysIn(stored),
    secretKeys,
    releaseKeys,
  };
  const given = Object.entries(keysOf).flatMap(([prop, keys]) => keys.map((key) => ({ prop, key })));
  return given.flatMap(({ prop, key }, index) => {
    const before = given.slice(0, index).find((other) => other.key === key);
    return [
      problemIf(!/^[A-Za-z_]\w*$/.test(key), {
        code: 'settings/not-a-key',
        prop,
        value: key,
        allowed: 'must be letters, digits and underscores, with no digit first, as environment variables have',
        fix: 'write it as the service reads it, such as "LOG_LEVEL"',
      }),
      problemIf(before !== undefined, {
        code: 'settings/key-twice',
        prop,
        value: key,
        allowed: `cannot be a key that '${before?.prop}' has: ECS refuses a name that is given twice`,
        fix: 'remove one of the two',
      }),
    ];
  });
}

function keysIn(entries: Array<[string, unknown]>): string[] {
  return entries.map(([key]) => key);
}

function unknownKey(prop: string, key: string, known: string[]): Problem | undefined {
  return problemIf(!known.includes(key), {
    code: 'settings/unknown-key',
    prop,
    value: key,
    allowed: `must be one of ${known.join(', ')}`,
    fix: 'correct the key, or leave it out',
  });
}

/** The limits of a standard parameter, which is free. */
function valueProblem(key: string, value: string): Problem | undefined {
  const isValue = isPrintable(value) && value.length <= 4096 && !value.includes('{{');
  return problemIf(!Token.isUnresolved(value) && !isValue, {
    code: 'settings/not-a-value',
    prop: key,
    value,
    allowed: 'Parameter Store takes 1 to 4096 printable characters, without "{{" in them',
    fix: 'shorten or correct the value',
  });
}

/** A password in a URL; a user alone, such as the public key of a Sentry DSN, is none. The message hides both. */
function credentialsProblem(key: string, value: string): Problem | undefined {
  return problemIf(!Token.isUnresolved(value) && /\/\/[^/]*:[^/]*@/.test(value), {
    code: 'settings/credentials-in-clear',
    prop: key,
    value: value.replace(/\/\/[^/]*@/g, '//***@'),
    allowed: 'cannot have credentials: every reader of the template would see them',
    fix: 'make it a secret, by `secretKeys` or `SettingStorage.secret()`',
  });
}
