import { Token } from 'aws-cdk-lib';

const MAX_LENGTH = 80;

/** Names of secrets, and of keys that secrets are pasted into by mistake. */
const SECRET_NAME =
  /secret|passw|token|credential|private_?key|api_?key|(^|_)(db_?uri|cache_?uri)|dsn|webhook|^twilio|client_?id/i;

/** Formats of credentials. */
const SECRET_VALUES = [
  /:\/\/[^/\s]*@/,
  /-----BEGIN/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\b(?:gh[pousr]|github_pat|xox[abeoprs]|sk_live|rk_live|SG|key)[-_.][\w.-]{10,}/,
  /hooks\.slack\.com/,
  /\beyJ[\w-]{8,}\./,
];

/** Whether the name of a key is that of a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Whether a value looks like credentials. */
export function isSecretValue(value: unknown): boolean {
  return typeof value === 'string' && SECRET_VALUES.some((pattern) => pattern.test(value));
}

/**
 * A value for an error message, which ends up in the logs of CI: secrets are redacted, strings cut, and maps and lists
 * counted, since secrets can be in them.
 */
export function shown(name: string, value: unknown): unknown {
  if (Token.isUnresolved(value)) {
    return 'a token';
  }
  if (Array.isArray(value)) {
    return `a list of ${value.length}`;
  }
  if (typeof value === 'object' && value !== null) {
    return `a map of ${Object.keys(value).length}`;
  }
  if (typeof value === 'string') {
    const isSecret = isSecretName(name) || isSecretValue(value);
    const cut = value.length > MAX_LENGTH ? `${value.slice(0, MAX_LENGTH)}…` : value;
    return isSecret ? '***' : cut;
  }
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? numberOr(value) : typeof value;
}

/** NaN and infinities as strings, since JSON writes them as null. */
function numberOr(value: number | boolean | null): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
