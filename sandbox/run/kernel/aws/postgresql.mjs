import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetSecretValueCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import pg from 'pg';
import { places } from '../places.mjs';

/**
 * @typedef {import('./sandbox.mjs').Sandbox} Sandbox
 * @typedef {{ host: string, port: number, database: string, user: string, password: string }} Login
 */

/**
 * Runs statements over one connection; the rows of the last one. It trusts the CA of the run, as an image trusts that of RDS.
 *
 * @param {Login} login
 * @param {string[]} statements
 */
export async function query(login, statements, { tls = true } = {}) {
  const ca = tls ? readFileSync(join(places.servers, 'ca.pem'), 'utf8') : '';
  const client = new pg.Client({ ...login, ssl: tls && { ca, host: login.host }, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    /** @type {any[]} */
    let rows = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/**
 * The databases for PostgreSQL in the account, or for another engine, each with the login of its owner and those that secrets have
 * for other users.
 *
 * @param {Sandbox} sandbox
 */
export async function databases(sandbox, engines = ['postgres', 'aurora-postgresql']) {
  const { DBInstances = [] } = await sandbox.ask(RDSClient, new DescribeDBInstancesCommand({}));
  const secrets = await secretValues(sandbox);
  return DBInstances.filter(({ Engine }) => engines.includes(Engine)).map((instance) => {
    const { Address: host, Port: port } = instance.Endpoint;
    const address = { host, port, database: instance.DBName };
    const loginOf = ({ username: user, password }) => ({ ...address, user, password });
    const own = secrets.filter(({ value }) => value.host === host);
    const managed = secrets.find(({ arn }) => arn === instance.MasterUserSecret?.SecretArn);
    const owners = [managed, ...own, ...secrets].filter((secret) => secret?.value.username === instance.MasterUsername);
    return {
      name: instance.DBInstanceIdentifier,
      owner: loginOf(owners[0]?.value ?? { username: instance.MasterUsername, password: '' }),
      users: own.filter(({ value }) => value.username !== instance.MasterUsername).map(({ value }) => loginOf(value)),
    };
  });
}

/** The secrets that are JSON objects with a user name. */
async function secretValues(sandbox) {
  const { SecretList = [] } = await sandbox.ask(SecretsManagerClient, new ListSecretsCommand({ MaxResults: 100 }));
  const all = SecretList.map(async ({ ARN: arn }) => {
    try {
      const { SecretString } = await sandbox.ask(SecretsManagerClient, new GetSecretValueCommand({ SecretId: arn }));
      return { arn, value: JSON.parse(SecretString) };
    } catch {
      return { arn, value: undefined }; // without a value, or no JSON
    }
  });
  return (await Promise.all(all)).filter(({ value }) => typeof value?.username === 'string');
}
