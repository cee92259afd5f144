/**
 * A deep copy of plain data, which protects the original from changes. Objects of a class are shared.
 *
 * Freezing the original fails: the CDK resolves lists in place, and the jsii kernel adds a property to each object that
 * it hands to other languages.
 */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(copyOf) as T;
  }
  if (Object.prototype.toString.call(value) !== '[object Object]' || hasClass(value as object)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, copyOf(inner)])) as T;
}

function hasClass(value: object): boolean {
  const parent = Object.getPrototypeOf(value) as object | null;
  return parent !== null && Object.getPrototypeOf(parent) !== null;
}
