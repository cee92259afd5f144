import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Problem, problemIf, throwOnProblems } from './problems';
import { isOneOf } from './values';

/** Type of a prop, for values that TypeScript and jsii refuse and plain JavaScript passes. */
export interface Type {
  /** Noun for the message, such as "true or false". */
  readonly noun: string;
  /** Whether a value is of the type. */
  readonly has: (value: unknown) => boolean;
}

/** `true` or `false`: any other text or number would count as one of them. */
export const BOOLEAN: Type = { noun: 'true or false', has: (value) => typeof value === 'boolean' };

/** A number, of whatever value. */
export const NUMBER: Type = { noun: 'a number', has: (value) => typeof value === 'number' };

/** A text, of whatever value. */
export const TEXT: Type = { noun: 'a string', has: (value) => typeof value === 'string' };

/** A list, of whatever items. */
export const LIST: Type = { noun: 'a list', has: Array.isArray };

/** A function of a class or an object. */
export const METHOD: Type = { noun: 'a method', has: (value) => typeof value === 'function' };

/** A list of texts. */
export const TEXTS: Type = listOf(TEXT, 'strings');

/** A struct, of which each property may be left out. */
export const OPTIONS: Type = { noun: 'an object with properties', has: isObject };

/**
 * An instance, known by a member that each has: another copy of a library has the class too, and another language a proxy.
 * @param name class or interface, with its article
 */
export function instance(name: string, member: string): Type {
  return { noun: name, has: (value) => isObject(value) && member in (value as object) };
}

/** A list whose items are all of a type. */
export function listOf(type: Type, nouns?: string): Type {
  return {
    noun: nouns === undefined ? `a list, each item ${type.noun}` : `a list of ${nouns}`,
    has: (value) => Array.isArray(value) && value.every((item) => isLateOr(type, item)),
  };
}

/** A value of an enum, which is passed with its name: `oneOf({ LaunchPhase })`. */
export function oneOf(named: Record<string, object>): Type {
  const [[name, enumeration]] = Object.entries(named);
  const members = Object.keys(enumeration).map((member) => `${name}.${member}`);
  return {
    noun: `${members.slice(0, -1).join(', ')} or ${members.at(-1)}`,
    has: (value) => isOneOf(enumeration, value),
  };
}

/** Throws if a struct that may be left out is not an object. */
export function requireStruct(place: IConstruct | string, name: string, value: object | undefined): void {
  throwOnProblems(place, ...typeProblems({ [name]: value }, { [name]: OPTIONS }));
}

/** Throws if `options` is not an object, or one of its properties is given and of another type. */
export function requireTypes<Options extends object>(
  place: IConstruct | string,
  options: Options,
  types: { [Name in keyof Options]?: Type },
): void {
  requireStruct(place, 'options', options);
  throwOnProblems(place, ...typeProblems(options, types));
}

/** Problems of props that are given and of another type, by the names of the props. */
export function typeProblems<Props extends object>(
  props: Props,
  types: { [Name in keyof Props]?: Type },
  prefix: string = '',
): Array<Problem | undefined> {
  return Object.entries<Type | undefined>(types).map(([name, type]) => {
    const value = props[name as keyof Props];
    return value === undefined ? undefined : typeProblem(`${prefix}${name}`, value, type!);
  });
}

/** The problem of one value of another type. */
export function typeProblem(name: string, value: unknown, type: Type): Problem | undefined {
  return problemIf(!isLateOr(type, value), {
    code: 'props/wrong-type',
    prop: name,
    value: shown(value),
    allowed: `must be ${type.noun}`,
    fix: 'pass such a value',
  });
}

/** The entries of a map, sorted, since maps of other languages come in random order; none if it is no map. */
export function entriesOf<T>(map: Record<string, T> | undefined): Array<[string, T]> {
  return OPTIONS.has(map) ? Object.entries(map!).sort(([one], [other]) => (one < other ? -1 : 1)) : [];
}

function isLateOr(type: Type, value: unknown): boolean {
  return Token.isUnresolved(value) || type.has(value);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text and numbers as they stand; a construct would print its whole tree, and JSON has no functions. */
function shown(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(shown);
  }
  if (typeof value === 'function') {
    return 'a function';
  }
  return isObject(value) ? 'an object' : value;
}
