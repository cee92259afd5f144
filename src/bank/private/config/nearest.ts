import { Form, GroupForm } from './key';
import { farnessOf, isTooFar } from '../../../core/private/checks/nearness';

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
  const scored = [...here, ...elsewhere].map((known) => ({ ...known, score: farnessOf(name, known.name) + known.far }));
  const best = scored.reduce((nearest, other) => (other.score < nearest.score ? other : nearest));
  const list = isTooFar(name, best.score) ? `; the keys here are ${Object.keys(siblings.keys).join(', ')}` : '';
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
