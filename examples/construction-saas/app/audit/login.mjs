// The login of the database, which a Lambda function reads from its secret: none is in its configuration.

/**
 * @param {Record<string, string | undefined>} environment
 * @returns {Promise<{ user: string, password: string }>}
 */
export async function loginOf(environment) {
  const [user, password] = await Promise.all(['DB_USER', 'DB_PASSWORD'].map((name) => valueOf(environment, name)));
  return { user, password };
}

async function valueOf(environment, name) {
  const SecretId = environment[`${name}_SECRET_ARN`];
  if (SecretId === undefined) throw new Error(`${name}_SECRET_ARN is missing.`);
  const { SecretsManagerClient, GetSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
  const { SecretString = '' } = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId }));
  return JSON.parse(SecretString)[`${environment[`${name}_SECRET_FIELD`]}`];
}
