import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { Refusal } from '../refusal.mjs';

/** @typedef {import('./sandbox.mjs').Sandbox} Sandbox */

/**
 * The environment that ECS gives to a container: its variables, and its secrets resolved by their `valueFrom`.
 *
 * @param {{ environment?: { name: string, value: string }[], secrets?: { name: string, valueFrom: string }[] }} container
 * @param {Pick<Sandbox, 'ask'>} sandbox
 * @returns {Promise<Record<string, string>>}
 */
export async function environmentOf({ environment = [], secrets = [] }, sandbox) {
  const variables = environment.map(({ name, value }) => [name, value]);
  const resolved = await Promise.allSettled(
    secrets.map(async ({ name, valueFrom }) => [name, await valueOf(valueFrom, sandbox)]),
  );
  const failed = resolved.flatMap((one, index) =>
    one.status === 'rejected' ? [`  ${secrets[index].name}: ${one.reason.message}`] : [],
  );
  if (failed.length > 0) {
    throw new Refusal('ResourceInitializationError: unable to pull secrets or registry auth:', failed.join('\n'));
  }
  const values = resolved.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  return Object.fromEntries([...variables, ...values]);
}

/**
 * What a `valueFrom` refers to: an ARN of Secrets Manager or SSM, or the name of a parameter in the same region.
 *
 * @param {string} valueFrom
 * @returns {{ service: string, region?: string, key?: string, Name?: string, SecretId?: string, VersionStage?: string, VersionId?: string }}
 */
export function reference(valueFrom) {
  const parts = valueFrom.split(':');
  const [arn, , service, region] = parts;
  if (arn !== 'arn') return { service: 'ssm', Name: valueFrom };
  const resource = parts.slice(5).join(':');
  if (service === 'ssm' && resource.startsWith('parameter/')) {
    const name = resource.slice('parameter/'.length);
    return { service, region, Name: name.includes('/') ? `/${name}` : name };
  }
  if (service === 'secretsmanager' && parts[5] === 'secret') {
    const [key, stage, version] = parts.slice(7);
    return {
      service,
      region,
      key: key || undefined,
      SecretId: parts.slice(0, 7).join(':'),
      ...(stage && { VersionStage: stage }),
      ...(version && { VersionId: version }),
    };
  }
  throw new Error(`${valueFrom} is neither a secret nor a parameter`);
}

/** @param {Pick<Sandbox, 'ask'>} sandbox */
async function valueOf(valueFrom, sandbox) {
  const { service, region, key, Name, ...secret } = reference(valueFrom);
  if (service === 'ssm') {
    const parameter = new GetParameterCommand({ Name, WithDecryption: true });
    const { Parameter } = await withName(sandbox.ask(SSMClient, parameter, region), Name);
    return Parameter.Value;
  }
  const id = secret.SecretId;
  const command = new GetSecretValueCommand({ ...secret, SecretId: id });
  const { SecretString } = await withName(sandbox.ask(SecretsManagerClient, command, region), id);
  if (SecretString === undefined) throw new Error(`${id} is binary, but an environment variable is text`);
  return key === undefined ? SecretString : valueIn(SecretString, key, id);
}

function valueIn(text, key, secret) {
  let object;
  try {
    object = JSON.parse(text);
  } catch {
    throw new Error(`${secret} is not JSON, so it has no key ${key}`);
  }
  if (!Object.hasOwn(object ?? {}, key)) throw new Error(`${secret} did not contain json key ${key}`);
  return typeof object[key] === 'string' ? object[key] : JSON.stringify(object[key]);
}

/**
 * Adds the name to an error of the SDK, which has none.
 *
 * @template Answer
 * @param {Promise<Answer>} answer
 */
async function withName(answer, name) {
  try {
    return await answer;
  } catch (error) {
    throw new Error(`unable to retrieve ${name}: ${error.name}: ${error.message}`);
  }
}
