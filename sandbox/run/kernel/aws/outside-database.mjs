import { CreateDBInstanceCommand, DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';

const ACCOUNT = '999999999999';
const NAME = 'outside';
const PASSWORD = 'sandbox-only';

/**
 * A PostgreSQL database outside of the account, as `ExternalDatabase` reaches one: the emulator has it in another account. Its URI.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {{ port?: number }} options
 */
export async function outsideDatabase(sandbox, { port = 5432 } = {}) {
  const rds = new RDSClient({
    endpoint: sandbox.url,
    region: sandbox.region,
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'sandbox' },
    maxAttempts: 1,
  });
  const login = { MasterUsername: 'bank', MasterUserPassword: PASSWORD, DBName: 'bank', Port: port };
  const instance = { DBInstanceIdentifier: NAME, Engine: 'postgres', DBInstanceClass: 'db.t4g.micro' };
  await rds.send(new CreateDBInstanceCommand({ ...instance, ...login })).catch((error) => {
    if (error.name !== 'DBInstanceAlreadyExists') throw error;
  });
  const { DBInstances = [] } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: NAME }));
  const { Address: host, Port } = DBInstances[0].Endpoint ?? {};
  return `postgres://bank:${PASSWORD}@${host}:${Port}/bank?sslmode=verify-full`;
}
