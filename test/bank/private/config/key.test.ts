import * as key from '../../../../src/bank/private/config/key';

const keys = { a: key.optional('A.', key.boolean(), 'nothing') };

test('a list has 50 entries at most by default, and oneOf() marks its group', () => {
  expect(key.list(key.boolean()).form).toEqual({ kind: 'list', of: { kind: 'boolean' }, min: 0, max: 50 });
  expect(key.group(keys).form).toEqual({ kind: 'group', keys });
  expect(key.oneOf(keys).form).toEqual({ kind: 'group', keys, isChoice: true });
});

test('each builder of keys sets what happens when the key is missing', () => {
  const rules = [
    key.documentKey('', key.boolean(), true),
    key.withDefault('', key.boolean(), true),
    key.optional('', key.boolean(), 'nothing'),
    key.required('', key.boolean()),
    key.section('', key.group({})),
  ].map(({ missing }) => missing);
  expect(rules).toEqual([
    { kind: 'document', standIn: true },
    { kind: 'default', value: true },
    { kind: 'optional', effect: 'nothing' },
    { kind: 'required' },
    { kind: 'default', value: {} },
  ]);
});
