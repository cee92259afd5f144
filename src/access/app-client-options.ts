import { Duration } from 'aws-cdk-lib';
import { IUserPoolIdentityProvider } from 'aws-cdk-lib/aws-cognito';

/** Options for an app client of a `UserDirectory`. */
export interface AppClientOptions {
  /**
   * Identity providers of the directory that sign its users in, as `addSamlProvider` returns them: they alone. An app whose users
   * come by email, too, has a second client.
   * @default - users sign in by the one-time password of the directory
   */
  readonly providers?: IUserPoolIdentityProvider[];

  /**
   * URLs that managed login returns to with an authorization code: https, `http://localhost` for development, or a custom scheme
   * of an app such as `com.example.tracker://callback`.
   * @default - no managed login: the app calls Cognito's API
   */
  readonly callbackUrls?: string[];

  /**
   * URLs that managed login may return to after a sign-out.
   * @default - managed login does not return to the app after a sign-out
   */
  readonly logoutUrls?: string[];

  /**
   * Whether the client has a secret, for a web server that keeps it. Every call needs it then. Changing it replaces the client,
   * and its users sign in anew. Browsers and apps cannot keep a secret: they send a PKCE challenge. Where everybody can
   * register, a client whose providers fill custom attributes has one: `SignUp` with its id alone could fill them.
   * @default false
   */
  readonly generateSecret?: boolean;

  /**
   * Validity of the ID token: 5 minutes to 1 day.
   * @default Duration.hours(1)
   */
  readonly idTokenValidity?: Duration;

  /**
   * Validity of the access token: 5 minutes to 1 day. An API that checks tokens by their signature accepts one until it expires,
   * signed out or not.
   * @default Duration.hours(1)
   */
  readonly accessTokenValidity?: Duration;

  /**
   * Validity of the refresh token, which is how long a user stays signed in: 1 hour to 10 years. One who is removed from a SAML
   * provider stays as long, too.
   * @default Duration.days(30)
   */
  readonly refreshTokenValidity?: Duration;

  /**
   * Whether a refresh token can be used many times. Otherwise each refresh answers with a new token and revokes the old one after
   * 30 seconds, and the app calls `GetTokensFromRefreshToken`.
   * @default false
   */
  readonly reusableRefreshTokens?: boolean;
}
