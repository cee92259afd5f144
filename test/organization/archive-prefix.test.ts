import { ArchivePrefix } from '../../src/organization';

const prefixes = Object.values(ArchivePrefix) as string[];

test('PC6f no prefix is within another one: a service that writes below its own writes below no other', () => {
  const within = prefixes.flatMap((one) =>
    prefixes.filter((other) => other !== one && `${other}/`.startsWith(`${one}/`)),
  );

  expect(prefixes).toHaveLength(6);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  expect(within).toEqual([]);
});
