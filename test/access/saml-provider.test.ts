import { Token } from 'aws-cdk-lib';
import { UserPoolIdentityProviderSamlMetadata as Metadata } from 'aws-cdk-lib/aws-cognito';
import { SamlProvider } from '../../src/access';
import { ENTRA } from '../support/users';

const DOCUMENT = '<EntityDescriptor entityID="a"><IDPSSODescriptor/></EntityDescriptor>';
const URL = 'https://login.microsoftonline.com/t/federationmetadata/2007-06/federationmetadata.xml';
const COMMON = 'https://login.microsoftonline.com/Common/federationmetadata/2007-06/federationmetadata.xml?appid=a';

test('CM5 Entra ID has its claims by default', () => {
  const { emailClaim, givenNameClaim, familyNameClaim } = SamlProvider.entraId({ metadata: ENTRA }).options;
  const names = [emailClaim, givenNameClaim, familyNameClaim].map((claim) => claim!.split('/').at(-1));

  expect(names).toEqual(['emailaddress', 'givenname', 'surname']);
});

test('CM5 any provider has the claims that it is given', () => {
  const options = { metadata: Metadata.file(DOCUMENT), emailClaim: 'mail' };
  expect(SamlProvider.of(options).options).toEqual(options);
});

test('metadata that the deployment knows are let through', () => {
  expect(() => SamlProvider.entraId({ metadata: Metadata.url(Token.asString({ Ref: 'Url' })) })).not.toThrow();
});

test.each<[string, string, Metadata, unknown]>([
  ['saml-provider/no-application', URL, Metadata.url(URL), URL],
  ['saml-provider/any-tenant', 'of all tenants', Metadata.url(COMMON), COMMON],
  ['saml-provider/not-a-metadata-url', 'http', Metadata.url('http://a.example/?appid=1'), 'http://a.example/?appid=1'],
  ['saml-provider/not-a-metadata-document', 'a path', Metadata.file('entra.xml'), 'entra.xml'],
])('CM5 %s refuses the metadata %s', (code, _, metadata, value) => {
  expect(() => SamlProvider.entraId({ metadata })).toThrowProblem(code, 'metadata', value, 'SamlProvider.entraId');
});

test.each([COMMON, 'https://login.microsoftonline.us/organizations/federationmetadata/2007-06/federationmetadata.xml'])(
  'CM5 any provider refuses the metadata of all tenants of Entra ID, %s',
  (url) => {
    const options = { metadata: Metadata.url(url), emailClaim: 'mail' };
    expect(() => SamlProvider.of(options)).toThrowProblem(
      'saml-provider/any-tenant',
      'metadata',
      url,
      'SamlProvider.of',
    );
  },
);

test('a path of another provider that is called common is its own', () => {
  const metadata = Metadata.url('https://idp.example/common/metadata');
  expect(() => SamlProvider.of({ metadata, emailClaim: 'mail' })).not.toThrow();
});

test.each<[string, string, unknown, object]>([
  ['props/missing', 'metadata', undefined, { metadata: undefined }],
  ['props/missing', 'emailClaim', undefined, { emailClaim: undefined }],
  ['props/wrong-type', 'metadata', 'https://a', { metadata: 'https://a' }],
  ['props/wrong-type', 'signRequests', 'yes', { signRequests: 'yes' }],
  ['props/wrong-type', 'customAttributes.tenant', 1, { customAttributes: { tenant: 1 } }],
  ['saml-provider/not-a-claim', 'emailClaim', 'e mail', { emailClaim: 'e mail' }],
  ['saml-provider/not-a-claim', 'customAttributes.tenant', '', { customAttributes: { tenant: '' } }],
])('%s names %s', (code, prop, value, options) => {
  const usual = { metadata: ENTRA, emailClaim: 'mail' };
  expect(() => SamlProvider.of({ ...usual, ...options })).toThrowProblem(code, prop, value, 'SamlProvider.of');
});
