/**
 * Whether a text exists that both patterns match, as a load balancer matches: `*` stands for any characters, dots and
 * slashes included, and `?` for one.
 */
export function doOverlap(one: string, other: string): boolean {
  return walk((i, j, from) => {
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
  });
}

/** Whether the pattern matches each text that the other one matches. */
export function doesCover(pattern: string, other: string): boolean {
  return walk((i, j, from) => {
    const [a, b] = [pattern[i], other[j]];
    if (a === '*') {
      return from(i + 1, j) || (b !== undefined && from(i, j + 1));
    }
    if (a === undefined || b === undefined) {
      return a === b;
    }
    return (a === b || (a === '?' && b !== '*')) && from(i + 1, j + 1);
  });
}

type From = (i: number, j: number) => boolean;

/** Compares two patterns from their beginning, each pair of positions once. */
function walk(rest: (i: number, j: number, from: From) => boolean): boolean {
  const known = new Map<string, boolean>();
  const from: From = (i, j) => {
    const key = `${i},${j}`;
    const result = known.get(key) ?? rest(i, j, from);
    known.set(key, result);
    return result;
  };
  return from(0, 0);
}
