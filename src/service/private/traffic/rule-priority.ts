import { createHash } from 'node:crypto';
import { doesCover, doOverlap } from './pattern-overlap';

/** Conditions of a listener rule. */
export interface Route {
  /** Host, which may begin with `*.`. */
  readonly host: string;
  /** Path patterns, none for the whole host. */
  readonly paths: string[];
}

/** Priorities of the rules of one kind. */
export interface Band {
  /** What rules of the band match. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const EXACT_WITH_PATHS: Band = { name: 'paths of a host', from: 1, to: 19_999 };
const EXACT: Band = { name: 'a host', from: 20_000, to: 39_999 };
const WILDCARD_WITH_PATHS: Band = { name: 'paths of a wildcard host', from: 40_000, to: 44_999 };
const WILDCARD: Band = { name: 'a wildcard host', from: 45_000, to: 49_999 };

/** The band of a route: the load balancer takes the rule with the lowest priority that matches, so the specific wins. */
export function bandOf({ host, paths }: Route): Band {
  if (host.startsWith('*')) {
    return paths.length > 0 ? WILDCARD_WITH_PATHS : WILDCARD;
  }
  return paths.length > 0 ? EXACT_WITH_PATHS : EXACT;
}

/**
 * The priority of a route, by a hash of its host and paths within its band.
 *
 * A priority that counted rules would change with their order, and CloudFormation cannot swap the priorities of two rules:
 * Elastic Load Balancing refuses the first as taken by the second.
 */
export function priorityOf(route: Route): number {
  const { from, to } = bandOf(route);
  const text = JSON.stringify([route.host, [...new Set(route.paths)].sort()]);
  const hash = createHash('sha256').update(text).digest().readUInt32BE(0);
  return from + (hash % (to - from + 1));
}

/** Whether a request exists that matches both routes. */
export function routesOverlap(one: Route, other: Route): boolean {
  const [paths, others] = [one, other].map(pathsOrAll);
  return doOverlap(one.host, other.host) && paths.some((path) => others.some((it) => doOverlap(path, it)));
}

/** Whether a route matches each request that the other one matches. */
export function routeCovers(route: Route, other: Route): boolean {
  const [paths, others] = [route, other].map(pathsOrAll);
  return doesCover(route.host, other.host) && others.every((it) => paths.some((path) => doesCover(path, it)));
}

function pathsOrAll({ paths }: Route): string[] {
  return paths.length > 0 ? paths : ['*'];
}
