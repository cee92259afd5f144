import { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { IServiceBinding } from '../core';

/** A Cognito user pool whose tokens services validate. */
export interface IUserDirectory extends IConstruct {
  /** User pool, for authorizers in any stack. */
  readonly userPool: IUserPool;

  /** Id of the user pool. */
  readonly userPoolId: string;

  /** Issuer of its tokens, `https://cognito-idp.<region>.amazonaws.com/<user pool>`. */
  readonly issuer: string;

  /** URL of the public keys that sign its tokens. */
  readonly jwksUrl: string;

  /**
   * Environment variables of a service that validates tokens, for its `uses`.
   * @param clients app clients whose tokens it accepts, one at least
   */
  forApi(...clients: IUserPoolClient[]): IServiceBinding;
}

/** Attributes of a user directory that another app or another account defines. */
export interface UserDirectoryAttributes {
  /** Id of the user pool, such as `eu-west-2_AbCdEfGhI`: its region is part of it. */
  readonly userPoolId: string;
}
