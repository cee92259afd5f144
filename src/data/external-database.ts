import { Token } from 'aws-cdk-lib';
import { IConnectable, Peer, Port } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import {
  AlarmDefinition,
  GraphDefinition,
  IMonitored,
  IServiceBinding,
  LogQueryDefinition,
  PendingInput,
  ServiceSecret,
  TrafficTier,
} from '../core';
import { DATABASE_TYPES, databaseProblems } from './private/database-problems';
import { CONNECTABLE } from '../core/private/checks/cdk-types';
import { Problem, problemIf, throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { typeProblems } from '../core/private/checks/types';

/** Variable with the whole address. */
const KEY = 'DB_URI';

/** Properties for defining an `ExternalDatabase`. */
export interface ExternalDatabaseProps {
  /**
   * Secret with the whole address, such as `DB_URI` of a `BankSecretsScaffold`. A secret of RDS is a JSON object instead, and is
   * bound by an `IServiceBinding` with `ServiceSecret.fromJsonField`.
   */
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
 * The service reads the whole address, its variable `DB_URI`, from a secret, so nothing depends on the engine. Pass it as one of
 * the service's `uses`: another database later is another entry there, and moves no logical id of the service.
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
export class ExternalDatabase extends Construct implements IServiceBinding, IMonitored {
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

  /** No variables in plain text. */
  public get variables(): Record<string, string> {
    return {};
  }

  /** No parameters. */
  public get parameters(): Record<string, IStringParameter> {
    return {};
  }

  /** The whole address, as `DB_URI`. */
  public get secrets(): Record<string, ServiceSecret> {
    return { [KEY]: ServiceSecret.fromSecret(this.uriSecret) };
  }

  /** The address, which is in the secret once its owner has written it. */
  public get pendingInputs(): PendingInput[] {
    const { secretName, node } = this.uriSecret;
    const target = Token.isUnresolved(secretName) ? node.path : secretName;
    const command = `aws secretsmanager put-secret-value --secret-id ${target} --secret-string '<value>'`;
    return [{ key: KEY, target, owner: 'owner of the database, if the secret is empty', command }];
  }

  /** Nothing starts new tasks but another secret. */
  public get fingerprint(): string {
    return '';
  }

  /**
   * Opens the ports of the database in the security group of the client: its own security group, if it has one, is another
   * account's.
   * @param client the service
   */
  public allowAccessFrom(client: IConnectable): void {
    requireArgument(this, 'client', client, CONNECTABLE);
    throwOnProblems(this, portsProblem(this.ports));
    const ranges = this.addressRanges.length > 0 ? this.addressRanges : ['0.0.0.0/0'];
    for (const port of this.ports) {
      ranges.forEach((range) => client.connections.allowTo(Peer.ipv4(range), Port.tcp(port), 'The database'));
    }
  }

  /**
   * Grants nothing: the credentials are in the address.
   * @param grantee task role of the service
   */
  public grantUse(grantee: IGrantable): Grant {
    return Grant.drop(grantee, 'the credentials are in the address');
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

/** Without a port the security group of the client would stay closed to the database. */
function portsProblem(ports: number[]): Problem | undefined {
  return problemIf(ports.length === 0, {
    code: 'database/without-port',
    prop: 'ports',
    value: [],
    allowed: 'must name at least one port: nothing but 443 is open to the tasks',
    fix: "give the database its 'ports', such as 27017 for MongoDB",
  });
}

/** The port in an address, if there is one. */
function portOf(uri: string | undefined): number[] {
  const port = uri === undefined ? '' : new URL(uri).port;
  return port === '' ? [] : [Number(port)];
}
