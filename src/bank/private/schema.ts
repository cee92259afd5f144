import { CONTEXT_KEY } from './bank-reader';
import { Form, Group, Key, Text } from './key';
import { bank } from './keys';

type Schema = Record<string, unknown>;

/** The JSON Schema of the config, below the document's key or without it, in the draft that editors know best. */
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

function keySchema({ description, form, absence }: Key): Schema {
  const told = {
    document: `${description} Of the document: to be written before the gate opens.`,
    without: `${description} Without it: ${absence.kind === 'without' ? absence.told : ''}.`,
    default: description,
    refused: description,
  }[absence.kind];
  const isSection = form.kind === 'group';
  const fallback = absence.kind === 'default' && !isSection ? { default: absence.value } : {};
  return { description: told, ...schemaOf(form), ...fallback };
}

function schemaOf(form: Form): Schema {
  switch (form.kind) {
    case 'flag':
      return { type: 'boolean' };
    case 'whole':
      return { type: 'integer', minimum: form.least, maximum: form.most };
    case 'choice':
      return { enum: [...form.values] };
    case 'id':
      return {
        type: ['integer', 'string'],
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
        pattern: '^[1-9]\\d{0,15}$',
      };
    case 'text':
      return textSchema(form);
    case 'list': {
      const isOfScalars = form.of.kind !== 'group';
      const unique = isOfScalars ? { uniqueItems: true } : {};
      return { type: 'array', minItems: form.least, maxItems: form.most, ...unique, items: schemaOf(form.of) };
    }
    case 'texts':
      return {
        type: 'object',
        propertyNames: { pattern: form.names.source },
        additionalProperties: schemaOf(form.of),
      };
    case 'group':
      return groupSchema(form);
  }
}

function textSchema({ pattern, allowed, examples }: Text): Schema {
  return { type: 'string', pattern: pattern.source, patternErrorMessage: allowed, examples: [...examples] };
}

function groupSchema({ keys, isChoice }: Group): Schema {
  const entries = Object.entries(keys);
  const required = entries.filter(([, { absence }]) => absence.kind === 'refused').map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, key]) => [name, keySchema(key)])),
    ...(required.length > 0 ? { required } : {}),
    ...(isChoice ? { minProperties: 1, maxProperties: 1 } : {}),
    additionalProperties: false,
  };
}

/** What an open gate asks for beyond that: enabled, every key of the document, and none of its placeholders. */
function opened(): Schema {
  const { properties, required } = whenOpen(bank.form) as { properties: Schema; required: string[] };
  return { properties: { enabled: { const: true }, ...properties }, required: ['enabled', ...required] };
}

function whenOpen(form: Form): Schema | undefined {
  switch (form.kind) {
    case 'text':
      return form.real && { pattern: form.real.pattern.source, patternErrorMessage: form.real.allowed };
    case 'list': {
      const items = whenOpen(form.of);
      return items && { items };
    }
    case 'group': {
      const rules = Object.entries(form.keys).map(([name, key]) => [name, key, whenOpen(key.form)] as const);
      const properties = Object.fromEntries(rules.flatMap(([name, , rule]) => (rule ? [[name, rule]] : [])));
      const required = rules
        .filter(
          ([, { absence }, rule]) => absence.kind === 'document' || (absence.kind === 'default' && rule?.required),
        )
        .map(([name]) => name);
      const isEmpty = Object.keys(properties).length + required.length === 0;
      return isEmpty ? undefined : { properties, ...(required.length > 0 ? { required } : {}) };
    }
    default:
      return undefined;
  }
}
