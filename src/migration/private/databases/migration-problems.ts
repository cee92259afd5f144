import { Size, SizeRoundingBehavior, Stack, Token } from 'aws-cdk-lib';
import { IVpc, SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { DURATION, KEY, SIZE, VPC } from '../../../core/private/checks/cdk-types';
import { logRetentionProblem } from '../../../core/private/checks/log-retention';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { shownPublicOnes, numberOfZones } from '../../../core/private/checks/subnets';
import { BOOLEAN, instance, listOf, OPTIONS, TEXT, Type } from '../../../core/private/checks/types';
import { claimUnique, regionalHomeOf } from '../../../core/private/checks/unique-claims';
import { isKnownAs, isWhole, shownValue } from '../../../core/private/checks/values';
import { areDifferent, isElsewhere } from '../../../core/private/stacks/stack-of';
import type { DataMigrationProps } from '../../data-migration';

type Problems = Array<Problem | undefined>;

/** Types of the props. */
export const MIGRATION_TYPES: Record<keyof DataMigrationProps, Type> = {
  ...{ vpc: VPC, subnets: OPTIONS, serviceRoles: instance('an IDmsServiceRoles', 'vpcRoleArn') },
  ...{ source: instance('a MigrationSource', 'engineName'), target: instance('an IManagedDatabase', 'userNames') },
  ...{ targetUser: TEXT, tables: listOf(instance('a MigrationTable', 'targetSchema')), keepNameCase: BOOLEAN },
  ...{ migrationName: TEXT, instanceClass: TEXT, storage: SIZE, multiAz: BOOLEAN },
  ...{ encryptionKey: KEY, validation: OPTIONS, logRetention: DURATION },
};

/** Problems of the network. */
export function networkProblems(scope: Construct, vpc: IVpc, selected: SelectedSubnets): Problems {
  const { region } = Stack.of(scope);
  const { subnetIds } = selected;
  const wrong = shownPublicOnes(vpc, selected);
  const zones = numberOfZones(selected);
  return [
    problemIf(areDifferent(vpc.env.region, region), {
      code: 'data-migration/network-elsewhere',
      prop: 'vpc',
      value: vpc.env.region,
      allowed: `must be in ${region}, the region of the stack`,
      fix: 'pass a VPC of that region, which reaches the source',
    }),
    problemIf(wrong.length > 0, {
      code: 'data-migration/public-subnets',
      prop: 'subnets',
      value: wrong,
      allowed: 'cannot be public: the replication instance has no public address, and reaches nothing from there',
      fix: 'select private subnets, or leave it out',
    }),
    problemIf(Token.isUnresolved(subnetIds) || zones < 2, {
      code: 'data-migration/one-zone',
      prop: 'subnets',
      value: Token.isUnresolved(subnetIds) ? 'a token' : `${subnetIds.length} subnets in ${zones} Availability Zones`,
      allowed: 'must be in two Availability Zones or more: DMS refuses a subnet group of one',
      fix: 'select subnets of another zone as well',
    }),
  ];
}

/** Problems of what DMS logs in to. */
export function endpointProblems(scope: Construct, props: DataMigrationProps): Problems {
  const { source, target, targetUser, validation, serviceRoles } = props;
  const stack = Stack.of(scope);
  return [
    problemIf(areDifferent(source.secret.env.region, stack.region), {
      code: 'data-migration/secret-elsewhere',
      prop: 'source',
      value: `a secret of ${source.secret.env.region}`,
      allowed: `must have a secret of ${stack.region}: DMS reads those of its own region`,
      fix: 'create a replica of the secret in that region, and pass it',
    }),
    problemIf(areDifferent(Stack.of(serviceRoles).account, stack.account), {
      code: 'data-migration/roles-elsewhere',
      prop: 'serviceRoles',
      value: serviceRoles.node.path,
      allowed: `must be of ${stack.account}, the account of the stack`,
      fix: 'create them there, or reference them by `DmsServiceRoles.fromExistingRoles()`',
    }),
    problemIf(target.port === 3306, {
      code: 'data-migration/not-postgresql',
      prop: 'target',
      value: target.node.path,
      allowed: 'must be PostgreSQL, and its port 3306 is that of MySQL',
      fix: 'pass a PostgresDatabase or an AuroraPostgresCluster',
    }),
    problemIf(isElsewhere(target.connections.securityGroups[0]?.env ?? stack, stack), {
      code: 'data-migration/target-elsewhere',
      prop: 'target',
      value: target.node.path,
      allowed: `must be in ${stack.region}: its login is a secret of that region`,
      fix: 'create the migration in a stack beside the database',
    }),
    problemIf(!target.userNames.includes(targetUser), {
      code: 'data-migration/unknown-user',
      prop: 'targetUser',
      value: targetUser,
      allowed: `must be a user of the target: ${target.userNames.join(', ')}`,
      fix: "add it to the 'users' of the database: one for the migration alone, which is removed after it",
    }),
    problemIf(validation !== undefined && !source._engine.canValidate, {
      code: 'data-migration/cannot-validate',
      prop: 'validation',
      value: validation,
      allowed: 'must be left out for MongoDB, which DMS does not validate',
      fix: 'remove it: the cut-over runbook counts documents and rows',
    }),
    problemIf(validation?.threads !== undefined && !isWhole(validation.threads, 1, 100), {
      code: 'data-migration/not-a-number-of-threads',
      prop: 'validation.threads',
      value: shownValue(validation?.threads),
      allowed: 'must be a whole number from 1 to 100: each is a query at source and target at the same time',
      fix: 'leave it out, or choose one that the source can carry, such as 8',
    }),
  ];
}

/** Problems of a login at the target: DMS has no tokens of IAM. */
export function passwordProblem(targetUser: string, hasPassword: boolean): Problem | undefined {
  return problemIf(!hasPassword, {
    code: 'data-migration/no-password',
    prop: 'targetUser',
    value: targetUser,
    allowed: 'must be a user with a password: DMS cannot log in with a token of IAM',
    fix: 'turn `iamAuthentication` of the database on after the cut-over',
  });
}

/** Problems of the instance, which DMS has minutes into the deployment. */
export function instanceProblems(scope: Construct, props: DataMigrationProps, name: string, storage: Size): Problems {
  const { migrationName, instanceClass, logRetention } = props;
  const isLate = storage.isUnresolved();
  const gibibytes = isLate ? 0 : storage.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
  const isNamed = migrationName === undefined || isKnownAs(/^(?!.{25})[a-z][a-z0-9]*(-[a-z0-9]+)*$/, migrationName);
  const before = isNamed ? claimUnique(scope, ['data-migration', ...regionalHomeOf(scope), name], scope) : undefined;
  return [
    problemIf(!isNamed, {
      code: 'data-migration/not-a-name',
      prop: 'migrationName',
      value: shownValue(migrationName),
      allowed:
        'must be up to 24 lower-case letters, digits and single hyphens, with a letter first: DMS takes 31 with "-source"',
      fix: 'write it like "crm-move"',
    }),
    problemIf(before !== undefined, {
      code: 'data-migration/name-taken',
      prop: 'migrationName',
      value: name,
      allowed: `must be of one migration of an account and region, and ${before} has it`,
      fix: 'give each migration another name, or leave it out',
    }),
    problemIf(instanceClass !== undefined && !isKnownAs(/^dms\.[a-z]\w*\.\w+$/, instanceClass), {
      code: 'data-migration/not-an-instance-class',
      prop: 'instanceClass',
      value: shownValue(instanceClass),
      allowed: 'must be a class of a replication instance of DMS, which begins with "dms."',
      fix: 'write it like "dms.r6i.large"',
    }),
    problemIf(!isWhole(gibibytes, 5, 6144), {
      code: 'data-migration/not-a-storage',
      prop: 'storage',
      value: isLate ? 'a token' : `${gibibytes} GiB`,
      allowed: 'must be 5 to 6144 whole gibibytes',
      fix: 'choose such a size: it holds logs, and changes that the target has not taken yet',
    }),
    logRetentionProblem('data-migration/not-a-log-retention', 'logRetention', logRetention, 'choose one of them'),
  ];
}
