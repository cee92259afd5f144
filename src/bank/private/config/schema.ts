import { CONTEXT_KEY } from './bank-reader';
import { Form, GroupForm, Key, Missing } from './key';
import { bank } from './keys';

type Schema = Record<string, unknown>;

/** The JSON Schema of the config, with its key or without it, in draft 7, which editors support best. */
export function configSchema(): Schema {
  const config = { $ref: '#/definitions/bankMvp' };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'infra:bankMvp',
    description: 'The config of BankMvp, of rl-bank-constructs. Made from the table of keys; do not edit.',
    properties: { [CONTEXT_KEY]: config },
    if: { required: [CONTEXT_KEY] },
    then: { type: 'object', properties: { [CONTEXT_KEY]: config }, additionalProperties: false },
    else: config,
    definitions: {
      bankMvp: {
        ...schemaOf(bank.form),
        if: { properties: { createResources: { const: true } }, required: ['createResources'] },
        then: opened(),
      },
    },
  };
}

function keySchema({ description, form, missing }: Key): Schema {
  const isSection = form.kind === 'group';
  const fallback = missing.kind === 'default' && !isSection ? { default: missing.value } : {};
  return { description: `${description}${withoutIt(missing)}`, ...schemaOf(form), ...fallback };
}

function withoutIt(missing: Missing): string {
  switch (missing.kind) {
    case 'document':
      return ' Required to open the gate.';
    case 'optional':
      return ` Without it: ${missing.effect}.`;
    default:
      return '';
  }
}

function schemaOf(form: Form): Schema {
  switch (form.kind) {
    case 'boolean':
      return { type: 'boolean' };
    case 'integer':
      return { type: 'integer', minimum: form.min, maximum: form.max };
    case 'choice':
      return { enum: [...form.values] };
    case 'id':
      return {
        type: ['integer', 'string'],
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
        pattern: '^[1-9]\\d{0,15}$',
      };
    case 'string':
      return { type: 'string', ...patternSchema(form.pattern, form.allowed), examples: [...form.examples] };
    case 'list': {
      const isOfScalars = form.of.kind !== 'group';
      const unique = isOfScalars ? { uniqueItems: true } : {};
      return { type: 'array', minItems: form.min, maxItems: form.max, ...unique, items: schemaOf(form.of) };
    }
    case 'stringMap':
      return {
        type: 'object',
        propertyNames: { pattern: form.keyPattern.source },
        additionalProperties: schemaOf(form.of),
      };
    case 'group':
      return groupSchema(form);
  }
}

/** Editors that know `patternErrorMessage` show it instead of the pattern. */
function patternSchema(pattern: RegExp, allowed: string): Schema {
  return { pattern: pattern.source, patternErrorMessage: allowed };
}

function groupSchema({ keys, isChoice }: GroupForm): Schema {
  const entries = Object.entries(keys);
  const required = entries.filter(([, { missing }]) => missing.kind === 'required').map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, key]) => [name, keySchema(key)])),
    ...(required.length > 0 ? { required } : {}),
    ...(isChoice ? { minProperties: 1, maxProperties: 1 } : {}),
    additionalProperties: false,
  };
}

/** What the open gate requires beyond that: enabled, the required keys, and no placeholders. */
function opened(): Schema {
  const { properties, required } = whenOpen(bank.form) as { properties: Schema; required: string[] };
  return { properties: { enabled: { const: true }, ...properties }, required: ['enabled', ...required] };
}

function whenOpen(form: Form): Schema | undefined {
  switch (form.kind) {
    case 'string':
      return form.placeholder && patternSchema(form.placeholder.realPattern, form.placeholder.allowed);
    case 'list': {
      const items = whenOpen(form.of);
      return items && { items };
    }
    case 'group': {
      const rules = Object.entries(form.keys).map(([name, key]) => [name, key, whenOpen(key.form)] as const);
      const properties = Object.fromEntries(rules.flatMap(([name, , rule]) => (rule ? [[name, rule]] : [])));
      const required = rules
        .filter(
          ([, { missing }, rule]) => missing.kind === 'document' || (missing.kind === 'default' && rule?.required),
        )
        .map(([name]) => name);
      const isEmpty = Object.keys(properties).length + required.length === 0;
      return isEmpty ? undefined : { properties, ...(required.length > 0 ? { required } : {}) };
    }
    default:
      return undefined;
  }
}
