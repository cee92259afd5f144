import { copyOf } from '../../../../src/bank/private/config/copy-of';
import { NetworkEgress } from '../../../../src/network';

test('what is changed in a copy stays as it was in the original, however deep', () => {
  const given = { a: { b: [{ c: 1 }] } };
  const copy = copyOf(given);
  expect(copy).toEqual(given);
  copy.a.b[0].c = 2;
  copy.a.b.push({ c: 3 });
  expect(given).toEqual({ a: { b: [{ c: 1 }] } });
});

test('what has a class stays what it is', () => {
  const egress = NetworkEgress.nat();
  expect(copyOf({ egress }).egress).toBe(egress);
  expect([copyOf(undefined), copyOf(null), copyOf(7)]).toEqual([undefined, null, 7]);
});
