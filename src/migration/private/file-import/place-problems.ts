import { Stack } from 'aws-cdk-lib';
import { REPORTS } from './file-access';
import { IServiceBinding } from '../../../core';
import { nameOf, namesIn } from '../../../core/private/bindings/binding-names';
import { isMigrationsOnly } from '../../../core/private/bindings/migrations-only';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { shownValue } from '../../../core/private/checks/values';
import { isElsewhere, topLevelStack } from '../../../core/private/stacks/stack-of';
import type { IFileStore } from '../../../data';

/** What the program connects with. */
const LOGIN = ['DB_HOST', 'DB_NAME', 'DB_PASSWORD', 'DB_PORT', 'DB_USER'];

/** Port of MySQL, whose databases have variables of the same names. */
const MYSQL_PORT = '3306';

/** A report that starts an import would make another report. */
export function prefixProblems(keyPrefix: string): Array<Problem | undefined> {
  const isFolder = /^((?!\.{1,2}\/)[\w.-]+\/)+$/.test(keyPrefix) && keyPrefix.length <= 256;
  return [
    problemIf(!isFolder, {
      code: 'file-import/not-a-folder',
      prop: 'keyPrefix',
      value: shownValue(keyPrefix),
      allowed:
        'must be a folder known at synthesis, with a slash at its end and none before it: letters, digits, dots, hyphens and underscores, not "." or ".." alone, 256 characters at most',
      fix: 'write it like "contacts/"',
    }),
    problemIf(keyPrefix.startsWith(REPORTS), {
      code: 'file-import/reports-imported',
      prop: 'keyPrefix',
      value: keyPrefix,
      allowed: `cannot begin with "${REPORTS}": each report would start an import, which writes a report`,
      fix: 'choose another folder',
    }),
  ];
}

/** Problems of the file store. Whether it sends events it says itself. */
export function filesProblems(stack: Stack, files: IFileStore): Array<Problem | undefined> {
  const { account, region } = topLevelStack(files as any);
  return [
    problemIf(files.tenantRoleArn !== undefined, {
      code: 'file-import/prefix-per-tenant',
      prop: 'files',
      value: files.node.path,
      allowed:
        "cannot have 'prefixPerTenant': a task would reach the files of a tenant by the role of that tenant alone",
      fix: "create a FileStore for imports without it, and give 'tenantColumn': the folder below 'keyPrefix' is the tenant",
    }),
    problemIf(isElsewhere({ account, region }, stack), {
      code: 'file-import/files-elsewhere',
      prop: 'files',
      value: files.node.path,
      allowed: `must be in account and region of ${stack.node.path}, where EventBridge gets the events of S3, and not in ${account}/${region}`,
      fix: 'create the file store there, or the import in a stack beside it',
    }),
  ];
}

/** Problems of the database: another engine, another login, or the owner's, which row level security does not limit. */
export function databaseProblems(database: IServiceBinding): Array<Problem | undefined> {
  const names = namesIn(database);
  const missing = LOGIN.filter((name) => !names.includes(name));
  const value = nameOf(database) ?? names;
  return [
    problemIf(isMigrationsOnly(database), {
      code: 'file-import/owner-login',
      prop: 'database',
      value,
      allowed: 'cannot be the login of the owner: row level security does not limit it, and it could drop the table',
      fix: "pass `database.forUser('importer')`, and let the migration grant that user the table",
    }),
    problemIf(missing.length > 0, {
      code: 'file-import/not-a-login',
      prop: 'database',
      value,
      allowed: `must bring ${LOGIN.join(', ')}, and lacks ${missing.join(', ')}`,
      fix: "pass `database.forUser('importer')` of a PostgresDatabase, a user with a password",
    }),
    problemIf(database.variables.DB_PORT === MYSQL_PORT, {
      code: 'file-import/not-postgresql',
      prop: 'database',
      value,
      allowed: `must be PostgreSQL, and ${MYSQL_PORT} is the port of MySQL`,
      fix: 'pass a user of a PostgresDatabase or an AuroraPostgresCluster',
    }),
  ];
}
