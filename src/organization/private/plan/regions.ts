import { Token } from 'aws-cdk-lib';
import { byText } from './landscape';

/** Something that is the same in several regions. */
export interface InRegions<T> {
  readonly of: T;
  readonly text: string;
  /** Sorted; none where they are not known. */
  readonly regions: string[];
}

/** Each text once, with the regions that have it, sorted: twins of a stack have the same. */
export function oncePerRegion<T extends { readonly region?: string }>(
  all: T[],
  textOf: (it: T) => string,
): Array<InRegions<T>> {
  const known = new Map<string, InRegions<T>>();
  for (const it of all) {
    const text = textOf(it);
    const before = known.get(text);
    const own = it.region === undefined || Token.isUnresolved(it.region) ? [] : [it.region];
    const regions = [...new Set([...(before?.regions ?? []), ...own])].sort();
    known.set(text, { of: before?.of ?? it, text, regions });
  }
  return [...known.values()].sort(byText(({ text }) => text));
}

/** Regions behind a text, where there are several: one is what a reader expects. */
export function inRegions(regions: string[]): string {
  return regions.length > 1 ? `, in ${regions.slice(0, -1).join(', ')} and ${regions.at(-1)}` : '';
}
