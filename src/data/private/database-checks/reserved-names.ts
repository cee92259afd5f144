import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isOneOf, matches } from '../../../core/private/checks/values';

/** What an engine takes as names. */
interface NameRule {
  readonly maxOwner: number;
  readonly maxUser: number;
  readonly reserved: RegExp;
  readonly databases: string[];
}

/** Words of SQL that are no name without quotes. */
const SQL_WORDS = ['all', 'database', 'group', 'index', 'order', 'select', 'table', 'trigger', 'user', 'where'];

const RULES: Record<'postgres' | 'mysql', NameRule> = {
  postgres: {
    maxOwner: 63,
    maxUser: 63,
    reserved: /^(pg_.*|rds.*|admin|postgres|public|none|current_user|session_user)$/,
    databases: ['db', 'postgres', 'rdsadmin', 'template0', 'template1'],
  },
  mysql: {
    maxOwner: 16,
    maxUser: 32,
    reserved: /^(mysql.*|rds.*|root)$/,
    databases: ['information_schema', 'innodb', 'mysql', 'performance_schema', 'rdsadmin', 'sys', 'tmp'],
  },
};

type Dialect = keyof typeof RULES;

/** Names that RDS or the engine refuses: of the owner minutes into the deployment, of a user by the migration. */
export function loginNameProblem(
  dialect: Dialect,
  prop: 'ownerName' | 'users' | 'logicalReplicationUser',
  name: string,
) {
  const { maxOwner, maxUser, reserved } = RULES[dialect];
  const length = prop === 'ownerName' ? maxOwner : maxUser;
  const isTaken = matches(reserved, name) || isOneOf(SQL_WORDS, name);
  return problemIf(!Token.isUnresolved(name) && (isTaken || !isName(name, length)), {
    code: 'database/not-a-user-name',
    prop,
    value: name,
    allowed: `must be at most ${length} lower-case letters, digits and underscores, with a letter first, and cannot be a word that the engine or RDS reserves`,
    fix: 'choose such a name, like "app"',
  });
}

/** A database that cannot have this name. */
export function databaseNameProblem(dialect: Dialect, databaseName: string): Problem | undefined {
  const isTaken = isOneOf([...RULES[dialect].databases, ...SQL_WORDS], databaseName);
  return problemIf(!Token.isUnresolved(databaseName) && (isTaken || !isName(databaseName, 63)), {
    code: 'database/not-a-database-name',
    prop: 'databaseName',
    value: databaseName,
    allowed:
      'must be at most 63 lower-case letters, digits and underscores, with a letter first, and cannot be a word that the engine or RDS reserves',
    fix: 'choose such a name, like "tracker"',
  });
}

function isName(name: string, length: number): boolean {
  return matches(/^[a-z][a-z0-9_]*$/, name) && name.length <= length;
}
