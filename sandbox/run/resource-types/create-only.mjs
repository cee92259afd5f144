import { createRequire } from 'node:module';

/**
 * For each of these resource types, the properties whose change replaces a resource (`replaced`, such as `Name` or `Config/Type`)
 * or may do so (`maybe`): those that CloudFormation's schemas call `createOnlyProperties` and `conditionalCreateOnlyProperties`,
 * and lists of which an entry has one. Types without a schema are left out.
 */
export function createOnlyProperties(types) {
  const { loadAwsServiceSpecSync } = createRequire(import.meta.url)('@aws-cdk/aws-service-spec');
  const database = loadAwsServiceSpecSync();
  return Object.fromEntries([...types].sort().flatMap((type) => entryOf(database, type)));
}

function entryOf(database, type) {
  const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', type);
  if (resource === undefined) return [];
  const found = pathsOf(database, resource.properties);
  const replaced = found.filter(({ how }) => how === 'yes').map(({ path }) => path);
  const maybe = found.filter(({ how }) => how === 'maybe').map(({ path }) => path.split('/')[0]);
  return [
    [type, { ...(replaced.length > 0 && { replaced }), ...(maybe.length > 0 && { maybe: [...new Set(maybe)] }) }],
  ];
}

/** The create-only properties of an object; `seen` are the types that it is inside of. */
function pathsOf(database, properties, prefix = '', seen = []) {
  return Object.keys(properties)
    .sort()
    .flatMap((name) => {
      const { type, causesReplacement: how = 'no' } = properties[name];
      const path = `${prefix}${name}`;
      if (how !== 'no') return [{ path, how }];
      if (type.type === 'ref') return inside(database, type, `${path}/`, seen);
      return isCreateOnlyIn(database, type, seen) ? [{ path, how: 'maybe' }] : [];
    });
}

function inside(database, { reference: { $ref } }, prefix, seen) {
  if (seen.includes($ref)) return [];
  return pathsOf(database, database.get('typeDefinition', $ref).properties, prefix, [...seen, $ref]);
}

/** Whether an entry of a list or a map, or one of several types, has a create-only property. */
function isCreateOnlyIn(database, type, seen) {
  switch (type.type) {
    case 'array':
    case 'map':
      return isCreateOnlyIn(database, type.element, seen);
    case 'union':
      return type.types.some((one) => isCreateOnlyIn(database, one, seen));
    case 'ref':
      return inside(database, type, '', seen).length > 0;
    default:
      return false;
  }
}

/** One line for each type, so that a difference can be read. */
export function toText(entries) {
  const lines = Object.entries(entries).map(([type, entry]) => `  ${JSON.stringify(type)}: ${JSON.stringify(entry)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}
