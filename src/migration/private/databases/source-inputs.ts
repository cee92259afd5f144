import { Token } from 'aws-cdk-lib';
import { PendingInput } from '../../../core';
import type { MigrationSource } from '../../migration-source';

/** The login at the source, which is in the secret once its operator has written it. */
export function sourceInputs({ secret, port }: MigrationSource): PendingInput[] {
  const target = Token.isUnresolved(secret.secretName) ? secret.node.path : secret.secretName;
  return [
    {
      key: 'source',
      target,
      owner: 'operator of the source, if the secret is empty',
      command: putLogin(target, port, '…'),
    },
  ];
}

/** Command that writes the login: DMS reads these four values. */
export function putLogin(secretId: string, port: number, username: string): string {
  const value = `{"host":"…","port":${port},"username":"${username}","password":"…"}`;
  return `aws secretsmanager put-secret-value --secret-id ${secretId} --secret-string '${value}'`;
}
