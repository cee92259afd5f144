import * as key from '../../../src/bank/private/key';

const keys = { a: key.optional('A.', key.flag(), 'nothing') };

test('a list has 50 entries at most if nothing is said, and a group of one is told from a group of all', () => {
  expect(key.list(key.flag()).form).toEqual({ kind: 'list', of: { kind: 'flag' }, least: 0, most: 50 });
  expect(key.group(keys).form).toEqual({ kind: 'group', keys });
  expect(key.oneOf(keys).form).toEqual({ kind: 'group', keys, isChoice: true });
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
