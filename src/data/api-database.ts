import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/** A database as a service sees it: an address in a secret, and where the network has to let it through. */
export interface IApiDatabase {
  /** The secret that holds the whole address, credentials included. */
  readonly uriSecret: ISecret;

  /** The ports it listens on, empty where they are not known. */
  readonly ports: number[];

  /** The ranges of addresses it is in, empty where they are not known. */
  readonly addressRanges: string[];
}
