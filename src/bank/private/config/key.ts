/**
 * The schema of the config's keys: parser, JSON Schema, README table and TypeScript types all come from it.
 *
 * It is written here rather than with a schema library, for the reasons in docs/decisions/0020-our-own-schema-for-the-config.md.
 */
export type Form = StringForm | IntegerForm | ChoiceForm | BooleanForm | IdForm | ListForm | StringMapForm | GroupForm;

/** A string that matches a pattern. */
export interface StringForm {
  readonly kind: 'string';
  /** Matches valid values. The JSON Schema has the same expression. */
  readonly pattern: RegExp;
  /** What is valid, for error messages. */
  readonly allowed: string;
  /** Valid values. Error messages show the first. */
  readonly examples: readonly string[];
  /** Whether the part before an @ is a public key rather than a password. */
  readonly holdsPublicKey?: boolean;
  /** Distinguishes placeholders from real values, which the open gate requires. */
  readonly placeholder?: PlaceholderRule;
}

/** Distinguishes the placeholders of the infrastructure brief from real values. */
export interface PlaceholderRule {
  /** Matches real values only. */
  readonly realPattern: RegExp;
  readonly allowed: string;
  readonly fix: string;
  /** Real values. */
  readonly examples: readonly string[];
}

/** A whole number. */
export interface IntegerForm {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
}

/** One of several strings or numbers. */
export interface ChoiceForm {
  readonly kind: 'choice';
  readonly values: readonly (string | number)[];
}

/** True or false. */
export interface BooleanForm {
  readonly kind: 'boolean';
}

/** A numeric id of GitHub. YAML reads it as a number, JSON from a shell often as a string: both are valid. */
export interface IdForm {
  readonly kind: 'id';
}

/** A list of values of one form. Scalars are unique in it. */
export interface ListForm {
  readonly kind: 'list';
  readonly of: Form;
  readonly min: number;
  readonly max: number;
}

/** A map of strings under keys that the caller chooses. */
export interface StringMapForm {
  readonly kind: 'stringMap';
  readonly keyPattern: RegExp;
  readonly allowedKeys: string;
  readonly exampleKeys: readonly string[];
  readonly of: StringForm;
}

/** A map of known keys. */
export interface GroupForm {
  readonly kind: 'group';
  readonly keys: Readonly<Record<string, Key>>;
  /** Whether exactly one of the keys is set. */
  readonly isChoice?: boolean;
}

/** What happens when a key is missing. */
export type Missing =
  /** The open gate requires the key. Until then the plan uses the value of the infrastructure brief, and lists a gap. */
  | { readonly kind: 'document'; readonly standIn: unknown }
  | { readonly kind: 'default'; readonly value: unknown }
  | { readonly kind: 'optional'; readonly effect: string }
  | { readonly kind: 'required' };

/** A key of the config. `_type` exists for the compiler only. */
export interface Key<T = unknown> {
  readonly description: string;
  readonly form: Form;
  readonly missing: Missing;
  readonly _type?: T;
}

/** A form with the TypeScript type of its values. */
export interface Typed<F extends Form, T> {
  readonly form: F;
  readonly _type?: T;
}

type Keys = Readonly<Record<string, Key<any>>>;

/** The TypeScript type of a group. */
export type ValuesOf<K extends Keys> = { readonly [Name in keyof K]: K[Name] extends Key<infer T> ? T : never };

type Options<F extends Form> = Omit<F, 'kind'>;

export const boolean = (): Typed<BooleanForm, boolean> => ({ form: { kind: 'boolean' } });
export const id = (): Typed<IdForm, string> => ({ form: { kind: 'id' } });

export function string(options: Options<StringForm>): Typed<StringForm, string> {
  return { form: { kind: 'string', ...options } };
}

export function integer(min: number, max: number): Typed<IntegerForm, number> {
  return { form: { kind: 'integer', min, max } };
}

export function choice<const T extends string | number>(...values: readonly T[]): Typed<ChoiceForm, T> {
  return { form: { kind: 'choice', values } };
}

export function list<T>(of: Typed<Form, T>, min = 0, max = 50): Typed<ListForm, T[]> {
  return { form: { kind: 'list', of: of.form, min, max } };
}

export function stringMap(
  options: Omit<Options<StringMapForm>, 'of'>,
  of: Typed<StringForm, string>,
): Typed<StringMapForm, Record<string, string>> {
  return { form: { kind: 'stringMap', ...options, of: of.form } };
}

export function group<const K extends Keys>(keys: K): Typed<GroupForm, ValuesOf<K>> {
  return { form: { kind: 'group', keys } };
}

/** A group of which exactly one key is set. */
export function oneOf<const K extends Keys>(keys: K): Typed<GroupForm, ValuesOf<K>> {
  return { form: { kind: 'group', keys, isChoice: true } };
}

/** A key of the infrastructure brief. While it is missing, the plan uses the brief's value and the gate cannot open. */
export function documentKey<T>(description: string, { form }: Typed<Form, T>, standIn: NoInfer<T>): Key<T> {
  return { description, form, missing: { kind: 'document', standIn } };
}

/** A key with a default. */
export function withDefault<T>(description: string, { form }: Typed<Form, T>, value: NoInfer<T>): Key<T> {
  return { description, form, missing: { kind: 'default', value } };
}

/** A key without a default, with the effect of leaving it out. */
export function optional<T>(description: string, { form }: Typed<Form, T>, effect: string): Key<T | undefined> {
  return { description, form, missing: { kind: 'optional', effect } };
}

/** A key that its group cannot be without. */
export function required<T>(description: string, { form }: Typed<Form, T>): Key<T> {
  return { description, form, missing: { kind: 'required' } };
}

/** A group that always has a value: that of its keys' defaults when it is missing. */
export function section<T>(description: string, { form }: Typed<GroupForm, T>): Key<T> {
  return { description, form, missing: { kind: 'default', value: {} } };
}
