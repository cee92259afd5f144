/**
 * A value of the environment: a variable of a task, or a secret that a Lambda function reads, as none is in its configuration.
 *
 * @param {Record<string, string | undefined>} environment
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function valueOf(environment, name) {
  const value = environment[name];
  if (value !== undefined) return value;
  const SecretId = environment[`${name}_SECRET_ARN`];
  if (SecretId === undefined) throw new Error(`${name} is missing, and so is ${name}_SECRET_ARN.`);
  const { SecretsManagerClient, GetSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
  const { SecretString = '' } = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId }));
  const field = environment[`${name}_SECRET_FIELD`];
  return field === undefined ? SecretString : JSON.parse(SecretString)[field];
}
