import { createRequire } from 'node:module';

/**
 * For each of these resource types, the properties whose change replaces a resource (`replaced`) or may do so (`maybe`): those
 * that CloudFormation's schemas call `createOnlyProperties` and `conditionalCreateOnlyProperties`. A property of which only an
 * inner one is create-only may replace. Types without a schema are left out.
 */
export function createOnlyProperties(types) {
  const { loadAwsServiceSpecSync } = createRequire(import.meta.url)('@aws-cdk/aws-service-spec');
  const database = loadAwsServiceSpecSync();
  return Object.fromEntries([...types].sort().flatMap((type) => entryOf(database, type)));
}

function entryOf(database, type) {
  const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', type);
  if (resource === undefined) return [];
  const names = Object.keys(resource.properties).sort();
  const replaced = names.filter((name) => resource.properties[name].causesReplacement === 'yes');
  const maybe = names.filter((name) => !replaced.includes(name) && mayReplace(database, resource.properties[name]));
  return [[type, { ...(replaced.length > 0 && { replaced }), ...(maybe.length > 0 && { maybe }) }]];
}

function mayReplace(database, property, seen = new Set()) {
  const isCreateOnly = property.causesReplacement !== undefined && property.causesReplacement !== 'no';
  return isCreateOnly || hasCreateOnly(database, property.type, seen);
}

function hasCreateOnly(database, type, seen) {
  switch (type.type) {
    case 'array':
    case 'map':
      return hasCreateOnly(database, type.element, seen);
    case 'union':
      return type.types.some((one) => hasCreateOnly(database, one, seen));
    case 'ref': {
      const { $ref } = type.reference;
      if (seen.has($ref)) return false;
      seen.add($ref);
      const { properties } = database.get('typeDefinition', $ref);
      return Object.values(properties).some((inner) => mayReplace(database, inner, seen));
    }
    default:
      return false;
  }
}

/** One line for each type, so that a difference can be read. */
export function toText(entries) {
  const lines = Object.entries(entries).map(([type, entry]) => `  ${JSON.stringify(type)}: ${JSON.stringify(entry)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}
