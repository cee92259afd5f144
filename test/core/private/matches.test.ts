import { matches } from '../../../src/core/private/matches';

test('a text of the form is one, another text is none', () => {
  expect(matches(/^a+$/, 'aa')).toBe(true);
  expect(matches(/^a+$/, 'b')).toBe(false);
});

test.each([undefined, null, 5, ['aa']])('%p is no text, though as a text it would match', (value) => {
  expect(matches(/^[a-z0-9]+$/, value)).toBe(false);
});
