import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { datastoreVariables, LOGIN_PASSWORD, LOGIN_USERNAME, SERVER_VARIABLES } from './open-fga';
import { IServiceBinding, ServiceSecret } from '../../../core';
import { migrationsOnly } from '../../../core/private/bindings/migrations-only';
import { IManagedDatabase } from '../../../data';

type Secrets = Record<string, ServiceSecret>;

/** A binding of the database under the names that OpenFGA reads. */
class DatastoreBinding implements IServiceBinding {
  public readonly parameters = {};
  public readonly pendingInputs = [];
  public readonly fingerprint = '';

  constructor(
    /** How messages name it, which is no construct. */
    public readonly owner: string,
    private readonly database: IServiceBinding,
    public readonly variables: Record<string, string>,
    public readonly secrets: Secrets,
  ) {}

  public allowAccessFrom(client: IConnectable): void {
    this.database.allowAccessFrom(client);
  }

  public grantUse(grantee: IGrantable): Grant {
    return this.database.grantUse(grantee);
  }
}

/** The database as the user that OpenFGA runs as, which can read and write rows alone, and the key that clients show. */
export function serverBinding(database: IManagedDatabase, userName: string, key: ServiceSecret): IServiceBinding {
  const binding = database.forUser(userName);
  const variables = { ...datastoreVariables(database), ...SERVER_VARIABLES };
  const { DB_USER, DB_PASSWORD } = binding.secrets;
  return new DatastoreBinding(database.node.path, binding, variables, {
    OPENFGA_DATASTORE_USERNAME: DB_USER,
    OPENFGA_DATASTORE_PASSWORD: DB_PASSWORD,
    OPENFGA_AUTHN_PRESHARED_KEYS: key,
  });
}

/** The database as its owner, and the login that the migration creates. */
export function ownerBinding(database: IManagedDatabase, userName: string): IServiceBinding {
  const binding = database.forOwner();
  const { DB_USER, DB_PASSWORD } = binding.secrets;
  const login = database.forUser(userName).secrets;
  return migrationsOnly(
    new DatastoreBinding(database.node.path, binding, datastoreVariables(database), {
      OPENFGA_DATASTORE_USERNAME: DB_USER,
      OPENFGA_DATASTORE_PASSWORD: DB_PASSWORD,
      [LOGIN_USERNAME]: login.DB_USER,
      [LOGIN_PASSWORD]: login.DB_PASSWORD,
    }),
  );
}
