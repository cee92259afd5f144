import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/** A database of a service: a secret with its address, and what the service's security group has to open. */
export interface IApiDatabase {
  /** Secret with the whole address, credentials included. */
  readonly uriSecret: ISecret;

  /** Ports that the database listens on, empty where they are not known. */
  readonly ports: number[];

  /** IPv4 CIDR blocks of the database, empty where they are not known. */
  readonly addressRanges: string[];
}
