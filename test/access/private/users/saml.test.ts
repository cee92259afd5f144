import { Stack } from 'aws-cdk-lib';
import { SamlProvider, UserSignIn } from '../../../../src/access';
import { resourcesOf, workloadStack } from '../../../support/cloud';
import { ENTRA, federatedIn, usersIn } from '../../../support/users';

const providerIn = (stack: Stack) => resourcesOf(stack, 'AWS::Cognito::UserPoolIdentityProvider')[0].Properties;

const stack = workloadStack();
const props = { signIn: UserSignIn.samlOnly(), sender: undefined, customAttributes: ['tenant'] };
const { users } = federatedIn(stack, props, { customAttributes: { tenant: 'tenantid' } });

describe('CM5 the provider of Entra ID', () => {
  test('fills address, names and custom attributes from claims', () => {
    const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

    expect(providerIn(stack)).toEqual({
      ...{ ProviderName: 'Entra', ProviderType: 'SAML', UserPoolId: { Ref: expect.stringMatching(/^UsersPool/) } },
      ProviderDetails: { MetadataURL: ENTRA.metadataContent, IDPSignout: false },
      AttributeMapping: {
        ...{ email: `${claims}/emailaddress`, given_name: `${claims}/givenname`, family_name: `${claims}/surname` },
        'custom:tenant': 'tenantid',
      },
    });
  });

  test('signs, encrypts and logs out by an explicit choice', () => {
    const other = workloadStack();
    federatedIn(other, {}, { singleLogout: true, signRequests: true, encryptedResponses: true });

    expect(providerIn(other).ProviderDetails).toMatchObject({
      ...{ IDPSignout: true, RequestSigningAlgorithm: 'rsa-sha256', EncryptedResponses: true },
    });
  });

  test('gets entity id, reply URL and logout URL, and is among what has to be configured', () => {
    const other = workloadStack();
    const federated = federatedIn(other).users;
    federated.addSamlProvider('Second', SamlProvider.entraId({ metadata: ENTRA }));
    const host = 'https://tracker-prd.auth.ap-southeast-1.amazoncognito.com';

    expect(other.resolve(federated.samlEndpoints)).toEqual({
      entityId: { 'Fn::Join': ['', ['urn:amazon:cognito:sp:', { Ref: expect.stringMatching(/^UsersPool/) }]] },
      ...{ replyUrl: `${host}/saml2/idpresponse`, logoutUrl: `${host}/saml2/logout` },
    });
    expect(usersIn(workloadStack()).samlEndpoints).toBeUndefined();
    expect(federated.pendingInputs.map(({ key, target }) => `${key} ${target}`)).toEqual([
      ...['sender tracker.example', 'sesProductionAccess ap-southeast-1', 'samlProvider Entra', 'samlProvider Second'],
    ]);
  });

  test('needs no email: the directory of SAML alone sends none, and nobody registers', () => {
    const [{ Properties }] = resourcesOf(stack, 'AWS::Cognito::UserPool');

    expect([Properties.EmailConfiguration, Properties.AdminCreateUserConfig]).toEqual([
      ...[undefined, { AllowAdminCreateUserOnly: true }],
    ]);
    expect(resourcesOf(stack, 'AWS::Logs::LogGroup')).toEqual([]);
    expect(users.deliveryLog).toBeUndefined();
  });

  test.each<[string, string, unknown, string, object]>([
    ['saml-provider/not-a-provider-name', 'id', 'my_idp', 'my_idp', {}],
    ['saml-provider/not-a-provider-name', 'id', 'Cognito', 'Cognito', {}],
    ['saml-provider/not-a-provider-name', 'id', 'AD', 'AD', {}],
    ['saml-provider/name-of-another', 'id', 'ENTRA', 'ENTRA', {}], // its users would be those of Entra
    ['saml-provider/unknown-attribute', 'customAttributes', 'team', 'Second', { customAttributes: { team: 'team' } }],
  ])('%s names %s: %s', (code, prop, value, id, options) => {
    const provider = SamlProvider.entraId({ metadata: ENTRA, ...options });
    expect(() => users.addSamlProvider(id, provider)).toThrowProblem(code, prop, value, 'Web/Users');
  });

  test('needs a domain, and a provider', () => {
    const provider = SamlProvider.entraId({ metadata: ENTRA });
    expect(() => usersIn(workloadStack()).addSamlProvider('Entra', provider)).toThrowProblem(
      ...(['saml-provider/no-domain', 'domain', undefined, 'Web/Users'] as const),
    );
    expect(() => users.addSamlProvider('Entra', undefined as any)).toThrowProblem(
      ...(['props/missing', 'provider', undefined, 'Web/Users'] as const),
    );
  });
});
