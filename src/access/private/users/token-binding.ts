import { IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { IServiceBinding, ServiceSecret } from '../../../core';
import { VariablesBinding } from '../../../core/private/bindings/variables-binding';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { instance, listOf } from '../../../core/private/checks/types';

/** What a service knows of a user pool. */
export interface TokenIssuer {
  readonly region: string;
  readonly userPoolId: string;
  readonly issuer: string;
  readonly jwksUrl: string;
}

/** The issuer of the tokens of a user pool. */
export function issuerOf(region: string, userPoolId: string): TokenIssuer {
  const issuer = `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
  return { region, userPoolId, issuer, jwksUrl: `${issuer}/.well-known/jwks.json` };
}

/** Settings of a service that validates tokens, or that also signs users in. The calls of both need no AWS credentials. */
export function tokenBinding(
  owner: string,
  { region, userPoolId, issuer, jwksUrl }: TokenIssuer,
  clientIds: string[],
  { url, secret }: { readonly url?: string; readonly secret?: ServiceSecret } = {},
): IServiceBinding {
  const variables = {
    AUTH_MODE: 'cognito',
    COGNITO_CLIENT_ID: clientIds.join(','),
    COGNITO_ISSUER: issuer,
    COGNITO_JWKS_URL: jwksUrl,
    COGNITO_REGION: region,
    ...(url !== undefined && { COGNITO_SIGN_IN_URL: url }),
    COGNITO_USER_POOL_ID: userPoolId,
  };
  const noGrant = (grantee: IGrantable) => Grant.drop(grantee, 'its calls of Amazon Cognito need no AWS credentials');
  return new VariablesBinding(owner, variables, noGrant, secret && { COGNITO_CLIENT_SECRET: secret });
}

const CLIENT = instance('an IUserPoolClient, such as `users.addAppClient(…)`', 'userPoolClientId');

/** Throws if there is no client, or if one is none. */
export function requireClients(scope: IConstruct, clients: IUserPoolClient[]): void {
  requireArgument(scope, 'clients', clients, listOf(CLIENT, 'IUserPoolClients'));
  throwOnProblems(
    scope,
    problemIf(clients.length === 0, {
      code: 'user-directory/no-client',
      prop: 'clients',
      value: clients,
      allowed: 'must be an app client at least: a token without an audience would be of any app',
      fix: 'pass what `addAppClient` returns',
    }),
  );
}
