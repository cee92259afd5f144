import * as key from '../../../src/bank/private/key';

const word = { pattern: /^\w+$/, allowed: 'a word', examples: ['x'] };

test('forms are told by their kind', () => {
  expect([key.text(word), key.whole(1, 2), key.choice('a', 'b'), key.flag(), key.id()].map(({ form }) => form)).toEqual(
    [
      { kind: 'text', ...word },
      { kind: 'whole', least: 1, most: 2 },
      { kind: 'choice', values: ['a', 'b'] },
      { kind: 'flag' },
      { kind: 'id' },
    ],
  );
});

test('lists have 50 entries at most if nothing is said', () => {
  expect(key.list(key.flag()).form).toEqual({ kind: 'list', of: { kind: 'flag' }, least: 0, most: 50 });
});

test('a group of one is told from a group of all', () => {
  const keys = { a: key.optional('A.', key.flag(), 'nothing') };
  expect(key.group(keys).form).toEqual({ kind: 'group', keys });
  expect(key.oneOf(keys).form).toEqual({ kind: 'group', keys, isChoice: true });
});

test('names of texts have a form of their own', () => {
  const names = { names: /^A/, allowedNames: 'A', exampleNames: ['A'] };
  expect(key.texts(names, key.text(word)).form).toEqual({ kind: 'texts', ...names, of: { kind: 'text', ...word } });
});

test('what happens without a key is told by its kind', () => {
  const absences = [
    key.ofDocument('', key.flag(), true),
    key.byDefault('', key.flag(), true),
    key.optional('', key.flag(), 'nothing'),
    key.needed('', key.flag()),
    key.section('', key.group({})),
  ].map(({ absence }) => absence);
  expect(absences).toEqual([
    { kind: 'document', standIn: true },
    { kind: 'default', value: true },
    { kind: 'without', told: 'nothing' },
    { kind: 'refused' },
    { kind: 'default', value: {} },
  ]);
});
