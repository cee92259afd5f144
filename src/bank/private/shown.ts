import { Token } from 'aws-cdk-lib';

const LONGEST = 80;

/** Names that are given to secrets, and to what a secret is easily pasted into by mistake. */
const SECRET_NAME =
  /secret|passw|token|credential|private_?key|api_?key|(^|_)(db_?uri|cache_?uri)|dsn|webhook|^twilio|client_?id/i;

/** What credentials look like, wherever they stand. */
const SECRET_VALUES = [
  /:\/\/[^/\s]*@/,
  /-----BEGIN/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\b(?:gh[pousr]|github_pat|xox[abeoprs]|sk_live|rk_live|SG|key)[-_.][\w.-]{10,}/,
  /hooks\.slack\.com/,
  /\beyJ[\w-]{8,}\./,
];

/** Whether a key is called what secrets are called. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Whether a value looks like credentials. */
export function isSecretValue(value: unknown): boolean {
  return typeof value === 'string' && SECRET_VALUES.some((pattern) => pattern.test(value));
}

/**
 * A value as messages may tell it: they end up in the logs of CI, so nothing of it is there that may be a secret, and
 * nothing long. Maps and lists are counted, since anything may be in them.
 */
export function shown(name: string, value: unknown): unknown {
  if (Token.isUnresolved(value)) {
    return 'a value that only CloudFormation knows';
  }
  if (Array.isArray(value)) {
    return `a list of ${value.length}`;
  }
  if (typeof value === 'object' && value !== null) {
    return `a map of ${Object.keys(value).length}`;
  }
  if (typeof value === 'string') {
    const isSecret = isSecretName(name) || isSecretValue(value);
    const cut = value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
    return isSecret ? '***' : cut;
  }
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? numberOr(value) : typeof value;
}

/** JSON has no word for these and would say null. */
function numberOr(value: number | boolean | null): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
