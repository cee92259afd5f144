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

function remembered<T>(find: (resource: string, pattern: string) => T): (resource: string, pattern: string) => T {
  const answers = new Map<string, T>();
  return (resource, pattern) => {
    const key = `${resource}\n${pattern}`;
    if (!answers.has(key)) answers.set(key, find(resource, pattern));
    return answers.get(key)!;
  };
}
