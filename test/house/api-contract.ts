import { Api, Place, Type, Value } from './assembly';
import { defaultProblem } from './default-text';
import { isReservedName } from '../../node_modules/jsii/lib/reserved-words';

/** What a rule says about an API: one sentence for each breach, none if it is kept. */
export type Clause = (api: Api) => string[];

/** The names that the owner of the library wrote; new names do not carry the prefix. */
const BANK_NAMES = ['BankApiService', 'BankDns', 'BankMvp', 'BankObservability', 'BankSecretsScaffold'];

/** Structs of other packages that require nothing. Their assembly would say so, and takes a second to read. */
const ALL_OPTIONAL = ['aws-cdk-lib.aws_cloudwatch.MetricOptions'];

/** The parameters that mean the same in every construct. */
const OF_EVERY_CONSTRUCT = ['scope', 'id', 'props'];

/** What the public API promises in every language, each clause under the sentence it enforces. */
export const contract: Record<string, Clause> = {
  'everything public has a summary': everythingHasSummary,
  'an optional property tells its default': (api) =>
    api.properties
      .filter(({ owner, item }) => owner.datatype && item.optional)
      .flatMap(({ path, item }) => sentence(path, defaultProblem(item.name, item.docs?.default))),
  'a signature has no union': (api) =>
    api.references
      .filter(({ type }) => type.union)
      .map(({ path }) => `${path} is a union: make it an enum, or a class with static factories`),
  'a signature has no any': (api) =>
    api.references.filter(({ type }) => type.primitive === 'any').map(({ path }) => `${path} is any: name the type`),
  'a signature has no Cfn type': (api) =>
    api.references
      .filter(({ type }) => type.fqn?.split('.').some((part) => part.startsWith('Cfn')))
      .map(({ path, type }) => `${path} is ${type.fqn}: take an interface or a value of the level above`),
  'no name is a word of a language': noReservedWords,
  'no optional boolean is true by default': (api) =>
    api.properties
      .filter(({ item }) => item.optional && item.type.primitive === 'boolean')
      .filter(({ item }) => /^(- )?true\b/.test(item.docs?.default ?? ''))
      .map(({ path }) => `${path} is true by default: name it for the departure and let it be false`),
  'an interface asks its implementer for no optional parameter': (api) =>
    api.parameters
      .filter(({ owner, item }) => owner.kind === 'interface' && item.optional)
      .map(({ path }) => `${path} is optional, which breaks implementers in Java and Go: take a required struct`),
  'a struct that may be left out has no required field': optionalStructsAreOptional,
  'only the names of the owner begin with Bank': (api) =>
    api.types
      .filter(({ name }) => /^I?Bank[A-Z]/.test(name))
      .filter(({ name }) => !BANK_NAMES.some((bank) => name.replace(/^I/, '').startsWith(bank)))
      .map((type) => `${api.path(type)} begins with Bank: name it for what it is`),
};

function everythingHasSummary(api: Api): string[] {
  const members = api.types.flatMap((type) =>
    (type.members ?? []).map((item) => ({ path: `${api.path(type)}.${item.name}`, item })),
  );
  const parameters = api.parameters.filter((place) => !isOfEveryConstruct(place));
  const types = api.types.map((item) => ({ path: api.path(item), item }));
  return [...types, ...members, ...api.properties, ...api.methods, ...parameters]
    .filter(({ item }) => !item.docs?.summary?.trim())
    .map(({ path }) => `${path} has no summary: tell what it is in the first line of its comment`);
}

function isOfEveryConstruct({ owner, item }: Place<Value>): boolean {
  const { initializer } = owner;
  const names = (initializer?.parameters ?? []).map(({ name }) => name);
  return initializer?.parameters?.includes(item) === true && names.join() === OF_EVERY_CONSTRUCT.join();
}

/** By the compiler's own list, whose warning projen silences. */
function noReservedWords(api: Api): string[] {
  const members = api.types.flatMap((type) =>
    (type.members ?? []).map(({ name }) => ({ path: `${api.path(type)}.${name}`, item: { name } })),
  );
  return [...members, ...api.properties, ...api.methods, ...api.parameters].flatMap(({ path, item }) => {
    const languages = isReservedName(item.name);
    return languages ? [`${path}: \`${item.name}\` is a word of ${languages.join(', ')}: take another`] : [];
  });
}

function optionalStructsAreOptional(api: Api): string[] {
  return api.parameters
    .filter(({ item }) => item.optional && item.type.fqn)
    .flatMap(({ path, item: { type } }) => {
      const fqn = type.fqn!;
      const struct = api.assembly.types[fqn];
      if (!struct && !fqn.startsWith(api.assembly.name) && !ALL_OPTIONAL.includes(fqn)) {
        return [`${path} may be left out: see that ${fqn} requires nothing, and list it in test/house/api-contract.ts`];
      }
      const required = struct?.datatype ? requiredFields(api, struct) : [];
      return required.length > 0
        ? [`${path} may be left out, but ${struct.name} requires ${required.join(', ')}: Python demands them anyway`]
        : [];
    });
}

function requiredFields(api: Api, struct: Type): string[] {
  const own = (struct.properties ?? []).filter(({ optional }) => !optional).map(({ name }) => name);
  const bases = (struct.interfaces ?? []).flatMap((fqn) => api.assembly.types[fqn] ?? []);
  return [...own, ...bases.flatMap((base) => requiredFields(api, base))];
}

function sentence(path: string, problem: string | undefined): string[] {
  return problem ? [`${path} ${problem}`] : [];
}
