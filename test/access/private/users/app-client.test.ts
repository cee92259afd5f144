import { App, Duration, Stack, Token } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import {
  AppClientOptions,
  EntraIdOptions,
  SignInDomain,
  UserDirectoryProps,
  UserRegistration,
  UserSignIn,
} from '../../../../src/access';
import { exportsIn } from '../../../support/api';
import { lambdasIn, newApp, resourcesOf, workloadStack } from '../../../support/cloud';
import { federatedIn, usersIn } from '../../../support/users';

const CLIENT = 'AWS::Cognito::UserPoolClient';
const domain = SignInDomain.prefix('tracker-prd');
const callbackUrls = ['https://auth.tracker.example/callback'];

const clientsIn = (stack: Stack) => resourcesOf(stack, CLIENT).map(({ Properties }) => Properties);

/** A client of each kind. */
const stack = workloadStack();
const { users, entra } = federatedIn(
  stack,
  { customAttributes: ['role', 'tenant'], signIn: UserSignIn.emailOtp(UserRegistration.INVITATION) },
  { customAttributes: { tenant: 'tenantid' } },
);
users.addAppClient('Web');
const login = users.addAppClient('Login', {
  ...{ callbackUrls, logoutUrls: ['https://app.tracker.example/'], generateSecret: true, reusableRefreshTokens: true },
  ...{
    idTokenValidity: Duration.minutes(5),
    accessTokenValidity: Duration.days(1),
    refreshTokenValidity: Duration.days(7),
  },
});
users.addAppClient('Staff', { providers: [entra], callbackUrls: ['com.example.tracker://callback'] });
const [web, confidential, staff] = clientsIn(stack);

describe('ET4a the app client of users who sign in by email', () => {
  test('has the flow of one-time passwords alone, and no managed login', () => {
    expect(web).toMatchObject({
      ExplicitAuthFlows: ['ALLOW_USER_AUTH'],
      SupportedIdentityProviders: ['COGNITO'],
      AllowedOAuthFlowsUserPoolClient: false,
      AuthSessionValidity: 15, // minutes until the code has to be entered
      GenerateSecret: false,
    });
  });

  test('does not say whether a user exists, and revokes tokens', () => {
    expect(web).toMatchObject({ PreventUserExistenceErrors: 'ENABLED', EnableTokenRevocation: true });
  });

  test('has tokens of an hour, and a refresh token of 30 days that rotates', () => {
    expect(web).toMatchObject({
      ...{ IdTokenValidity: 60, AccessTokenValidity: 60, RefreshTokenValidity: 30 * 24 * 60 },
      TokenValidityUnits: { IdToken: 'minutes', AccessToken: 'minutes', RefreshToken: 'minutes' },
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 30 },
    });
  });

  test('lets users write their profile, and read custom attributes', () => {
    const profile = ['email', 'family_name', 'given_name', 'locale', 'name', 'zoneinfo'];

    expect(web.WriteAttributes).toEqual(profile);
    expect(web.ReadAttributes).toEqual(expect.arrayContaining([...profile, 'custom:role', 'custom:tenant']));
  });
});

describe('the app client of a web server with managed login', () => {
  test('returns an authorization code, and has scopes that change no user', () => {
    expect(confidential).toMatchObject({
      ...{ CallbackURLs: callbackUrls, LogoutURLs: ['https://app.tracker.example/'] },
      ...{ AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'email', 'profile'] },
    });
    expect(resourcesOf(stack, 'AWS::Cognito::ManagedLoginBranding')).toHaveLength(2); // no page without a style
  });

  test('has tokens as the team wants them', () => {
    expect(confidential).toMatchObject({
      ...{ IdTokenValidity: 5, AccessTokenValidity: 1440, RefreshTokenValidity: 7 * 24 * 60 },
      ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      RefreshTokenRotation: { Feature: 'DISABLED' }, // leaving it out would keep it on
    });
  });

  test('ET4e has its secret in Secrets Manager, without a value in the template and a custom resource', () => {
    const [{ Properties }] = resourcesOf(stack, 'AWS::SecretsManager::Secret');
    const { secrets, variables } = users.forLoginService(login);

    expect(Properties.SecretString).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/Login/), 'ClientSecret'] });
    expect(lambdasIn(stack.node.root as App)).toEqual([]);
    expect(Object.keys(secrets)).toEqual(['COGNITO_CLIENT_SECRET']);
    expect(variables).toMatchObject({
      AUTH_MODE: 'cognito',
      COGNITO_SIGN_IN_URL: 'https://tracker-prd.auth.ap-southeast-1.amazoncognito.com',
    });
    expect(exportsIn(stack.node.root as App)).toEqual([]);
  });
});

describe('CM5 the app client of a SAML provider', () => {
  test('signs in by the provider alone, by no password and no email, and is made after it', () => {
    expect(staff.SupportedIdentityProviders).toEqual([{ Ref: expect.stringMatching(/^UsersProvidersEntra/) }]);
    expect(staff.ExplicitAuthFlows).toEqual(['ALLOW_CUSTOM_AUTH']); // needs a trigger that there is not
    expect(staff.CallbackURLs).toEqual(['com.example.tracker://callback']);
  });

  test('gives tokens with which no user writes what the provider fills', () => {
    expect(staff.AllowedOAuthScopes).toEqual(['openid', 'email', 'profile']); // none of Cognito's own API
    expect(staff.AllowedOAuthFlows).toEqual(['code']);
  });

  test('lets the provider write what it fills, and no other custom attribute', () => {
    expect(staff.WriteAttributes.filter((it: string) => it.startsWith('custom:'))).toEqual(['custom:tenant']);
  });
});

