const DEFAULT_PATH = 'rl/bank/api';

/** Parameter Store has names with a slash before them. */
export function parameterName(key: string, path: string = DEFAULT_PATH): string {
  return `/${path}/${key}`;
}

/** Secrets Manager has names without. */
export function secretName(key: string, path: string = DEFAULT_PATH): string {
  return `${path}/${key}`;
}
