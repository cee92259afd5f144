import { Form, GroupForm, Key, ListForm, StringForm, StringMapForm } from './key';
import { adviceFor, joined } from './nearest';
import { isSecretName, isSecretValue, shown } from './shown';
import { SECRET, valueProblem, Wrong } from './value-problem';
import { Problem } from '../../../core/private/checks/problems';
import { ConfigGap } from '../../config/config-gap';

/** What reading a config collects. */
export interface Reading {
  /** All keys, to find the one nearest to a misspelt one. */
  readonly root: GroupForm;
  /** Whether the gate is open. */
  readonly isOpen: boolean;
  readonly problems: Problem[];
  /** What the open gate requires and the config lacks. */
  readonly gaps: ConfigGap[];
}

/** The value with its defaults. A value with a problem is left out, and the problem is collected. */
export function read(reading: Reading, form: Form, path: string, value: unknown): unknown {
  const wrong = valueProblem(form, nameOf(path), value);
  if (wrong) {
    report(reading, path, value, wrong);
    return undefined;
  }
  switch (form.kind) {
    case 'group':
      return readGroup(reading, form, path, value as Record<string, unknown>);
    case 'list':
      return readList(reading, form, path, value as unknown[]);
    case 'stringMap':
      return readStringMap(reading, form, path, value as Record<string, unknown>);
    case 'string':
      notePlaceholder(reading, form, path, value as string);
      return value;
    case 'id':
      return String(value);
    default:
      return value;
  }
}

function readGroup(reading: Reading, form: GroupForm, path: string, value: Record<string, unknown>): unknown {
  const present = namesIn(value);
  const unknown = present.filter((name) => !Object.hasOwn(form.keys, name));
  unknown.forEach((name) => reading.problems.push(unknownKey(reading.root, form, path, name, value[name])));
  const known = Object.keys(form.keys).filter((name) => present.includes(name));
  if (form.isChoice && known.length !== 1) {
    reading.problems.push({
      code: 'config/one-of',
      prop: path,
      value: known.length === 0 ? shown('', value) : known,
      allowed: `must have exactly one of ${Object.keys(form.keys).join(', ')}`,
      fix: 'keep one, and add an entry for each other one',
    });
  }
  const values = Object.entries(form.keys).map(([name, key]) => {
    const place = joined(path, name);
    return [name, known.includes(name) ? read(reading, key.form, place, value[name]) : missing(reading, key, place)];
  });
  return Object.fromEntries(values.filter(([, found]) => found !== undefined));
}

function readList(reading: Reading, { of, min, max }: ListForm, path: string, given: unknown[]): unknown {
  const value = Array.from(given); // methods of a list that has a property 'constructor' fail
  const before = reading.problems.length;
  if (value.length < min || value.length > max) {
    report(reading, path, value, {
      code: 'config/number-of-entries',
      allowed: `must have ${min === max ? min : `${min} to ${max}`} entries`,
      fix: value.length < min ? 'add entries' : 'remove entries',
    });
  }
  const again = of.kind === 'group' ? [] : value.filter((entry, index) => value.indexOf(entry) < index);
  [...new Set(again)].forEach((entry) =>
    report(reading, path, entry, {
      code: 'config/twice',
      allowed: 'cannot be in the list twice',
      fix: 'remove the duplicate',
    }),
  );
  const entries = value.slice(0, max).map((entry, index) => read(reading, of, `${path}[${index}]`, entry));
  return reading.problems.length > before ? undefined : entries;
}

function readStringMap(reading: Reading, form: StringMapForm, path: string, value: Record<string, unknown>): unknown {
  const names = namesIn(value).sort(); // Java's maps come in random order
  const unknown = names.filter((name) => !form.keyPattern.test(name));
  unknown.forEach((name) =>
    reading.problems.push({
      code: 'config/unknown-key',
      prop: joined(path, printable(name)),
      value: shown(name, value[name]),
      allowed: `must be one of the keys ${form.allowedKeys}`,
      fix: 'write the name that the API reads, or remove it',
    }),
  );
  const known = names.filter((name) => form.keyPattern.test(name));
  return Object.fromEntries(known.map((name) => [name, read(reading, form.of, joined(path, name), value[name])]));
}

function missing(reading: Reading, { missing: rule, form }: Key, path: string): unknown {
  switch (rule.kind) {
    case 'document':
      gap(reading, path, undefined, {
        code: 'config/missing',
        allowed: 'must be set',
        fix: `write it, such as ${exampleOf(form, rule.standIn)}`,
      });
      return rule.standIn;
    case 'default':
      return form.kind === 'group' ? read(reading, form, path, rule.value) : rule.value;
    case 'required':
      report(reading, path, undefined, {
        code: 'config/needed',
        allowed: `must be set in ${parentOf(path)}`,
        fix: `write it, such as ${exampleOf(form, undefined)}`,
      });
      return undefined;
    case 'optional':
      return undefined;
  }
}

function notePlaceholder(reading: Reading, { placeholder }: StringForm, path: string, value: string): void {
  if (placeholder && !placeholder.realPattern.test(value)) {
    const { allowed, fix } = placeholder;
    gap(reading, path, value, { code: 'config/placeholder', allowed, fix });
  }
}

/** Behind an open gate a gap is a problem. */
function gap(reading: Reading, path: string, value: string | undefined, { code, allowed, fix }: Wrong): void {
  if (reading.isOpen) {
    reading.problems.push({ code, prop: path, value, allowed: `${allowed} when createResources is true`, fix });
  } else {
    reading.gaps.push({ path, value, action: fix });
  }
}

function report(reading: Reading, path: string, value: unknown, wrong: Wrong): void {
  const told = value === undefined ? undefined : shown(nameOf(path), value);
  reading.problems.push({ prop: path || 'the config', value: told, ...wrong });
}

function unknownKey(root: GroupForm, siblings: GroupForm, path: string, name: string, value: unknown): Problem {
  const prop = joined(path, printable(name));
  if (isSecretName(name) || isSecretValue(value, name)) {
    return { ...SECRET, prop, value: '***' };
  }
  return {
    code: 'config/unknown-key',
    prop,
    value: shown(name, value),
    allowed: 'must be a known key',
    fix: adviceFor(root, path, siblings, name),
  };
}

/** The stand-in if that can be a real value, else an example. */
function exampleOf(form: Form, standIn: unknown): string {
  const one = form.kind === 'list' ? form.of : form;
  if (one.kind === 'string' && (one.placeholder || standIn === undefined)) {
    const example = JSON.stringify((one.placeholder ?? one).examples[0]);
    return form.kind === 'list' ? `[${example}, …]` : example;
  }
  return JSON.stringify(standIn ?? 2);
}

/** What JavaScript leaves undefined is missing. */
function namesIn(value: Record<string, unknown>): string[] {
  return Object.keys(value).filter((name) => value[name] !== undefined);
}

function parentOf(path: string): string {
  return path.includes('.') ? `'${path.slice(0, path.lastIndexOf('.'))}'` : 'the config';
}

/** The last key of a path, without the index of an entry. */
function nameOf(path: string): string {
  return path
    .split('.')
    .at(-1)!
    .replace(/\[\d+\]$/, '');
}

/** A key that the caller made up: short, in one line, and redacted when it looks like a secret. */
function printable(name: string): string {
  const quoted = JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name).slice(1, -1);
  return isSecretValue(name) ? '***' : quoted;
}
