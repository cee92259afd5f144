import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IApiDatabase } from './api-database';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, TrafficTier } from '../core';
import { DATABASE_TYPES, databaseProblems } from './private/database-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { typeProblems } from '../core/private/checks/types';

/** Properties for defining an `ExternalDatabase`. */
export interface ExternalDatabaseProps {
  /** Secret with the whole address, such as `DB_URI` of a `BankSecretsScaffold`. */
  readonly uriSecret: ISecret;

  /**
   * Address without credentials, such as `postgresql://db.bank.example:5432/bank` or
   * `mongodb+srv://cluster.example.mongodb.net`. The port in it is opened; no engine has a default port here.
   * @default - the address is in the secret alone
   */
  readonly uriWithoutCredentials?: string;

  /**
   * Ports that the database listens on, where `uriWithoutCredentials` has none.
   * @default - the port in `uriWithoutCredentials`, if there is one
   */
  readonly ports?: number[];

  /**
   * IPv4 CIDR blocks of the database, such as `203.0.113.0/24`. Security groups take addresses, not names.
   * @default - any address
   */
  readonly addressRanges?: string[];
}

/**
 * A database that another team or company runs, of any engine.
 *
 * The service reads the whole address from a secret, so nothing depends on the engine, and another `IApiDatabase` can
 * replace this one later without a change of the service.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
 * @example
 * import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
 * import { ExternalDatabase } from 'rl-bank-constructs/data';
 *
 * declare const uriSecret: secretsmanager.ISecret;
 *
 * const database = new ExternalDatabase(this, 'Database', {
 *   uriSecret,
 *   uriWithoutCredentials: 'postgresql://db.bank.example:5432/bank',
 *   addressRanges: ['203.0.113.0/24'],
 * });
 */
@propertyInjectable
export class ExternalDatabase extends Construct implements IApiDatabase, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.data.ExternalDatabase';

  /** Secret with the whole address, credentials included. */
  public readonly uriSecret: ISecret;

  /** Ports that the database listens on, empty where they are not known. */
  public readonly ports: number[];

  /** IPv4 CIDR blocks of the database, empty where they are not known. */
  public readonly addressRanges: string[];

  constructor(scope: Construct, id: string, props: ExternalDatabaseProps) {
    super(scope, id);
    requireProps(this, props, { uriSecret: true });
    throwOnProblems(this, ...typeProblems(props, DATABASE_TYPES));
    throwOnProblems(this, ...databaseProblems(props));
    this.uriSecret = props.uriSecret;
    this.ports = props.ports ?? portOf(props.uriWithoutCredentials);
    this.addressRanges = props.addressRanges ?? [];
  }

  /** No alarms (an empty list): CloudWatch has no metrics of it. The API's own alarms show when it is unreachable. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return [];
  }

  /** Text that says where to look, since CloudWatch has no metrics of it. */
  public get graphDefinitions(): GraphDefinition[] {
    return [
      {
        tier: TrafficTier.DATABASE,
        title: 'Outside of this account',
        healthy: "is drawn by its operator; here it shows in the API's latency, errors and logs",
        metrics: [],
      },
    ];
  }

  /** No log queries: its logs are not in CloudWatch. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }
}

/** The port in an address, if there is one. */
function portOf(uri: string | undefined): number[] {
  const port = uri === undefined ? '' : new URL(uri).port;
  return port === '' ? [] : [Number(port)];
}
