import { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IConstruct } from 'constructs';
import { IServiceBinding } from '../core';

/**
 * A relational database that Amazon RDS manages, of whatever engine.
 *
 * The owner and each user are something that a service uses. Another engine has the same variables, so a service changes no
 * logical id when its database does.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Welcome.html
 */
export interface IManagedDatabase extends IConstruct, IConnectable {
  /** Name of the database that is created on the DB instance or cluster. */
  readonly databaseName: string;

  /** Names of the users that services log in as, and of the one that replicates, if there is one. */
  readonly userNames: string[];

  /** Name of the user that replicates changes out of the database, one of `userNames`; `undefined` without logical replication. */
  readonly logicalReplicationUser?: string;

  /** DNS name of the endpoint that writes. */
  readonly endpointAddress: string;

  /** DNS name of the endpoint that reads from replicas, `undefined` without it. */
  readonly readerEndpointAddress?: string;

  /** Port of both endpoints. */
  readonly port: number;

  /**
   * The database as its owner, for migrations alone: its address, and the credentials of the owner and of each user that the
   * migration creates.
   */
  forOwner(): IServiceBinding;

  /**
   * The database as one of its users, for services: its address, and the credentials of that user.
   * @param userName one of `userNames`
   */
  forUser(userName: string): IServiceBinding;

  /**
   * Opens the database to a client. The rules belong to the client's stack, which is deployed after that of the database.
   * @param client service or security group that connects
   */
  allowAccessFrom(client: IConnectable): void;
}

/** Attributes of a database that another app defines. */
export interface ManagedDatabaseAttributes {
  /** Name of the database. */
  readonly databaseName: string;

  /** DNS name of the endpoint that writes. */
  readonly endpointAddress: string;

  /** Port of the endpoints, such as 5432. */
  readonly port: number;

  /** Security group of the database. */
  readonly securityGroup: ISecurityGroup;

  /** Secret of each user that services log in as, by its name: a JSON object with `username` and `password`. */
  readonly userSecrets: Record<string, ISecret>;

  /**
   * DNS name of the endpoint that reads from replicas.
   * @default - the database has no replicas
   */
  readonly readerEndpointAddress?: string;

  /**
   * Name of the user that replicates changes out of the database, one of `userSecrets`.
   * @default - no user replicates
   */
  readonly logicalReplicationUser?: string;

  /**
   * Secret of the owner: a JSON object with `username` and `password`.
   * @default - migrations are run by the app that defines the database
   */
  readonly ownerSecret?: ISecret;
}
