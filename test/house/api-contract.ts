import { Api, Place, Type, TypeReference, Value } from './assembly';
import { defaultProblem } from './default-text';
import { isReservedName } from '../../node_modules/jsii/lib/reserved-words';

/** What a rule says about an API: one sentence for each breach, none if it is kept. */
export type Clause = (api: Api) => string[];

/** The names that the owner of the library wrote; new names do not carry the prefix. */
const BANK_NAMES = ['BankApiService', 'BankDns', 'BankMvp', 'BankObservability', 'BankSecretsScaffold'];

/** Structs of other packages that require nothing. Their assembly would say so, and takes a second to read. */
const ALL_OPTIONAL = ['aws-cdk-lib.aws_cloudwatch.MathExpressionOptions', 'aws-cdk-lib.aws_cloudwatch.MetricOptions'];

/** Booleans that CloudFormation, too, has with this name and that are safer on: ADR 6. */
const TRUE_BY_DEFAULT = ['actionsEnabled', 'deletionProtection', 'dashboard'];

/** What a prop says in bare numbers, where the CDK has a type. */
const UNIT = /(MiB|GiB|Gigabytes|Megabytes|Seconds|Minutes|Hours|Days)$/;

/** What a metric method returns: something with `createAlarm`. */
const METRICS = ['Metric', 'MathExpression'].map((name) => `aws-cdk-lib.aws_cloudwatch.${name}`);

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
      .filter(({ item }) => /^(- )?true\b/.test(item.docs?.default ?? '') && !TRUE_BY_DEFAULT.includes(item.name))
      .map(({ path }) => `${path} is true by default: name it for the departure and let it be false`),
  'an interface asks its implementer for no optional parameter': (api) =>
    api.parameters
      .filter(({ owner, item }) => owner.kind === 'interface' && item.optional)
      .map(({ path }) => `${path} is optional, which breaks implementers in Java and Go: take a required struct`),
  'a struct that may be left out has no required field': optionalStructsAreOptional,
  'a prop or a parameter takes an interface, not a construct of ours': (api) =>
    [...api.properties.filter(({ owner }) => owner.datatype), ...api.parameters]
      .filter(({ owner, item }) => !isPart(owner) && elementOf(item.type).some((fqn) => api.isConstruct(fqn)))
      .map(({ path, item }) => `${path} takes ${elementOf(item.type).join()}: take its interface`),
  'a construct has an example and a link to AWS': (api) =>
    api.types
      .filter(({ fqn }) => api.isConstruct(fqn))
      .flatMap((type) =>
        (['example', 'see'] as const)
          .filter((tag) => !JSON.stringify(type.docs ?? {}).includes(`"${tag}":`))
          .map((tag) => `${api.path(type)} has no @${tag} in the comment of its class`),
      ),
  'a construct with an interface implements it, and can be imported': (api) =>
    api.types
      .filter((type) => type.kind === 'class' && api.interfaceOf(type) !== undefined)
      .flatMap((type) => [
        ...(type.interfaces?.includes(api.interfaceOf(type)!)
          ? []
          : [`${api.path(type)} does not implement I${type.name}`]),
        ...((type.methods ?? []).some(({ name, static: isStatic }) => isStatic && name.startsWith('from'))
          ? []
          : [`${api.path(type)} has no static from method that returns I${type.name}`]),
      ]),
  'metric methods take options and return what has createAlarm': (api) =>
    api.methods
      .filter(({ item }) => /^metric[A-Z0-9]/.test(item.name))
      .filter(({ item }) => !METRICS.includes(item.returns?.type.fqn ?? '') || item.parameters?.length !== 1)
      .map(({ path }) => `${path}: take MetricOptions, and return a Metric or a MathExpression`),
  'grants return a Grant, and add methods what they added': (api) =>
    api.methods
      .filter(({ item: { name, returns } }) =>
        name.startsWith('grant')
          ? returns?.type.fqn !== 'aws-cdk-lib.aws_iam.Grant'
          : /^add[A-Z]/.test(name) && !returns,
      )
      .map(({ path }) => `${path} returns the wrong thing: a Grant, or what was added`),
  "props have the CDK's words: removalPolicy, Size and Duration, no negations": (api) =>
    api.properties
      .filter(({ owner }) => owner.datatype && !api.path(owner).startsWith('bank.')) // a YAML file has numbers
      .filter(({ item }) => /^(destroy|without)[A-Z]/.test(item.name) || UNIT.test(item.name))
      .map(({ path }) => `${path}: say removalPolicy, a type with its unit, or the thing itself`),
  'only the names of the owner begin with Bank': (api) =>
    api.types
      .filter(({ name }) => /^I?Bank[A-Z]/.test(name))
      .filter(({ name }) => !BANK_NAMES.some((bank) => name.replace(/^I/, '').startsWith(bank)))
      .map((type) => `${api.path(type)} begins with Bank: name it for what it is`),
};

/** A struct of parts that a construct gives back, such as those of a bank: they are what they are. */
function isPart({ name }: Type): boolean {
  return name.endsWith('Parts');
}

function elementOf({ fqn, collection }: TypeReference): string[] {
  return [fqn ?? collection?.elementtype.fqn ?? []].flat();
}

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
