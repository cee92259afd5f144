import { Duration, Lazy } from 'aws-cdk-lib';
import { throwOnProblems } from '../../../../src/core/private/checks/problems';
import {
  BOOLEAN,
  instance,
  LIST,
  NUMBER,
  oneOf,
  OPTIONS,
  TEXT,
  TEXTS,
  Type,
  typeProblems,
} from '../../../../src/core/private/checks/types';

enum Phase {
  NOT_READY = 'NOT_READY',
  FIRST_START = 'FIRST_START',
  RUNNING = 'RUNNING',
}

interface Key {
  readonly keyArn: string;
}

const TYPES: Array<[type: Type, ofIt: unknown[], others: unknown[]]> = [
  [BOOLEAN, [true, false], ['false', 0, null, {}]],
  [NUMBER, [0, NaN], ['1', null, {}]],
  [TEXT, ['', 'text'], [1, null, [], {}]],
  [LIST, [[], ['text']], ['text', null, {}]],
  [TEXTS, [[], ['text'], Lazy.list({ produce: () => [] })], ['text', [1], [undefined], {}]],
  [OPTIONS, [{}, { path: '/' }], ['/x', '', 0, null, [], true]],
  [instance('a Duration', 'toSeconds'), [Duration.days(1)], [{}, 60, '60', null, []]],
  [oneOf({ Phase }), ['RUNNING', Phase.NOT_READY], ['running', '', null, 0, {}]],
];

describe.each(TYPES)('type %#', (type, ofIt, others) => {
  test.each(ofIt.map((value) => [value]))('%p is of it', (value) => {
    expect(type.has(value)).toBe(true);
  });

  test.each(others.map((value) => [value]))('%p is not', (value) => {
    expect(type.has(value)).toBe(false);
  });
});

const given = (props: object) => () =>
  throwOnProblems(
    'Api',
    ...typeProblems(props, { phase: oneOf({ Phase }), key: instance('an IKey', 'keyArn') } as object),
  );

test('props that are left out, and props of their type, and tokens, pass', () => {
  const key: Key = { keyArn: 'arn' };
  expect(given({})).not.toThrow();
  expect(given({ phase: Phase.RUNNING, key })).not.toThrow();
  expect(
    given({ phase: Lazy.string({ produce: () => 'late' }), key: Lazy.any({ produce: () => 'late' }) }),
  ).not.toThrow();
});

test('an enum names all of its values', () => {
  expect(given({ phase: 'running' })).toThrow(
    `'phase' is "running", but must be Phase.NOT_READY, Phase.FIRST_START or Phase.RUNNING: pass such a value [props/wrong-type at Api]`,
  );
});

test('an object of another type is not printed', () => {
  expect(given({ key: { node: {} } })).toThrow(`'key' is "an object", but must be an IKey: `);
});

test('lists of objects and functions are not printed either: JSON takes no circles', () => {
  const circle: any = {};
  circle.self = circle;
  expect(given({ key: [circle] })).toThrow(`'key' is ["an object"], but must be an IKey: `);
  expect(given({ key: () => 1 })).toThrow(`'key' is "a function", but must be an IKey: `);
});

test('a text where a construct is expected is named with its value', () => {
  expect(given({ key: 'arn:aws:kms' })).toThrow(`'key' is "arn:aws:kms", but must be an IKey: `);
});

test('a property of a struct is named with the struct', () => {
  const problems = typeProblems({ path: 1 }, { path: TEXT }, 'healthCheck.');
  expect(() => throwOnProblems('Api', ...problems)).toThrow(`'healthCheck.path' is 1, but must be a string: `);
});
