/**
 * Whether a text exists that both patterns match, as a load balancer matches: `*` stands for any characters, dots and
 * slashes included, and `?` for one.
 */
export function doOverlap(one: string, other: string): boolean {
  const known = new Map<string, boolean>();
  const from = (i: number, j: number): boolean => {
    const key = `${i},${j}`;
    const before = known.get(key);
    if (before !== undefined) {
      return before;
    }
    const result = rest(i, j);
    known.set(key, result);
    return result;
  };
  const rest = (i: number, j: number): boolean => {
    const [a, b] = [one[i], other[j]];
    if (a === '*') {
      return from(i + 1, j) || (b !== undefined && from(i, j + 1));
    }
    if (b === '*') {
      return from(i, j + 1) || (a !== undefined && from(i + 1, j));
    }
    if (a === undefined || b === undefined) {
      return a === b;
    }
    return (a === b || a === '?' || b === '?') && from(i + 1, j + 1);
  };
  return from(0, 0);
}
