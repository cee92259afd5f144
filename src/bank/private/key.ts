/**
 * The vocabulary that the keys of the config are described in. Parser, JSON Schema and the types of the result all read
 * the same description.
 */
export interface Text {
  readonly kind: 'text';
  /** What it has to match; the same expression is in the schema. */
  readonly pattern: RegExp;
  /** What is allowed, as the end of "but it has to be …". */
  readonly allowed: string;
  /** Values that are right, the first of which messages show. */
  readonly examples: readonly string[];
  /** Whether a key before an @ belongs there, and is no secret. */
  readonly holdsPublicKey?: boolean;
  /** What it has to match once the gate is open. */
  readonly real?: Real;
}

/** What tells a real value from one of the document's placeholders. */
export interface Real {
  readonly pattern: RegExp;
  readonly allowed: string;
  readonly fix: string;
  readonly examples: readonly string[];
}

/** A whole number. */
export interface Whole {
  readonly kind: 'whole';
  readonly least: number;
  readonly most: number;
}

/** One of several words or numbers. */
export interface Choice {
  readonly kind: 'choice';
  readonly values: readonly (string | number)[];
}

/** True or false. */
export interface Flag {
  readonly kind: 'flag';
}

/** A number that is a name: YAML reads it as a number, JSON from a shell often as a text. */
export interface Id {
  readonly kind: 'id';
}

/** Several of a kind, each once. */
export interface List {
  readonly kind: 'list';
  readonly of: Form;
  readonly least: number;
  readonly most: number;
}

/** Keys with names of the caller's own, each with a text. */
export interface Texts {
  readonly kind: 'texts';
  readonly names: RegExp;
  readonly allowedNames: string;
  readonly exampleNames: readonly string[];
  readonly of: Text;
}

/** Further keys. */
export interface Group {
  readonly kind: 'group';
  readonly keys: Readonly<Record<string, Key>>;
  /** Whether exactly one of them is given. */
  readonly isChoice?: boolean;
}

/** What a value may be. */
export type Form = Text | Whole | Choice | Flag | Id | List | Texts | Group;

/** What happens when a key is left out. */
export type Absence =
  /** It is one of the document's: a plan goes on with the document's value, and the gate stays closed. */
  | { readonly kind: 'document'; readonly standIn: unknown }
  | { readonly kind: 'default'; readonly value: unknown }
  | { readonly kind: 'without'; readonly told: string }
  | { readonly kind: 'refused' };

/** A key: what it is for, what it may be, what happens without it. The type of its value is in `_type` alone. */
export interface Key<T = unknown> {
  readonly description: string;
  readonly form: Form;
  readonly absence: Absence;
  readonly _type?: T;
}

/** A form, and the type of its values. */
export interface Told<F extends Form, T> {
  readonly form: F;
  readonly _type?: T;
}

type Given<K> = K extends Key<infer T> ? T : never;

/** The values of a group's keys. */
export type ValuesOf<G extends Readonly<Record<string, Key<any>>>> = { readonly [Name in keyof G]: Given<G[Name]> };

export const text = (form: Omit<Text, 'kind'>): Told<Text, string> => ({ form: { kind: 'text', ...form } });
export const whole = (least: number, most: number): Told<Whole, number> => ({ form: { kind: 'whole', least, most } });
export const flag = (): Told<Flag, boolean> => ({ form: { kind: 'flag' } });
export const id = (): Told<Id, string> => ({ form: { kind: 'id' } });

export function choice<const T extends string | number>(...values: readonly T[]): Told<Choice, T> {
  return { form: { kind: 'choice', values } };
}

export function list<T>(of: Told<Form, T>, least = 0, most = 50): Told<List, T[]> {
  return { form: { kind: 'list', of: of.form, least, most } };
}

export function texts(form: Omit<Texts, 'kind' | 'of'>, of: Told<Text, string>): Told<Texts, Record<string, string>> {
  return { form: { kind: 'texts', ...form, of: of.form } };
}

export function group<const G extends Readonly<Record<string, Key<any>>>>(keys: G): Told<Group, ValuesOf<G>> {
  return { form: { kind: 'group', keys } };
}

export function oneOf<const G extends Readonly<Record<string, Key<any>>>>(keys: G): Told<Group, ValuesOf<G>> {
  return { form: { kind: 'group', keys, isChoice: true } };
}

/** A key of the document: without it there is a plan with the document's value, and no more. */
export function ofDocument<T>(description: string, { form }: Told<Form, T>, standIn: NoInfer<T>): Key<T> {
  return { description, form, absence: { kind: 'document', standIn } };
}

/** A key with a value to fall back on. */
export function byDefault<T>(description: string, { form }: Told<Form, T>, value: NoInfer<T>): Key<T> {
  return { description, form, absence: { kind: 'default', value } };
}

/** A key that may be left out, with what happens then. */
export function optional<T>(description: string, { form }: Told<Form, T>, told: string): Key<T | undefined> {
  return { description, form, absence: { kind: 'without', told } };
}

/** A key that its group makes no sense without. */
export function needed<T>(description: string, { form }: Told<Form, T>): Key<T> {
  return { description, form, absence: { kind: 'refused' } };
}

/** A group that is there even when nothing of it is written. */
export function section<T>(description: string, { form }: Told<Group, T>): Key<T> {
  return { description, form, absence: { kind: 'default', value: {} } };
}
