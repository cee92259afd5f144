import { Token } from 'aws-cdk-lib';
import { UserPoolIdentityProviderSamlMetadata as Metadata } from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { entryProblems } from '../../../core/private/checks/required-props';
import { BOOLEAN, entriesOf, instance, OPTIONS, TEXT, Type } from '../../../core/private/checks/types';
import type { SamlProvider, SamlProviderOptions } from '../../saml-provider';

/** Types of the options. */
export const SAML_TYPES: Record<keyof SamlProviderOptions, Type> = {
  metadata: instance('metadata, such as `UserPoolIdentityProviderSamlMetadata.url(…)`', 'metadataContent'),
  ...{ emailClaim: TEXT, givenNameClaim: TEXT, familyNameClaim: TEXT, customAttributes: OPTIONS },
  ...{ singleLogout: BOOLEAN, signRequests: BOOLEAN, encryptedResponses: BOOLEAN },
};

/** Names that Amazon Cognito has for providers of its own. */
const OF_COGNITO = ['cognito', 'facebook', 'google', 'loginwithamazon', 'signinwithapple'];

/** Metadata of all tenants of Entra ID, in each cloud of Microsoft: the URL, or the issuer in the document. */
const OF_ALL_TENANTS =
  /^https:\/\/[^/]*(microsoft|windows|chinacloudapi)[^/]*\/(common|organizations|consumers)\/|\{tenantid\}/i;

/** Metadata and claims that Amazon Cognito refuses, or with which nobody could sign in. */
export function samlProblems(options: SamlProviderOptions): Array<Problem | undefined> {
  const { metadata, customAttributes, emailClaim, givenNameClaim, familyNameClaim } = options;
  const wrong = entryProblems('customAttributes', customAttributes, TEXT);
  if (wrong.some((problem) => problem)) {
    return wrong;
  }
  return [
    anyTenantProblem(metadata),
    ...Object.entries({ emailClaim, givenNameClaim, familyNameClaim }).map(([prop, name]) => claimProblem(prop, name)),
    ...entriesOf(customAttributes).map(([name, claim]) => claimProblem(`customAttributes.${name}`, claim)),
    problemIf(isUrl(metadata) && !/^https:\/\/[^\s/]+\/\S*$/.test(metadata.metadataContent), {
      code: 'saml-provider/not-a-metadata-url',
      prop: 'metadata',
      value: metadata.metadataContent,
      allowed: 'must be an https URL that Amazon Cognito reaches from the internet',
      fix: 'copy it from the SAML settings of the provider',
    }),
    problemIf(!isUrl(metadata) && !/EntityDescriptor[\s\S]*IDPSSODescriptor/.test(metadata.metadataContent), {
      code: 'saml-provider/not-a-metadata-document',
      prop: 'metadata',
      value: metadata.metadataContent.slice(0, 60),
      allowed: 'must be the metadata document of an identity provider: an EntityDescriptor with an IDPSSODescriptor',
      fix: 'pass the content of the file, and not its path',
    }),
  ];
}

/**
 * What is wrong with metadata of Entra ID. Without the id of the application they have the certificates of the tenant, and the
 * signature never fits.
 * @see https://learn.microsoft.com/entra/identity-platform/federation-metadata
 */
export function entraProblems(metadata: Metadata): Array<Problem | undefined> {
  return [applicationProblem(metadata)];
}

/** The tenant-independent metadata: every tenant has their keys, and the issuer is a placeholder. */
function anyTenantProblem({ metadataContent }: Metadata): Problem | undefined {
  return problemIf(OF_ALL_TENANTS.test(metadataContent), {
    code: 'saml-provider/any-tenant',
    prop: 'metadata',
    value: metadataContent.slice(0, 160),
    allowed: 'must be of one tenant of Entra ID: users of any company could sign in with those of all tenants',
    fix: 'copy the "App Federation Metadata Url" of the enterprise application, which has the id of its tenant',
  });
}

function applicationProblem(metadata: Metadata): Problem | undefined {
  return problemIf(isUrl(metadata) && !/[?&]appid=[\w-]+/i.test(metadata.metadataContent), {
    code: 'saml-provider/no-application',
    prop: 'metadata',
    value: metadata.metadataContent,
    allowed: 'must name the enterprise application, whose certificate signs: it ends in "?appid=…"',
    fix: 'copy the "App Federation Metadata Url" of its single sign-on page',
  });
}

/** What is wrong with a provider at its place in a directory. */
export function providerProblems(
  name: string,
  { options }: SamlProvider,
  directory: { signInUrl: string | undefined; customAttributes: string[]; names: string[] },
): Array<Problem | undefined> {
  const same = directory.names.find((other) => other.toLowerCase() === name.toLowerCase());
  const unknown = entriesOf(options.customAttributes).filter(([key]) => !directory.customAttributes.includes(key));
  return [
    problemIf(!/^[A-Za-z][A-Za-z0-9-]{2,31}$/.test(name) || OF_COGNITO.includes(name.toLowerCase()), {
      code: 'saml-provider/not-a-provider-name',
      prop: 'id',
      value: name,
      allowed: `must be 3 to 32 letters, digits and hyphens, the first a letter, and none of ${OF_COGNITO.join(', ')}`,
      fix: 'write it like "Entra": the names of its users begin with it',
    }),
    problemIf(same !== undefined, {
      code: 'saml-provider/name-of-another',
      prop: 'id',
      value: name,
      allowed: `must differ from the provider "${same}" in more than its case: user names have no case, so each could name users of the other`,
      fix: 'choose another name',
    }),
    problemIf(directory.signInUrl === undefined, {
      code: 'saml-provider/no-domain',
      prop: 'domain',
      value: undefined,
      allowed: 'must be given for SAML: the provider posts its answer to the sign-in domain',
      fix: 'pass `domain: SignInDomain.prefix(…)` to the UserDirectory',
    }),
    ...unknown.map(([key]) => ({
      code: 'saml-provider/unknown-attribute',
      prop: 'customAttributes',
      value: key,
      allowed: `must be one of the custom attributes of the directory: ${directory.customAttributes.join(', ') || 'it has none'}`,
      fix: `add "${key}" to the 'customAttributes' of the UserDirectory, or leave it out`,
    })),
  ];
}

/** Whether a provider is one of the directory: of another one Amazon Cognito would not find it. */
export function foreignProviders(known: IConstruct[], given: IConstruct[]): string[] {
  return given.filter((it) => !known.includes(it)).map(({ node }) => node.path);
}

function claimProblem(prop: string, claim: string | undefined): Problem | undefined {
  return problemIf(claim !== undefined && !Token.isUnresolved(claim) && !/^\S+$/.test(claim), {
    code: 'saml-provider/not-a-claim',
    prop,
    value: claim,
    allowed: 'must be the name of a claim, without spaces',
    fix: 'copy it from the claims of the provider, namespace and all',
  });
}

function isUrl({ metadataType, metadataContent }: Metadata): boolean {
  return metadataType === 'url' || Token.isUnresolved(metadataContent);
}
