import { Token } from 'aws-cdk-lib';
import { ChoiceForm, Form, IntegerForm, StringForm } from './key';
import { isSecretValue } from './shown';
import { Problem } from '../../../core/private/checks/problems';

/** A problem without its path and its value. */
export type Wrong = Pick<Problem, 'code' | 'allowed' | 'fix'>;

/** A secret, wherever it is in a config. */
export const SECRET: Wrong = {
  code: 'config/secret',
  allowed: 'cannot be in a config, since it looks like a secret',
  fix: 'remove it, rotate it, and store it in Secrets Manager as the plan describes',
};

const LATE: Wrong = {
  code: 'config/late-value',
  allowed: 'must be a literal value, since a config is read before resources exist',
  fix: 'write the value instead of a token',
};

/** What is wrong with a value by itself, of a key with this name; of maps and lists, whether they are such. */
export function valueProblem(form: Form, name: string, value: unknown): Wrong | undefined {
  const wrong = Token.isUnresolved(value) ? LATE : problemOf(form, value);
  if (wrong === undefined) {
    const isSecret = form.kind === 'string' && !form.holdsPublicKey && isSecretValue(value, name);
    return isSecret ? { ...SECRET, code: 'config/secret-in-place' } : undefined;
  }
  if (isSecretValue(value, name)) {
    return SECRET;
  }
  return value === null ? { ...wrong, fix: `${wrong.fix}, or leave the key out` } : wrong;
}

/** Whether a value is a map: neither a list nor an object of a class, such as a date. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]';
}

function problemOf(form: Form, value: unknown): Wrong | undefined {
  switch (form.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : wrongKind('must be true or false', 'write it without quotes');
    case 'integer':
      return integerProblem(form, value);
    case 'choice':
      return choiceProblem(form, value);
    case 'id':
      return isId(value)
        ? undefined
        : notAllowed('must be the numeric id at GitHub', 'look it up with `gh api repos/<owner>/<name>`');
    case 'string':
      return stringProblem(form, value);
    case 'list':
      return Array.isArray(value)
        ? undefined
        : wrongKind('must be a list', 'write each entry on a line of its own, after "- "');
    case 'stringMap':
    case 'group':
      return isMap(value)
        ? undefined
        : wrongKind('must be a map of keys', 'write its keys below it, indented by two spaces');
  }
}

function integerProblem({ min, max }: IntegerForm, value: unknown): Wrong | undefined {
  const allowed = `must be a whole number from ${min} to ${max}`;
  if (typeof value !== 'number') {
    return wrongKind(allowed, 'write the number without quotes');
  }
  const isInRange = Number.isInteger(value) && value >= min && value <= max;
  return isInRange ? undefined : notAllowed(allowed, 'choose a number in this range');
}

function choiceProblem({ values }: ChoiceForm, value: unknown): Wrong | undefined {
  const fix = typeof values[0] === 'number' ? 'write one of these numbers, without quotes' : 'write one of these';
  const isOne = (values as readonly unknown[]).includes(value);
  return isOne ? undefined : notAllowed(`must be one of ${values.join(', ')}`, fix);
}

function stringProblem({ pattern, allowed, examples }: StringForm, value: unknown): Wrong | undefined {
  const fix = `write it like "${examples[0]}"`;
  if (typeof value !== 'string') {
    return wrongKind(`must be a string, and ${allowed}`, fix);
  }
  return pattern.test(value) ? undefined : notAllowed(allowed, fix);
}

function isId(value: unknown): boolean {
  return typeof value === 'number'
    ? Number.isSafeInteger(value) && value > 0
    : typeof value === 'string' && /^[1-9]\d{0,15}$/.test(value);
}

function wrongKind(allowed: string, fix: string): Wrong {
  return { code: 'config/wrong-kind', allowed, fix };
}

function notAllowed(allowed: string, fix: string): Wrong {
  return { code: 'config/not-allowed', allowed, fix };
}
