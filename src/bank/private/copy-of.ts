/**
 * The same data once more, so that nobody changes the original. To freeze it would not do: the CDK resolves lists in
 * place, and the jsii kernel notes on every object under which number other languages know it. What has a class looks
 * after itself.
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
