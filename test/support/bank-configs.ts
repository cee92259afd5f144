import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { Said, saidOf } from './problems';
import { readBank } from '../../src/bank/private/config/bank-reader';
import { Form, Key } from '../../src/bank/private/config/key';
import { bank } from '../../src/bank/private/config/keys';
import { dataOf } from '../../src/bank/private/config/text';

/** A config as somebody writes it. */
export type Written = Record<string, any>;

/** What there is to begin with: the document's text, a config with all there is, and the one of the example. */
export type Fixture = 'document' | 'open' | 'example';

/** The path of a fixture. */
export function fixture(name: Fixture): string {
  return name === 'example'
    ? join(__dirname, '../../examples/rl-bank/open.yaml')
    : join(__dirname, `../bank/fixtures/${name}.yaml`);
}

const texts: Partial<Record<string, string>> = {};

/** What a fixture says below its one key: a copy to break. */
export function written(name: Fixture): Written {
  texts[name] ??= JSON.stringify(dataOf(readFileSync(fixture(name), 'utf8'), name));
  return JSON.parse(texts[name])['infra:bankMvp'];
}

/** The fixture with some values set, by path; `undefined` takes a key out. */
export function changed(name: Fixture, changes: Record<string, unknown>): Written {
  const config = written(name);
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    const last = steps.pop()!;
    const place = steps.reduce((inner, step) => (inner[step] ??= {}), config);
    if (value === undefined) {
      delete place[last];
    } else {
      place[last] = value;
    }
  }
  return config;
}

/** The problems of a config. */
export function said(content: unknown): Said[] {
  return saidOf(readBank(content).problems);
}

/** Anything in place of anything. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e300,
    70_000,
    '',
    'x',
    'true',
    '9000',
    'vpc-...',
    'subnet-a',
  ),
  fc.constantFrom<unknown>(
    [],
    {},
    [[]],
    ['x', 'x'],
    { x: 1 },
    [{}],
    [null],
    'not-ready',
    'nat',
    512,
    'https://a:b@c.de/1',
  ),
  fc.constantFrom<unknown>('example.com', 'Z123456789', 'tenant.region.auth0.com', 'https://api.example.com/'),
  fc.string({ maxLength: 12 }),
  fc.integer(),
);

/** A key that there may be, misspelt or in the wrong place. */
const strayKey = fc.oneof(
  fc.constantFrom(
    'vpcId',
    'nameprefix',
    'DB_URI',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'enabled',
    '',
  ),
  fc.string({ maxLength: 8 }),
);

/** Configs of which every key is right by itself; `brokenness` is the share of places where anything may be. */
export function configs(brokenness: number): fc.Arbitrary<Written> {
  return valueOf(bank.form, brokenness) as fc.Arbitrary<Written>;
}

function valueOf(form: Form, brokenness: number): fc.Arbitrary<unknown> {
  const right = rightValue(form, brokenness);
  return brokenness === 0
    ? right
    : fc.oneof({ weight: 1000, arbitrary: right }, { weight: Math.round(1000 * brokenness), arbitrary: junk });
}

function rightValue(form: Form, brokenness: number): fc.Arbitrary<unknown> {
  switch (form.kind) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: form.min, max: form.max });
    case 'choice':
      return fc.constantFrom<unknown>(...form.values);
    case 'id':
      return fc.constantFrom<unknown>(1, 20000001, '20000002', Number.MAX_SAFE_INTEGER);
    case 'string':
      return fc.constantFrom(...form.examples, ...(form.placeholder?.examples ?? []));
    case 'stringMap':
      return fc.dictionary(fc.constantFrom(...form.exampleKeys), valueOf(form.of, brokenness), { maxKeys: 3 });
    case 'list': {
      const entry = valueOf(form.of, brokenness);
      const isSmall =
        form.of.kind === 'string' && new Set([...form.of.examples, ...(form.of.placeholder?.examples ?? [])]).size;
      const maxLength = Math.min(form.max, 4, isSmall || 4);
      const given = { minLength: Math.min(form.min, maxLength), maxLength };
      return form.of.kind === 'group' ? fc.array(entry, given) : fc.uniqueArray(entry, given);
    }
    case 'group':
      return groupOf(form.keys, form.isChoice === true, brokenness);
  }
}

function groupOf(keys: Readonly<Record<string, Key>>, isChoice: boolean, brokenness: number): fc.Arbitrary<Written> {
  const fields = Object.fromEntries(Object.entries(keys).map(([name, { form }]) => [name, valueOf(form, brokenness)]));
  if (isChoice) {
    const one = Object.entries(fields).map(([name, field]) => field.map((value) => ({ [name]: value })));
    return fc.oneof(...one);
  }
  const required = Object.keys(keys).filter((name) => keys[name].missing.kind === 'required');
  const right = fc.record(fields, { requiredKeys: required });
  if (brokenness === 0) {
    return right;
  }
  const stray = fc.tuple(right, strayKey, junk).map(([whole, name, value]) => {
    const copy = { ...whole };
    Object.defineProperty(copy, name, { value, enumerable: true, configurable: true, writable: true });
    return copy;
  });
  const short = fc.tuple(right, fc.nat()).map(([whole, index]) => {
    const names = Object.keys(whole);
    return Object.fromEntries(Object.entries(whole).filter(([name]) => name !== names[index % names.length]));
  });
  const weight = Math.round(1000 * brokenness);
  return fc.oneof({ weight: 1000, arbitrary: right }, { weight, arbitrary: stray }, { weight, arbitrary: short });
}
