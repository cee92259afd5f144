import { Duration } from 'aws-cdk-lib';
import {
  CfnManagedLoginBranding,
  CfnUserPoolClient,
  ClientAttributes,
  OAuthScope,
  UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { SecretValue } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Provider } from './saml';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { requireStruct, TEXT, typeProblems } from '../../../core/private/checks/types';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { childScope } from '../../../core/private/resources/child-scope';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import type { AppClientOptions } from '../../app-client-options';
import { UserRegistration } from '../../user-registration';
import type { UserSignIn } from '../../user-sign-in';
import { APP_CLIENT_TYPES, appClientProblems } from '../users-checks/app-client-problems';

/** Attributes that a user writes, and that providers fill: custom ones are left to providers and to AWS credentials. */
const PROFILE = { email: true, fullname: true, givenName: true, familyName: true, locale: true, timezone: true };

/** An app client, and what services in any stack know of it. */
export interface AppClient {
  readonly client: UserPoolClient;
  readonly clientId: string;
  readonly secret: ISecret | undefined;
  /** Names of its providers, empty where it signs in by email. */
  readonly providers: string[];
}

/** What a client's directory has. */
export interface ClientDirectory {
  readonly pool: UserPool;
  readonly signIn: UserSignIn;
  readonly signInUrl: string | undefined;
  readonly customAttributes: string[];
  readonly clients: AppClient[];
  readonly providers: Provider[];
}

/** Creates an app client that signs in by email, or by its providers alone. */
export function appClientFor(
  scope: Construct,
  id: string,
  directory: ClientDirectory,
  options: AppClientOptions,
): AppClient {
  requireArgument(scope, 'id', id, TEXT);
  requireStruct(scope, 'options', options);
  throwOnProblems(scope, ...typeProblems(options, APP_CLIENT_TYPES));
  throwOnProblems(scope, ...appClientProblems(options, limitsOf(directory, options)));
  const { pool } = directory;
  const { providers = [], callbackUrls, generateSecret = false } = options;
  const client = new UserPoolClient(childScope(scope, 'Clients'), id, {
    userPool: pool,
    generateSecret,
    supportedIdentityProviders: providers.length > 0 ? providers.map(seenBy) : [UserPoolClientIdentityProvider.COGNITO],
    ...oAuthOf(options),
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    authSessionValidity: Duration.minutes(15), // emails take their time
    idTokenValidity: options.idTokenValidity ?? Duration.hours(1),
    accessTokenValidity: options.accessTokenValidity ?? Duration.hours(1),
    refreshTokenValidity: options.refreshTokenValidity ?? Duration.days(30),
    ...attributesOf(directory, options),
  });
  const resource = client.node.defaultChild as CfnUserPoolClient;
  resource.explicitAuthFlows = flowsOf(options);
  // Stated in both cases: leaving it out would keep what the client has had.
  resource.refreshTokenRotation = options.reusableRefreshTokens
    ? { feature: 'DISABLED' }
    : { feature: 'ENABLED', retryGracePeriodSeconds: 30 };
  if (callbackUrls) {
    brand(client, pool);
  }
  return {
    client,
    clientId: seenFromOtherStacks(client, 'AppClientId', client.userPoolClientId, generateSecret),
    secret: generateSecret ? secretOf(client, resource) : undefined,
    providers: providers.map(({ node }) => node.id),
  };
}

function limitsOf(directory: ClientDirectory, options: AppClientOptions) {
  const { signIn, signInUrl, providers, clients } = directory;
  return {
    isEmailOtp: signIn.isEmailOtp,
    isOpen: signIn.registration === UserRegistration.OPEN,
    filled: filledBy(directory, options),
    hasDomain: signInUrl !== undefined,
    providers: providers.map(({ resource }) => resource),
    ways: clients.reduce((sum, client) => sum + Math.max(1, client.providers.length), 0),
  };
}

/** Its name is a reference, so the client is made after the provider. */
function seenBy({ providerName }: { providerName: string }): UserPoolClientIdentityProvider {
  return UserPoolClientIdentityProvider.custom(providerName);
}

/**
 * Without a list Cognito allows passwords by SRP, so a client of providers has a flow that leads nowhere: custom authentication,
 * which needs a Lambda function that the user pool does not have. Cognito refuses refreshing by `InitiateAuth` beside rotation.
 */
function flowsOf({ providers, reusableRefreshTokens }: AppClientOptions): string[] {
  return [
    providers === undefined ? 'ALLOW_USER_AUTH' : 'ALLOW_CUSTOM_AUTH',
    ...(reusableRefreshTokens ? ['ALLOW_REFRESH_TOKEN_AUTH'] : []),
  ];
}

/** The authorization code alone. The scope `aws.cognito.signin.user.admin` would let a federated user change mapped attributes. */
function oAuthOf({ callbackUrls, logoutUrls }: AppClientOptions) {
  return callbackUrls === undefined
    ? { disableOAuth: true }
    : {
        oAuth: {
          flows: { authorizationCodeGrant: true },
          scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
          callbackUrls,
          logoutUrls,
        },
      };
}

/** Cognito fills attributes from a provider only if the client may write them. */
function attributesOf(directory: ClientDirectory, options: AppClientOptions) {
  const profile = new ClientAttributes().withStandardAttributes(PROFILE);
  const read = profile.withStandardAttributes({ emailVerified: true });
  return {
    readAttributes: read.withCustomAttributes(...directory.customAttributes),
    writeAttributes: profile.withCustomAttributes(...filledBy(directory, options)),
  };
}

/** Custom attributes that the providers of a client fill. */
function filledBy({ providers }: ClientDirectory, options: AppClientOptions): string[] {
  const used = providers.filter(({ resource }) => options.providers?.includes(resource));
  return [...new Set(used.flatMap((provider) => provider.customAttributes))];
}

/** Managed login has no pages for a client without a style. */
function brand(client: UserPoolClient, pool: UserPool): void {
  new CfnManagedLoginBranding(client, 'Branding', {
    userPoolId: pool.userPoolId,
    clientId: client.userPoolClientId,
    useCognitoProvidedValues: true,
  });
}

/** The CDK's own way to the secret is a custom resource. */
function secretOf(client: UserPoolClient, { attrClientSecret }: CfnUserPoolClient): ISecret {
  const secret = new Secret(client, 'Secret', {
    description: `Secret of the app client ${client.node.id}`,
    secretStringValue: SecretValue.resourceAttribute(attrClientSecret),
  });
  acknowledge(secret, 'SMG4', 'Amazon Cognito generates it with the app client: another secret is another client.');
  const secretCompleteArn = seenFromOtherStacks(client, 'AppClientSecret', secret.secretArn, true);
  return Secret.fromSecretAttributes(client, 'SecretReference', { secretCompleteArn });
}

/** A CloudFormation export would block replacing the client. */
function seenFromOtherStacks(client: UserPoolClient, name: string, value: string, generateSecret: boolean): string {
  return crossStackValue(client, {
    name,
    value,
    identity: ({ logicalId }) => [logicalId, generateSecret], // what replaces it
  });
}
