import { UserPoolIdentityProviderSamlMetadata } from 'aws-cdk-lib/aws-cognito';
import { entraProblems, samlProblems, SAML_TYPES } from './private/users-checks/saml-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { TEXT, typeProblems } from '../core/private/checks/types';

/** Options for Microsoft Entra ID. */
export interface EntraIdOptions {
  /**
   * Federation metadata of the enterprise application: its "App Federation Metadata Url", which ends in `?appid=…`. Amazon
   * Cognito reads it again every six hours, and so gets new signing certificates. A file has to be deployed anew before its
   * certificate expires.
   */
  readonly metadata: UserPoolIdentityProviderSamlMetadata;

  /**
   * Claims that fill custom attributes of the directory, by the name of the attribute, such as
   * `{ groups: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups' }`. Users cannot change these attributes, but the
   * administrator of the provider writes what it likes, and a claim that is no longer sent keeps its last value.
   * @default - no custom attribute is filled
   */
  readonly customAttributes?: Record<string, string>;

  /**
   * Whether signing out of Cognito signs the user out of the provider, too, at its logout URL (SAML single logout).
   * @default false
   */
  readonly singleLogout?: boolean;

  /**
   * Whether Amazon Cognito signs its requests. The provider needs the signing certificate of the user pool then:
   * `aws cognito-idp get-signing-certificate`.
   * @default false
   */
  readonly signRequests?: boolean;

  /**
   * Whether the provider must encrypt its assertions, with the certificate of `aws cognito-idp describe-identity-provider`.
   * @default false
   */
  readonly encryptedResponses?: boolean;
}

/** Options for a SAML 2.0 identity provider. */
export interface SamlProviderOptions extends EntraIdOptions {
  /** Claim with the email address of the user. */
  readonly emailClaim: string;

  /**
   * Claim with the given name.
   * @default - the attribute stays empty
   */
  readonly givenNameClaim?: string;

  /**
   * Claim with the family name.
   * @default - the attribute stays empty
   */
  readonly familyNameClaim?: string;
}

const ENTRA_CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

/**
 * SAML 2.0 identity provider of a `UserDirectory`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp.html
 * @example
 * import { UserPoolIdentityProviderSamlMetadata } from 'aws-cdk-lib/aws-cognito';
 * import { SamlProvider } from 'rl-bank-constructs/access';
 *
 * const tenant = 'https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111';
 * const entra = SamlProvider.entraId({
 *   metadata: UserPoolIdentityProviderSamlMetadata.url(
 *     `${tenant}/federationmetadata/2007-06/federationmetadata.xml?appid=22222222-2222-2222-2222-222222222222`,
 *   ),
 * });
 */
export class SamlProvider {
  /**
   * Microsoft Entra ID, with the claims that an enterprise application has by default: address, given name and family name.
   * @param options metadata and custom attributes
   */
  public static entraId(options: EntraIdOptions): SamlProvider {
    requireProps('SamlProvider.entraId', options, { metadata: true });
    const claims = {
      emailClaim: `${ENTRA_CLAIMS}/emailaddress`,
      givenNameClaim: `${ENTRA_CLAIMS}/givenname`,
      familyNameClaim: `${ENTRA_CLAIMS}/surname`,
    };
    check('SamlProvider.entraId', { ...options, ...claims });
    throwOnProblems('SamlProvider.entraId', ...entraProblems(options.metadata));
    return new SamlProvider({ ...options, ...claims });
  }

  /**
   * Any provider, by the names of its claims.
   * @param options metadata and claims
   */
  public static of(options: SamlProviderOptions): SamlProvider {
    requireProps('SamlProvider.of', options, { metadata: true, emailClaim: true });
    check('SamlProvider.of', options);
    return new SamlProvider(options);
  }

  private constructor(
    /** Metadata and claims. */
    public readonly options: SamlProviderOptions,
  ) {}
}

function check(place: string, options: SamlProviderOptions): void {
  throwOnProblems(place, ...typeProblems(options, { ...SAML_TYPES, emailClaim: TEXT }));
  throwOnProblems(place, ...samlProblems(options));
}
