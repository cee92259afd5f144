import { Construct } from 'constructs';
import { DEFAULT_USER } from './open-fga';
import { KEY } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { instance, requireTypes, TEXT, Type } from '../../../core/private/checks/types';
import type { PermissionServiceProps } from '../../permission-service';
import { IMAGE, SERVICE_TYPES } from '../service-types';

const PERMISSION_TYPES: { [Name in keyof PermissionServiceProps]: Type } = {
  ...{ vpc: SERVICE_TYPES.vpc, image: IMAGE, serviceName: TEXT, databaseUser: TEXT, encryptionKey: KEY },
  database: instance('an IManagedDatabase, such as a `PostgresDatabase`', 'forOwner'),
};

/** Throws if a required prop is missing or of another type. The service and its migration check the others. */
export function requirePermissionProps(scope: Construct, props: PermissionServiceProps): void {
  requireProps(scope, props, { vpc: true, image: true, database: true });
  requireTypes(scope, props, PERMISSION_TYPES);
  throwOnProblems(scope, engineProblem(props), userProblem(props));
  throwOnProblems(scope, passwordProblem(props));
}

const MYSQL_PORT = 3306;

function engineProblem({ database }: PermissionServiceProps): Problem | undefined {
  return problemIf(database.port === MYSQL_PORT, {
    code: 'permission-service/not-postgres',
    prop: 'database',
    value: database.node.path,
    allowed: `must be PostgreSQL, and ${MYSQL_PORT} is the port of MySQL: the migration creates the login of the service by \`psql\``,
    fix: 'pass a `PostgresDatabase`, or an `AuroraPostgresCluster`',
  });
}

function userProblem({ database, databaseUser = DEFAULT_USER }: PermissionServiceProps): Problem | undefined {
  return problemIf(!database.userNames.includes(databaseUser), {
    code: 'permission-service/not-a-user',
    prop: 'databaseUser',
    value: databaseUser,
    allowed: `must be one of the users of the database: ${database.userNames.join(', ')}`,
    fix: `pass one of them, or add it to the 'users' of ${database.node.path}`,
  });
}

/** OpenFGA reads its password when it starts, and a token of IAM lasts 15 minutes. */
function passwordProblem({ database, databaseUser = DEFAULT_USER }: PermissionServiceProps): Problem | undefined {
  return problemIf(database.forUser(databaseUser).secrets.DB_PASSWORD === undefined, {
    code: 'permission-service/no-password',
    prop: 'database',
    value: database.node.path,
    allowed: 'must have a password for its users: OpenFGA logs in with no other',
    fix: "remove 'iamAuthentication' from it",
  });
}
