import { Token } from 'aws-cdk-lib';

const MAX_LENGTH = 80;

/** Names of secrets, and of keys that secrets are pasted into by mistake. */
const SECRET_NAME =
  /secret|passw|token|credential|private_?key|api_?key|(^|_)(db_?uri|cache_?uri)|dsn|webhook|^twilio|client_?id/i;

/** The digits of a key, such as an auth token of Twilio. */
const HEX = /(?<![0-9A-Za-z])(?=[A-Fa-f]*\d)(?=\d*[A-Fa-f])(?:[0-9a-f]{32,}|[0-9A-F]{32,})(?![0-9A-Za-z])/g;

/** Before digests, ARNs, and names of images in ECR, which have as many digits. */
const BEFORE_PUBLIC_HEX = /sha256:$|^arn:|^(?:https:\/\/)?[\w-]+\.dkr\.ecr\.[\w.-]+\.amazonaws\.com(?:\.cn)?\/[^?]*$/;

/** Before the id of a page, with which Notion ends its URLs. In the URLs of webhooks, such digits are a key. */
const BEFORE_PAGE_ID = /^https:\/\/[^/?@]*\/[^?]*$/;

/** Formats of credentials. Words and base64 cannot be told from other strings. */
const SECRET_VALUES = [
  /\bAIza[\w-]{35}/,
  /\bnpm_[A-Za-z0-9]{36}/,
  /\b(?:bearer|basic)\s+[\w.~+/=-]{8,}/i,
  /[?&][\w-]*(?:token|secret|password|signature|(?:api|access)key)=[^&\s]/i,
  /[?&](?:[\w-]*(?:[_-]|(?=[KS])))?(?:[Kk]ey|KEY|[Ss]ig|SIG)=[^&\s]/,
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

/** Whether a value, of a key with this name, looks like credentials. */
export function isSecretValue(value: unknown, name = ''): boolean {
  return (
    typeof value === 'string' && (SECRET_VALUES.some((pattern) => pattern.test(value)) || hasSecretHex(value, name))
  );
}

function hasSecretHex(value: string, name: string): boolean {
  const beforePublicHex = name === 'runbookUrl' ? BEFORE_PAGE_ID : BEFORE_PUBLIC_HEX;
  return [...value.matchAll(HEX)].some(({ index }) => !beforePublicHex.test(value.slice(0, index)));
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
    const isSecret = isSecretName(name) || isSecretValue(value, name);
    const cut = value.length > MAX_LENGTH ? `${value.slice(0, MAX_LENGTH)}…` : value;
    return isSecret ? '***' : cut;
  }
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? numberOr(value) : typeof value;
}

/** NaN and infinities as strings, since JSON writes them as null. */
function numberOr(value: number | boolean | null): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
