import { Token } from 'aws-cdk-lib';
import { Choice, Form, Group, Id, Key, List, Text, Texts, Whole } from './key';
import { adviceFor, joined } from './nearest';
import { isSecretName, isSecretValue, shown } from './shown';
import { Problem } from '../../core/private/checks/problems';
import { ConfigGap } from '../config-gap';

/** What is gathered on the way through a config. */
export interface Reading {
  /** The group of all keys, for telling the nearest one. */
  readonly root: Group;
  /** Whether the gate is to be open. */
  readonly isOpen: boolean;
  /** What is wrong. */
  readonly problems: Problem[];
  /** What has to be there before the gate can open. */
  readonly gaps: ConfigGap[];
}

/** The value of a group with its defaults; where something is wrong it has no value, and a problem is noted. */
export function readGroup(reading: Reading, form: Group, place: string, value: unknown): Record<string, unknown> {
  const given = mapOf(reading, place, value);
  if (given === undefined) {
    return {};
  }
  const present = Object.keys(given).filter((name) => given[name] !== undefined);
  present
    .filter((name) => !Object.hasOwn(form.keys, name))
    .forEach((name) => reading.problems.push(unknownKey(reading.root, form, place, name, given[name])));
  const known = Object.keys(form.keys).filter((name) => present.includes(name));
  if (form.isChoice && known.length !== 1) {
    reading.problems.push({
      code: 'config/one-of',
      prop: place,
      value: known.length === 0 ? shown('', given) : known,
      allowed: `it has to have exactly one of ${Object.keys(form.keys).join(', ')}`,
      fix: 'write one, and a further entry for each other',
    });
  }
  const values = Object.entries(form.keys).map(([name, key]) => {
    const path = joined(place, name);
    return [name, present.includes(name) ? read(reading, key.form, path, given[name]) : absent(reading, key, path)];
  });
  return Object.fromEntries(values.filter(([, found]) => found !== undefined));
}

function read(reading: Reading, form: Form, path: string, value: unknown): unknown {
  switch (form.kind) {
    case 'group':
      return readGroup(reading, form, path, value);
    case 'list':
      return readList(reading, form, path, value);
    case 'texts':
      return readTexts(reading, form, path, value);
    default:
      return readOne(reading, form, path, value);
  }
}

function readOne(reading: Reading, form: Exclude<Form, Group | List | Texts>, path: string, value: unknown): unknown {
  const problem = Token.isUnresolved(value) ? LATE : problemOf[form.kind](form as never, value);
  if (problem) {
    const fix = value === null ? `${problem.fix}, or leave the key out` : problem.fix;
    reading.problems.push({ prop: path, value: shown(nameOf(path), value), ...secretOr({ ...problem, fix }, value) });
    return undefined;
  }
  if (form.kind === 'text' && form.real && !form.real.pattern.test(value as string)) {
    const { allowed, fix } = form.real;
    note(reading, { code: 'config/placeholder', prop: path, value, allowed, fix });
  }
  return form.kind === 'id' ? String(value) : value;
}

type Wrong = Pick<Problem, 'code' | 'allowed' | 'fix'>;

const LATE: Wrong = {
  code: 'config/late-value',
  allowed: 'a config is read before anything is made',
  fix: 'write the value out',
};

const SECRET: Wrong = {
  code: 'config/secret',
  allowed: 'it looks like a secret, and a config is for everybody to read',
  fix: 'take it out, change it where it is valid, and fill it into Secrets Manager as the plan tells',
};

const problemOf = {
  flag: (_: unknown, value: unknown) =>
    typeof value === 'boolean' ? undefined : kind('it has to be true or false', 'write it without quotes'),
  whole: ({ least, most }: Whole, value: unknown): Wrong | undefined => {
    const allowed = `it has to be a whole number from ${least} to ${most}`;
    if (typeof value !== 'number') {
      return kind(allowed, 'write the number without quotes');
    }
    const fits = Number.isInteger(value) && value >= least && value <= most;
    return fits ? undefined : { code: 'config/not-allowed', allowed, fix: 'give a number in this range' };
  },
  choice: ({ values }: Choice, value: unknown): Wrong | undefined => {
    const isOne = (values as readonly unknown[]).includes(value);
    const allowed = `it has to be one of ${values.join(', ')}`;
    const fix = typeof values[0] === 'number' ? 'write one of these numbers, without quotes' : 'write one of these';
    return isOne ? undefined : { code: 'config/not-allowed', allowed, fix };
  },
  id: (_: Id, value: unknown): Wrong | undefined => {
    const fits = typeof value === 'number' ? Number.isSafeInteger(value) && value > 0 : isDigits(value);
    const fix = 'ask GitHub for it by `gh api repos/<owner>/<name>`';
    return fits ? undefined : { code: 'config/not-allowed', allowed: 'it has to be the number of it at GitHub', fix };
  },
  text: ({ pattern, allowed, examples, holdsPublicKey }: Text, value: unknown): Wrong | undefined => {
    if (typeof value !== 'string') {
      return kind(`it has to be a text, and ${allowed}`, `write it like "${examples[0]}"`);
    }
    const fix = `write it like "${examples[0]}"`;
    if (pattern.test(value)) {
      return isSecretValue(value) && !holdsPublicKey ? { ...SECRET, code: 'config/secret-in-place' } : undefined;
    }
    return { code: 'config/not-allowed', allowed, fix };
  },
};

