import { Form, GroupForm } from './key';

/** The edits that a key of another group has to be nearer by. */
const FURTHER = 1.5;

/** A key of the schema: its name, and its path in the config. */
interface Known {
  readonly name: string;
  readonly path: string;
}

/** The fix for an unknown key: the nearest key, and if none is near, the keys of the group. */
export function adviceFor(root: GroupForm, place: string, siblings: GroupForm, name: string): string {
  const here = Object.keys(siblings.keys).map((key) => ({ name: key, path: joined(place, key), far: 0 }));
  const elsewhere = knownKeys(root, '').map((known) => ({ ...known, far: FURTHER }));
  const given = plain(name).slice(0, 64);
  const scored = [...here, ...elsewhere].map((known) => ({ ...known, score: scoreOf(given, known.name) + known.far }));
  const best = scored.reduce((nearest, other) => (other.score < nearest.score ? other : nearest));
  const isFar = best.score > Math.max(2, given.length / 2);
  const list = isFar ? `; the keys here are ${Object.keys(siblings.keys).join(', ')}` : '';
  return `write '${best.path}', the nearest one, or remove it${list}`;
}

/** A path with one more key. */
export function joined(place: string, step: string): string {
  return place === '' ? step : `${place}.${step}`;
}

function knownKeys(form: Form, place: string): Known[] {
  if (form.kind === 'list') {
    return knownKeys(form.of, `${place}[0]`);
  }
  if (form.kind !== 'group') {
    return [];
  }
  return Object.entries(form.keys).flatMap(([name, key]) => {
    const path = joined(place, name);
    return [{ name, path }, ...knownKeys(key.form, path)];
  });
}

/** Ignores case and separators: `vpc_id` and `VPC-ID` mean `vpcId`. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Prefixes and suffixes count as near: `min` means `minTasks` rather than another word of three letters. */
function scoreOf(given: string, name: string): number {
  const known = plain(name);
  const isPart = given.length > 2 && (known.startsWith(given) || known.endsWith(given) || given.startsWith(known));
  return isPart ? Math.min(1, distance(given, known)) : distance(given, known);
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
