import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { IApiDatabase } from './api-database';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, TrafficTier } from '../core';
import { databaseProblems, portOf } from './private/database-problems';
import { throwOnProblems } from '../core/private/checks/problems';

/** Properties for defining an `ExternalDatabase`. */
export interface ExternalDatabaseProps {
  /** The secret with the address, such as the scaffold's `DB_URI`. */
  readonly uriSecret: ISecret;

  /**
   * The address without its credentials, such as `postgresql://db.bank.example:5432/bank` or
   * `mongodb+srv://cluster.example.mongodb.net`. A port in it is opened; no port is taken for granted.
   * @default - not known here
   */
  readonly uriWithoutCredentials?: string;

  /**
   * The ports it listens on, where the address does not tell.
   * @default - the port in `uriWithoutCredentials`, if there is one
   */
  readonly ports?: number[];

  /**
   * The ranges of addresses it is in, as CIDRs. Security groups know addresses, not names.
   * @default - any address
   */
  readonly addressRanges?: string[];
}

/**
 * A database that somebody else looks after, of whatever engine.
 *
 * The service reads its whole address from a secret, so nothing here depends on the engine, and a managed database can
 * take this place later without moving anything of the service.
 */
export class ExternalDatabase extends Construct implements IApiDatabase, IMonitored {
  /** The secret that holds the whole address. */
  public readonly uriSecret: ISecret;

  /** The ports it listens on, empty where they are not known. */
  public readonly ports: number[];

  /** The ranges of addresses it is in, empty where they are not known. */
  public readonly addressRanges: string[];

  constructor(scope: Construct, id: string, props: ExternalDatabaseProps) {
    super(scope, id);
    throwOnProblems(this, ...databaseProblems(props));
    this.uriSecret = props.uriSecret;
    this.ports = props.ports ?? portOf(props.uriWithoutCredentials);
    this.addressRanges = props.addressRanges ?? [];
  }

  /** None: CloudWatch does not know it. That the API cannot reach it shows in the API's errors. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return [];
  }

  /** Where to look, since CloudWatch has nothing to draw. */
  public get graphDefinitions(): GraphDefinition[] {
    return [
      {
        tier: TrafficTier.DATABASE,
        title: 'Outside of this account',
        healthy: "is drawn by whoever runs it; here it shows in the API's latency, errors and logs",
        metrics: [],
      },
    ];
  }

  /** None: its logs are elsewhere. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }
}
