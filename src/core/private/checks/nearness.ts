/** Longest part of a name that is compared, so that a long one takes no time. */
const LONGEST = 64;

/**
 * How far a name is from one that is known: the edits between them, without case and separators: `vpc_id` and `VPC-ID` mean
 * `vpcId`. Prefixes and suffixes count as near: `min` means `minTasks` rather than another word of three letters.
 */
export function farnessOf(name: string, known: string): number {
  const [one, other] = [beginningOf(name), plain(known)];
  const isPart = one.length > 2 && (other.startsWith(one) || other.endsWith(one) || one.startsWith(other));
  return isPart ? Math.min(1, distance(one, other)) : distance(one, other);
}

/** Whether so many edits make another name out of one, rather than mend it. */
export function isTooFar(name: string, farness: number): boolean {
  return farness > Math.max(2, beginningOf(name).length / 2);
}

/** The known name that is nearest, undefined if a third of it would have to change. */
export function nearestOf(name: string, known: string[]): string | undefined {
  const most = Math.max(1, beginningOf(name).length / 3);
  const scored = known.map((each) => ({ each, far: farnessOf(name, each) })).filter(({ far }) => far <= most);
  return scored.sort((one, other) => one.far - other.far)[0]?.each;
}

function beginningOf(name: string): string {
  return plain(name.slice(0, 4 * LONGEST)).slice(0, LONGEST);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The Damerau-Levenshtein distance: insertions, deletions, substitutions and swaps of neighbours. */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        rows[row - 1][column] + 1,
        current[column - 1] + 1,
        rows[row - 1][column - 1] + (isSame ? 0 : 1),
        swapped ? rows[row - 2][column - 2] + 1 : Infinity,
      );
    }
    rows.push(current);
  }
  return rows[one.length][other.length];
}
