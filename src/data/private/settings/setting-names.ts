/** Name of a parameter: Parameter Store wants a leading slash. */
export function parameterName(key: string, path: string): string {
  return `/${path}/${key}`;
}

/** Name of a secret: without a leading slash. */
export function secretName(key: string, path: string): string {
  return `${path}/${key}`;
}
