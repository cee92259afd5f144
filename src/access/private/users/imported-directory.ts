import { Stack, Token } from 'aws-cdk-lib';
import { IUserPool, IUserPoolClient, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { issuerOf, requireClients, tokenBinding } from './token-binding';
import { IServiceBinding } from '../../../core';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { TEXT, typeProblems } from '../../../core/private/checks/types';
import type { IUserDirectory, UserDirectoryAttributes } from '../../i-user-directory';

/** A user directory of another app or account: its tokens are validated by their signature, which needs no permission. */
export class ImportedUserDirectory extends Construct implements IUserDirectory {
  public readonly userPool: IUserPool;
  public readonly userPoolId: string;
  public readonly issuer: string;
  public readonly jwksUrl: string;
  private readonly region: string;

  constructor(scope: Construct, id: string, attributes: UserDirectoryAttributes) {
    super(scope, id);
    requireProps(this, attributes, { userPoolId: true });
    throwOnProblems(this, ...typeProblems(attributes, { userPoolId: TEXT }));
    const { userPoolId } = attributes;
    throwOnProblems(
      this,
      problemIf(!/^[a-z]{2}(-[a-z]+)+-\d_[0-9A-Za-z]{1,40}$/.test(userPoolId), {
        code: 'user-directory/not-a-user-pool-id',
        prop: 'userPoolId',
        value: userPoolId,
        allowed: 'must be the id of a user pool, which begins with its region',
        fix: 'write it like "eu-west-2_AbCdEfGhI"',
      }),
    );
    this.userPool = UserPool.fromUserPoolId(this, 'Pool', userPoolId);
    this.region = Token.isUnresolved(userPoolId) ? Stack.of(this).region : userPoolId.split('_')[0];
    const { issuer, jwksUrl } = issuerOf(this.region, userPoolId);
    this.userPoolId = userPoolId;
    this.issuer = issuer;
    this.jwksUrl = jwksUrl;
  }

  public forApi(...clients: IUserPoolClient[]): IServiceBinding {
    requireClients(this, clients);
    const ids = clients.map(({ userPoolClientId }) => userPoolClientId);
    return tokenBinding(this.node.path, issuerOf(this.region, this.userPoolId), ids);
  }
}
