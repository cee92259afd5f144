// Stands in for @cloud-copilot/iam-utils, for our tests and for the simulator: jest maps the name to this file. Both functions
// are pure and slow, and are asked the same thing again and again.
import * as actual from '../../../node_modules/@cloud-copilot/iam-utils/dist/cjs/index.js';

export * from '../../../node_modules/@cloud-copilot/iam-utils/dist/cjs/index.js';

export const resourceStringMatchesResourceTypePattern = remembered(actual.resourceStringMatchesResourceTypePattern);
const mostSpecific = remembered((resource, key) =>
  actual.mostSpecificMatchingResourceTypePatterns(resource, key.split('\n').filter(Boolean)),
);
export const mostSpecificMatchingResourceTypePatterns = (resource: string, patterns: string[]) => [
  ...mostSpecific(resource, patterns.join('\n')),
];

/** By pattern and then by resource: one text for both would take gigabytes. */
function remembered<T>(find: (resource: string, pattern: string) => T): (resource: string, pattern: string) => T {
  const answers = new Map<string, Map<string, T>>();
  return (resource, pattern) => {
    if (!answers.has(pattern)) answers.set(pattern, new Map());
    const ofPattern = answers.get(pattern)!;
    if (!ofPattern.has(resource)) ofPattern.set(resource, find(resource, pattern));
    return ofPattern.get(resource)!;
  };
}
