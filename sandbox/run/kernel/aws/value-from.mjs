/**
 * What a `valueFrom` of a task definition refers to: a secret by its ARN, or a parameter by its name.
 *
 * @param {string} valueFrom
 * @returns {{ Name?: string, SecretId?: string }}
 */
export function reference(valueFrom) {
  const parts = valueFrom.split(':');
  const [arn, , service] = parts;
  if (arn !== 'arn') return { Name: valueFrom };
  const resource = parts.slice(5).join(':');
  if (service === 'ssm' && resource.startsWith('parameter/')) {
    const name = resource.slice('parameter/'.length);
    return { Name: name.includes('/') ? `/${name}` : name };
  }
  if (service === 'secretsmanager' && parts[5] === 'secret') return { SecretId: parts.slice(0, 7).join(':') };
  throw new Error(`${valueFrom} is neither a secret nor a parameter`);
}

/**
 * The field of a JSON secret that a `valueFrom` reads; undefined for the whole secret.
 *
 * @param {string} valueFrom
 */
export function fieldOf(valueFrom) {
  return valueFrom.split(':')[7] || undefined;
}
