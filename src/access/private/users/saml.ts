import {
  AttributeMapping,
  ProviderAttribute,
  SigningAlgorithm,
  UserPool,
  UserPoolIdentityProviderSaml,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { entriesOf, instance } from '../../../core/private/checks/types';
import { childScope } from '../../../core/private/resources/child-scope';
import type { SamlEndpoints } from '../../saml-endpoints';
import type { SamlProvider, SamlProviderOptions } from '../../saml-provider';
import { providerProblems } from '../users-checks/saml-problems';

/** A provider of a directory, and the custom attributes that it fills. */
export interface Provider {
  readonly resource: UserPoolIdentityProviderSaml;
  readonly customAttributes: string[];
}

/** What a provider's directory has. */
export interface ProviderDirectory {
  readonly pool: UserPool;
  readonly signInUrl: string | undefined;
  readonly customAttributes: string[];
  readonly providers: Provider[];
}

/** Creates an identity provider of a user pool. */
export function samlProviderFor(
  scope: Construct,
  id: string,
  directory: ProviderDirectory,
  provider: SamlProvider,
): Provider {
  requireArgument(
    scope,
    'provider',
    provider,
    instance('a SamlProvider, such as `SamlProvider.entraId(…)`', 'options'),
  );
  const names = directory.providers.map(({ resource }) => resource.node.id);
  throwOnProblems(scope, ...providerProblems(id, provider, { ...directory, names }));
  const { options } = provider;
  const resource = new UserPoolIdentityProviderSaml(childScope(scope, 'Providers'), id, {
    userPool: directory.pool,
    name: id,
    metadata: options.metadata,
    attributeMapping: mappingOf(options),
    idpSignout: options.singleLogout ?? false,
    encryptedResponses: options.encryptedResponses,
    requestSigningAlgorithm: options.signRequests ? SigningAlgorithm.RSA_SHA256 : undefined,
  });
  return { resource, customAttributes: entriesOf(options.customAttributes).map(([name]) => name) };
}

function mappingOf(options: SamlProviderOptions): AttributeMapping {
  const { emailClaim, givenNameClaim, familyNameClaim, customAttributes } = options;
  const claim = (name: string | undefined) => (name === undefined ? undefined : ProviderAttribute.other(name));
  const custom = entriesOf(customAttributes).map(([name, value]) => [`custom:${name}`, ProviderAttribute.other(value)]);
  return {
    email: claim(emailClaim),
    givenName: claim(givenNameClaim),
    familyName: claim(familyNameClaim),
    ...(custom.length > 0 && { custom: Object.fromEntries(custom) }),
  };
}

/** What an administrator enters at the provider; nothing without a sign-in domain. */
export function samlEndpointsOf(userPoolId: string, signInUrl: string | undefined): SamlEndpoints | undefined {
  return signInUrl === undefined
    ? undefined
    : {
        entityId: `urn:amazon:cognito:sp:${userPoolId}`,
        replyUrl: `${signInUrl}/saml2/idpresponse`,
        logoutUrl: `${signInUrl}/saml2/logout`,
      };
}
