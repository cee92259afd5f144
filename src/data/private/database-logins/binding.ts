import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Login } from './logins';
import { IServiceBinding, PendingInput, ServiceSecret } from '../../../core';
import { GRANTABLE } from '../../../core/private/checks/cdk-types';
import { requireArgument } from '../../../core/private/checks/required-props';
import type { BoundDatabase } from '../database/running-database';

/** A database as one of its users: its address in plain text, and the login; the owner also has the logins of all users. */
export class DatabaseBinding implements IServiceBinding {
  public readonly parameters: Record<string, IStringParameter> = {};
  public readonly pendingInputs: PendingInput[] = [];
  public readonly fingerprint = '';

  constructor(
    /** How messages name it, which is no construct. */
    public readonly owner: string,
    private readonly database: BoundDatabase,
    private readonly login: Login,
    private readonly created: Login[] = [],
  ) {}

  public get variables(): Record<string, string> {
    const { address, readerAddresses, port, databaseName } = this.database;
    const readers = readerAddresses.map((reader, index) => [index === 0 ? READER : `${READER}_${index + 1}`, reader]);
    return sorted([
      ...[['DB_HOST', address], ['DB_NAME', databaseName], ['DB_PORT', String(port)], ...readers],
      ...this.logins.flatMap(([name, { userName, secret }]) => (secret ? [] : [[`${name}_USER`, userName]])),
    ]);
  }

  public get secrets(): Record<string, ServiceSecret> {
    return sorted(
      this.logins.flatMap(([name, { secret }]) => {
        const fieldsOf = secret ? Object.entries({ USER: 'username', PASSWORD: 'password' }) : [];
        return fieldsOf.map(([suffix, field]) => [`${name}_${suffix}`, ServiceSecret.fromJsonField(secret!, field)]);
      }),
    );
  }

  public allowAccessFrom(client: IConnectable): void {
    this.database.allowAccessFrom(client);
  }

  public grantUse(grantee: IGrantable): Grant {
    requireArgument('database', 'grantee', grantee, GRANTABLE);
    return this.login.secret
      ? Grant.drop(grantee, 'it logs in with a password')
      : Grant.addToPrincipal({
          grantee,
          actions: ['rds-db:connect'],
          resourceArns: this.database.userArnsOf(this.login.userName),
        });
  }

  /** The prefix of the variables of each login. */
  private get logins(): Array<[string, Login]> {
    const created = this.created.map((login): [string, Login] => [`${login.userName.toUpperCase()}_DB`, login]);
    return [['DB', this.login], ...created];
  }
}

const READER = 'DB_READER_HOST';

function sorted<T>(entries: unknown[][]): Record<string, T> {
  return Object.fromEntries(entries.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)));
}
