import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { SECRET } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { missingProblem, requireProps } from '../../../core/private/checks/required-props';
import { BOOLEAN, instance, NUMBER, requireTypes, TEXT, TEXTS } from '../../../core/private/checks/types';
import { coverAllAddresses, isCidr, isKnownAs, isPort, shownValue } from '../../../core/private/checks/values';
import type { MigrationTls } from '../../migration-tls';

/** What a source is made of, with the defaults of its engine. */
interface Given {
  readonly secret: ISecret;
  readonly addressRanges: string[];
  readonly port: number;
  readonly tls: MigrationTls;
  readonly databaseName?: string;
  readonly authenticationDatabase?: string;
  readonly fieldsAsColumns?: boolean;
}

/** Names of databases: they stand in commands of the runbook, too. */
const DATABASE_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.$#-]{0,127}$/;

/** What DMS has for an engine. */
interface Has {
  /** Modes of TLS. */
  readonly modes: string[];
  /** Whether an endpoint is of one database. */
  readonly database: boolean;
}

/** Throws unless DMS could connect to the source. */
export function requireSource(place: string, given: Given, { modes, database }: Has): void {
  requireProps(place, given, { secret: true, addressRanges: true, port: true, tls: true });
  requireTypes(place, given, {
    ...{ secret: SECRET, addressRanges: TEXTS, port: NUMBER, tls: instance('a MigrationTls', 'mode') },
    ...{ databaseName: TEXT, authenticationDatabase: TEXT, fieldsAsColumns: BOOLEAN },
  });
  const { databaseName, authenticationDatabase, port, tls, addressRanges } = given;
  throwOnProblems(
    place,
    ...(database ? [missingProblem('databaseName', databaseName) ?? nameProblem('databaseName', databaseName)] : []),
    authenticationDatabase === undefined ? undefined : nameProblem('authenticationDatabase', authenticationDatabase),
    problemIf(!isPort(port), {
      code: 'migration-source/not-a-port',
      prop: 'port',
      value: shownValue(port),
      allowed: 'must be a whole number from 1 to 65535',
      fix: 'pass the port that the source listens on, which the secret has as well',
    }),
    problemIf(!modes.includes(tls.mode), {
      code: 'migration-source/no-such-tls',
      prop: 'tls',
      value: tls.mode,
      allowed: `must be a mode that DMS has for this engine: ${modes.join(', ')}`,
      fix: 'choose one of them; what is not verified, keep behind a VPN or Direct Connect',
    }),
    ...rangesProblems(addressRanges),
  );
}

function nameProblem(prop: string, value: string | undefined): Problem | undefined {
  return problemIf(!isKnownAs(DATABASE_NAME, value), {
    code: 'migration-source/not-a-database',
    prop,
    value: shownValue(value),
    allowed: 'must be the name of one database: letters, digits, "_", ".", "$", "#" and hyphens',
    fix: 'write it as the source does, like "crm"',
  });
}

function rangesProblems(addressRanges: string[]): Array<Problem | undefined> {
  return [
    problemIf(addressRanges.length === 0, {
      code: 'migration-source/no-addresses',
      prop: 'addressRanges',
      value: addressRanges,
      allowed: 'must name at least one CIDR block: DMS connects to no others',
      fix: 'pass that of the source, like "10.20.0.7/32"',
    }),
    ...addressRanges.map((range) =>
      problemIf(!isCidr(range), {
        code: 'migration-source/not-a-range',
        prop: 'addressRanges',
        value: range,
        allowed: 'must be IPv4 CIDR blocks',
        fix: 'write one like "10.20.0.0/16"',
      }),
    ),
    problemIf(coverAllAddresses(addressRanges), {
      code: 'migration-source/any-address',
      prop: 'addressRanges',
      value: addressRanges,
      allowed: 'cannot be all addresses: the login of the source would go to any host that the secret names',
      fix: 'pass the CIDR blocks of the source alone',
    }),
  ];
}