function readList(reading: Reading, { of, least, most }: List, path: string, value: unknown): unknown[] | undefined {
  if (!Array.isArray(value)) {
    const wrong = kind('it has to be a list', 'write each entry in a line of its own, after "- "');
    reading.problems.push({ prop: path, value: shown(nameOf(path), value), ...secretOr(wrong, value) });
    return undefined;
  }
  const before = reading.problems.length;
  const told = least === most ? `${least}` : `${least} to ${most}`;
  if (value.length < least || value.length > most) {
    reading.problems.push({
      code: 'config/number-of-entries',
      prop: path,
      value: shown('', value),
      allowed: `it takes ${told} entries`,
      fix: value.length < least ? 'add what is missing' : 'take out what is too much',
    });
  }
  if (of.kind !== 'group') {
    const again = value.filter((entry, index) => value.indexOf(entry) < index);
    [...new Set(again)].forEach((entry) =>
      reading.problems.push({
        code: 'config/twice',
        prop: path,
        value: shown(nameOf(path), entry),
        allowed: 'it is in the list twice',
        fix: 'leave it there once',
      }),
    );
  }
  const entries = value.slice(0, most).map((entry, index) => read(reading, of, `${path}[${index}]`, entry));
  return reading.problems.length > before ? undefined : entries;
}

function readTexts(reading: Reading, form: Texts, path: string, value: unknown): Record<string, unknown> | undefined {
  const given = mapOf(reading, path, value);
  if (given === undefined) {
    return undefined;
  }
  const names = Object.keys(given)
    .filter((name) => given[name] !== undefined)
    .sort(); // Java's maps come in random order
  names
    .filter((name) => !form.names.test(name))
    .forEach((name) =>
      reading.problems.push({
        code: 'config/unknown-key',
        prop: joined(path, printable(name)),
        value: shown(name, given[name]),
        allowed: `the keys here are ${form.allowedNames}`,
        fix: 'write it as the API reads it, or take it out',
      }),
    );
  const known = names.filter((name) => form.names.test(name));
  return Object.fromEntries(known.map((name) => [name, readOne(reading, form.of, joined(path, name), given[name])]));
}

/** No list, and none of the objects that stand for a value, such as a date. */
function mapOf(reading: Reading, path: string, value: unknown): Record<string, unknown> | undefined {
  if (Object.prototype.toString.call(value) === '[object Object]' && !Token.isUnresolved(value)) {
    return value as Record<string, unknown>;
  }
  const isLate = Token.isUnresolved(value);
  const fix = 'write its keys below it, two spaces further in, or leave it out';
  const wrong = isLate ? LATE : kind('it has to be a map of keys', fix);
  reading.problems.push({ prop: path || 'the config', value: shown(nameOf(path), value), ...secretOr(wrong, value) });
  return undefined;
}

function absent(reading: Reading, { absence, form }: Key, path: string): unknown {
  switch (absence.kind) {
    case 'document':
      note(reading, {
        code: 'config/missing',
        prop: path,
        value: undefined,
        allowed: 'nothing is created on a guess',
        fix: `write it, such as ${exampleOf(form, absence.standIn)}`,
      });
      return absence.standIn;
    case 'default':
      return form.kind === 'group' ? readGroup(reading, form, path, absence.value) : absence.value;
    case 'refused':
      reading.problems.push({
        code: 'config/needed',
        prop: path,
        value: undefined,
        allowed: `${placeOf(path)} makes no sense without it`,
        fix: `write it, such as ${exampleOf(form, undefined)}`,
      });
      return undefined;
    case 'without':
      return undefined;
  }
}

/** A mistake once the gate is open, and before that a gap that a plan tells of. */
function note(reading: Reading, { code, prop, value, allowed, fix }: Problem): void {
  if (reading.isOpen) {
    reading.problems.push({ code, prop, value, allowed: `createResources is true, and ${allowed}`, fix });
  } else {
    reading.gaps.push({ path: prop, value: value === undefined ? undefined : String(value), action: fix });
  }
}

function unknownKey(root: Group, siblings: Group, place: string, name: string, value: unknown): Problem {
  const prop = joined(place, printable(name));
  if (isSecretName(name) || isSecretValue(value)) {
    return { ...SECRET, prop, value: '***' };
  }
  return {
    code: 'config/unknown-key',
    prop,
    value: shown(name, value),
    allowed: 'there is no such key',
    fix: adviceFor(root, place, siblings, name),
  };
}

function secretOr(wrong: Wrong, value: unknown): Wrong {
  return isSecretValue(value)
    ? { ...SECRET, code: wrong.code === 'config/secret-in-place' ? wrong.code : SECRET.code }
    : wrong;
}

function kind(allowed: string, fix: string): Wrong {
  return { code: 'config/wrong-kind', allowed, fix };
}

/** The document's own value where it may stay, else one of the same form. */
function exampleOf(form: Form, standIn: unknown): string {
  const one = form.kind === 'list' ? form.of : form;
  if (one.kind === 'text' && (one.real || standIn === undefined)) {
    const example = JSON.stringify((one.real ?? one).examples[0]);
    return form.kind === 'list' ? `[${example}, …]` : example;
  }
  return JSON.stringify(standIn ?? 2);
}

function isDigits(value: unknown): boolean {
  return typeof value === 'string' && /^[1-9]\d{0,15}$/.test(value);
}

function placeOf(path: string): string {
  return path.includes('.') ? `'${path.slice(0, path.lastIndexOf('.'))}'` : 'the config';
}

/** The last key of a path, without the number of an entry. */
function nameOf(path: string): string {
  return path
    .split('.')
    .at(-1)!
    .replace(/\[\d+\]$/, '');
}

/** A key of somebody's own in a message: short, in one line. */
function printable(name: string): string {
  const quoted = JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name).slice(1, -1);
  return isSecretValue(name) ? '***' : quoted;
}
