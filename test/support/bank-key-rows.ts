import { Form, Key } from '../../src/bank/private/config/key';
import { bank } from '../../src/bank/private/config/keys';

/** A key with its path. */
export interface PathOfKey {
  readonly path: string;
  readonly key: Key;
}

/** Every key that has a value of its own, in the order of the table. */
export function leaves(form: Form = bank.form, place = ''): PathOfKey[] {
  if (form.kind !== 'group') {
    return [];
  }
  return Object.entries(form.keys).flatMap(([name, key]) => {
    const path = place === '' ? name : `${place}.${name}`;
    const inner = key.form.kind === 'list' ? leaves(key.form.of, `${path}[]`) : leaves(key.form, path);
    return inner.length > 0 ? inner : [{ path, key }];
  });
}

/** The rows of the README's table: paths, type, description, and what happens when the key is missing. */
export function rows(): string[] {
  const paths = new Map<string, string[]>();
  for (const { path, key } of leaves()) {
    const text = `${typeOf(key.form)} | ${key.description} | ${whenMissing(key)} |`;
    paths.set(text, [...(paths.get(text) ?? []), `\`${path}\``]);
  }
  return [...paths].map(([text, names]) => `| ${names.join(', ')} | ${text}`);
}

function typeOf(form: Form): string {
  switch (form.kind) {
    case 'integer':
      return `${form.min} to ${form.max}`;
    case 'choice':
      return form.values.length > 8 ? 'choice' : form.values.join(', ');
    case 'list':
      return `list of ${typeOf(form.of)}`;
    case 'stringMap':
      return 'map of strings';
    case 'id':
      return 'number';
    default:
      return form.kind;
  }
}

function whenMissing({ missing }: Key): string {
  switch (missing.kind) {
    case 'document':
      return 'required to open the gate';
    case 'default':
      return `\`${JSON.stringify(missing.value)}\``;
    case 'optional':
      return missing.effect;
    case 'required':
      return 'required';
  }
}
