import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const TEMPLATE = '.template.json';

/** Each resource type of a cloud assembly, with the names of the templates that have it. */
export function typesIn(folder) {
  const found = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(TEMPLATE))) {
    const { Resources = {} } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    for (const { Type } of Object.values(Resources)) {
      found.set(Type, (found.get(Type) ?? new Set()).add(file.slice(0, -TEMPLATE.length)));
    }
  }
  return found;
}

/**
 * What is wrong between the types that templates use and the types that the emulator supports: types without support,
 * and types of the emulator's own that no template needs.
 */
export function coverageProblems(used, supported) {
  const unsupported = [...used]
    .filter(([type]) => !(type in supported))
    .map(
      ([type, stacks]) =>
        `${type} of ${[...stacks].sort().join(', ')} is not supported: add sandbox/emulator/resource_types/<type>.py, or name it in template_only.py with the reason`,
    );
  const unused = Object.keys(supported)
    .filter((type) => supported[type] !== 'native' && !used.has(type))
    .map((type) => `${type} is in no template of the examples and of the tests: remove it from sandbox/emulator`);
  return [...unsupported, ...unused].sort();
}