describe('CM5 an app client whose provider fills custom attributes', () => {
  const customAttributes = ['tenant'];
  const claims = { customAttributes: { tenant: 'tenantid' } };
  const staffOf = (props: Partial<UserDirectoryProps>, filled: Partial<EntraIdOptions> = claims) => {
    const directory = federatedIn(workloadStack(), { customAttributes, ...props }, filled);
    return () => directory.users.addAppClient('Staff', { providers: [directory.entra], callbackUrls });
  };

  test('has a secret where everybody can register, or `SignUp` with its id would fill them', () => {
    expect(staffOf({})).toThrowProblem(
      ...(['app-client/writable-by-strangers', 'generateSecret', undefined, 'Web/Users'] as const),
    );
  });

  test('needs none where an administrator creates each user, and where nothing is filled', () => {
    expect(staffOf({ signIn: UserSignIn.emailOtp(UserRegistration.INVITATION) })).not.toThrow();
    expect(staffOf({ signIn: UserSignIn.samlOnly(), sender: undefined })).not.toThrow();
    expect(staffOf({}, {})).not.toThrow();
  });
});

describe('an app client that nobody could use', () => {
  const other = federatedIn(workloadStack()).entra;
  const make = (options: AppClientOptions) => () => federatedIn(workloadStack()).users.addAppClient('Web', options);

  test.each<[string, string, unknown, AppClientOptions]>([
    ['props/wrong-type', 'options', 1, 1 as any],
    ['props/wrong-type', 'callbackUrls', 'https://a.example', { callbackUrls: 'https://a.example' as any }],
    ['app-client/no-way-to-sign-in', 'providers', [], { providers: [], callbackUrls }],
    ['app-client/other-directory', 'providers', ['Web/Users/Providers/Entra'], { providers: [other], callbackUrls }],
    ['app-client/logout-alone', 'logoutUrls', ['https://a.example'], { logoutUrls: ['https://a.example'] }],
    ['app-client/number-of-urls', 'callbackUrls', '0 URLs', { callbackUrls: [] }],
    [
      ...(['app-client/late-token-validity', 'idTokenValidity', 'a token'] as const),
      { idTokenValidity: Duration.minutes(Token.asNumber({ Ref: 'Minutes' })) },
    ],
    ['app-client/token-validity', 'idTokenValidity', '4 minutes', { idTokenValidity: Duration.minutes(4) }],
    [
      'app-client/token-validity',
      'accessTokenValidity',
      '1441 minutes',
      { accessTokenValidity: Duration.minutes(1441) },
    ],
    ['app-client/token-validity', 'accessTokenValidity', '5.5 minutes', { accessTokenValidity: Duration.seconds(330) }],
    [
      'app-client/token-validity',
      'refreshTokenValidity',
      '5256001 minutes',
      { refreshTokenValidity: Duration.minutes(5256001) },
    ],
    [
      ...(['app-client/outlives-refresh-token', 'accessTokenValidity', '1440 minutes'] as const),
      { accessTokenValidity: Duration.days(1), refreshTokenValidity: Duration.hours(2) },
    ],
  ])('%s names %s', (code, prop, value, options) => {
    expect(make(options)).toThrowProblem(code, prop, value, 'Web/Users');
  });

  test.each([
    'http://tracker.example/callback',
    'https://*.tracker.example/callback',
    'https://tracker.example/#callback',
    'https://user@tracker.example/',
    'tracker://callback',
    'http://localhost.evil.example/',
    '/callback',
    `https://tracker.example/${'a'.repeat(1024)}`,
  ])('app-client/not-a-url names the callback %s', (url) => {
    expect(make({ callbackUrls: [url] })).toThrowProblem('app-client/not-a-url', 'callbackUrls', url);
  });

  test('a page of development returns to http://localhost', () => {
    expect(make({ callbackUrls: ['http://localhost:3000/callback'] })).not.toThrow();
  });

  test('managed login needs a domain, and a provider a callback', () => {
    expect(() => usersIn(workloadStack()).addAppClient('Web', { callbackUrls })).toThrowProblem(
      ...(['app-client/no-domain', 'callbackUrls', callbackUrls, 'Web/Users'] as const),
    );
    const { users: federated, entra: provider } = federatedIn(workloadStack());
    expect(() => federated.addAppClient('Staff', { providers: [provider] })).toThrowProblem(
      ...(['app-client/no-callback', 'callbackUrls', undefined, 'Web/Users'] as const),
    );
  });

  test('a directory of SAML alone has no client without a provider', () => {
    const saml = usersIn(workloadStack(newApp()), { signIn: UserSignIn.samlOnly(), sender: undefined, domain });
    expect(() => saml.addAppClient('Web')).toThrowProblem(
      ...(['app-client/no-way-to-sign-in', 'providers', undefined, 'Web/Users'] as const),
    );
    expect(resourcesOf(Stack.of(saml), 'AWS::Cognito::UserPool')[0].Properties.Policies.SignInPolicy).toBeUndefined();
  });

  test('a client without an id is named', () => {
    const call = () => usersIn(workloadStack()).addAppClient(undefined as any);
    expect(call).toThrowProblem('props/missing', 'id', undefined, 'Web/Users');
  });

  test('a metric takes twenty ways to sign in', () => {
    const many = usersIn(workloadStack());
    Array.from({ length: 20 }, (_, index) => many.addAppClient(`Web${index}`));
    expect(() => many.addAppClient('Last')).toThrowProblem(
      ...(['app-client/too-many', 'providers', '21 ways to sign in', 'Web/Users'] as const),
    );
    expect((many.metricSignInSuccessRate() as MathExpression).expression.length).toBeLessThan(2048); // of GetMetricData
  });
});
