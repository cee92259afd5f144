import { Duration, Token } from 'aws-cdk-lib';
import { SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { literalProblems } from './literal-problems';
import { databaseNameProblem, loginNameProblem } from './reserved-names';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { entryProblems } from '../../../core/private/checks/required-props';
import { TEXT } from '../../../core/private/checks/types';
import { isWhole, matches } from '../../../core/private/checks/values';
import { LOG_RETENTIONS } from '../../../core/private/formats/log-retention';
import type { ManagedDatabaseOptions } from '../../managed-database-options';
import type { Engine } from '../database/engine';
import { ownerNameOf } from '../database/identifier';

type Options = ManagedDatabaseOptions & { readonly logicalReplicationUser?: string };

/** What RDS refuses minutes into the deployment, of a database of any engine. */
export function managedProblems(
  options: Options,
  engine: Engine,
  subnets: SelectedSubnets,
): Array<Problem | undefined> {
  const { dialect } = engine;
  const { databaseName, users, logicalReplicationUser: replication } = options;
  return [
    ...literalProblems(options, ['users', 'logicalReplicationUser', 'slowStatementThreshold']),
    zonesProblem(subnets),
    databaseNameProblem(dialect, databaseName),
    loginNameProblem(dialect, 'ownerName', ownerNameOf(options)),
    noUsersProblem(users),
    ...users.map((user) => loginNameProblem(dialect, 'users', user)),
    replication === undefined ? undefined : loginNameProblem(dialect, 'logicalReplicationUser', replication),
    ...repeatedProblems(options),
    identifierProblem(options.identifier),
    ...durationProblems(options),
    ...parameterProblems(options, engine),
    rotationProblem(options),
  ];
}

/** A subnet group needs two zones, whether or not there is a standby. Zones of an imported VPC may be unknown. */
function zonesProblem({ subnetIds, availabilityZones }: SelectedSubnets): Problem | undefined {
  const known = availabilityZones.filter((zone) => !Token.isUnresolved(zone));
  const zones = known.length === subnetIds.length ? new Set(known).size : subnetIds.length;
  return problemIf(!Token.isUnresolved(subnetIds) && zones < 2, {
    code: 'database/too-few-zones',
    prop: 'subnets',
    value: `${subnetIds.length} subnets`,
    allowed: 'must be in two Availability Zones at least: RDS refuses a subnet group of one',
    fix: 'select subnets of two or more zones',
  });
}

function noUsersProblem(users: string[]): Problem | undefined {
  return problemIf(users.length === 0, {
    code: 'database/no-users',
    prop: 'users',
    value: [],
    allowed:
      'must name one user at least: services do not log in as the owner, since row-level security does not bind the owner of a table',
    fix: 'name the user of the service, like "app"',
  });
}

function repeatedProblems({ users, logicalReplicationUser, ...options }: Options): Array<Problem | undefined> {
  const others = logicalReplicationUser === undefined ? users : [...users, logicalReplicationUser];
  const all = [ownerNameOf(options), ...others];
  const repeated = [...new Set(all.filter((name, index) => all.indexOf(name) < index))];
  return repeated.map((name) => ({
    code: 'database/user-twice',
    prop: name === logicalReplicationUser ? 'logicalReplicationUser' : 'users',
    value: name,
    allowed: 'must differ from the owner and from every other user: each has credentials of its own',
    fix: 'give one of them another name',
  }));
}

function identifierProblem(identifier: string | undefined): Problem | undefined {
  const isIdentifier = matches(/^[a-z](-?[a-z0-9])*$/, identifier) && identifier!.length <= 50;
  return problemIf(identifier !== undefined && !Token.isUnresolved(identifier) && !isIdentifier, {
    code: 'database/not-an-identifier',
    prop: 'identifier',
    value: identifier,
    allowed: 'must be at most 50 lower-case letters, digits and single hyphens, with a letter first and no hyphen last',
    fix: 'choose such an identifier, or leave it out',
  });
}

function durationProblems(options: Options): Array<Problem | undefined> {
  const { backupRetention, userPasswordRotation, logRetention, slowStatementThreshold } = options;
  const days = (duration: Duration) => duration.toDays({ integral: false });
  return [
    durationProblem(
      'database/not-a-backup-retention',
      'backupRetention',
      backupRetention,
      'must be 1 to 35 whole days',
      (it) => isWhole(days(it), 1, 35),
    ),
    durationProblem(
      'database/not-a-rotation',
      'userPasswordRotation',
      userPasswordRotation,
      'must be 1 to 1000 whole days',
      (it) => isWhole(days(it), 1, 1000),
    ),
    durationProblem(
      'database/not-a-log-retention',
      'logRetention',
      logRetention,
      `must be a retention of CloudWatch Logs: ${LOG_RETENTIONS.join(', ')} days`,
      (it) => LOG_RETENTIONS.includes(days(it) as never),
    ),
    durationProblem(
      'database/not-a-threshold',
      'slowStatementThreshold',
      slowStatementThreshold,
      'must be 1 millisecond to 1 hour',
      (it) => isWhole(it.toMilliseconds({ integral: false }), 1, 3_600_000),
    ),
  ];
}

function durationProblem(
  code: string,
  prop: string,
  value: Duration | undefined,
  allowed: string,
  isAllowed: (value: Duration) => boolean,
): Problem | undefined {
  return problemIf(value !== undefined && !value.isUnresolved() && !isAllowed(value), {
    code,
    prop,
    value: value?.isUnresolved() ? undefined : value?.toHumanString(),
    allowed,
    fix: 'choose such a time, or leave it out',
  });
}

function parameterProblems({ parameters }: Options, { tlsParameter }: Engine): Array<Problem | undefined> {
  const own = [tlsParameter, 'rds.logical_replication'];
  const enforced = Object.keys(parameters ?? {}).find((name) => own.includes(name.toLowerCase()));
  return [
    ...entryProblems('parameters', parameters, TEXT),
    problemIf(enforced !== undefined, {
      code: 'database/parameter-of-its-own',
      prop: 'parameters',
      value: enforced,
      allowed: `cannot have ${tlsParameter}, which enforces TLS, nor rds.logical_replication, which 'logicalReplicationUser' sets`,
      fix: 'remove it from the parameters',
    }),
  ];
}

function rotationProblem(options: Options): Problem | undefined {
  const { iamAuthentication = false, userPasswordRotation, logicalReplicationUser } = options;
  const hasNoPassword = iamAuthentication && logicalReplicationUser === undefined;
  return problemIf(hasNoPassword && userPasswordRotation !== undefined, {
    code: 'database/nothing-to-rotate',
    prop: 'userPasswordRotation',
    value: userPasswordRotation?.isUnresolved() ? undefined : userPasswordRotation?.toHumanString(),
    allowed: 'cannot be set beside iamAuthentication: users who log in with a token of IAM have no password',
    fix: "remove 'userPasswordRotation', or 'iamAuthentication'",
  });
}
