import { Form, Key } from '../../src/bank/private/key';
import { bank } from '../../src/bank/private/keys';

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

/** The rows of the README's table: paths, what they are for, what happens without them. */
export function rows(): string[] {
  const paths = new Map<string, string[]>();
  for (const { path, key } of leaves()) {
    const told = `${key.description} | ${without(key)} |`;
    paths.set(told, [...(paths.get(told) ?? []), `\`${path}\``]);
  }
  return [...paths].map(([told, names]) => `| ${names.join(', ')} | ${told}`);
}

function without({ absence }: Key): string {
  switch (absence.kind) {
    case 'document':
      return 'of the document';
    case 'default':
      return `\`${JSON.stringify(absence.value)}\``;
    case 'without':
      return absence.told;
    case 'refused':
      return 'has to be there';
  }
}
