import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { Refusal } from '../refusal.mjs';

/** The environment that ECS gives a container: what its definition says, and each secret resolved by its `valueFrom`. */
export async function environmentOf({ environment = [], secrets = [] }, sandbox) {
  const given = environment.map(({ name, value }) => [name, value]);
  const asked = await Promise.allSettled(
    secrets.map(async ({ name, valueFrom }) => [name, await valueOf(valueFrom, sandbox)]),
  );
  const failed = asked.flatMap(({ reason }, index) => (reason ? [`  ${secrets[index].name}: ${reason.message}`] : []));
  if (failed.length > 0) {
    throw new Refusal('ResourceInitializationError: unable to pull secrets or registry auth:', failed.join('\n'));
  }
  return Object.fromEntries([...given, ...asked.map(({ value }) => value)]);
}

/** What a `valueFrom` refers to: an ARN of Secrets Manager or SSM, or the name of a parameter of the same region. */
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

async function valueOf(valueFrom, sandbox) {
  const { service, region, key, ...asked } = reference(valueFrom);
  if (service === 'ssm') {
    const parameter = new GetParameterCommand({ ...asked, WithDecryption: true });
    const { Parameter } = await told(sandbox.ask(SSMClient, parameter, region), asked.Name);
    return Parameter.Value;
  }
  const secret = new GetSecretValueCommand(asked);
  const { SecretString } = await told(sandbox.ask(SecretsManagerClient, secret, region), asked.SecretId);
  if (SecretString === undefined) throw new Error(`${asked.SecretId} is binary, and a variable is text`);
  return key === undefined ? SecretString : valueIn(SecretString, key, asked.SecretId);
}

function valueIn(text, key, secret) {
  let object;
  try {
    object = JSON.parse(text);
  } catch {
    throw new Error(`${secret} is no JSON, and its key ${key} is asked for`);
  }
  if (!Object.hasOwn(object ?? {}, key)) throw new Error(`${secret} did not contain json key ${key}`);
  return typeof object[key] === 'string' ? object[key] : JSON.stringify(object[key]);
}

/** The errors of the SDK do not say whose value is missing. */
async function told(answer, whose) {
  try {
    return await answer;
  } catch (error) {
    throw new Error(`unable to retrieve ${whose}: ${error.name}: ${error.message}`);
  }
}
