import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { UserPoolClient, UserPoolGroup } from 'aws-cdk-lib/aws-cognito';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import {
  EmailSender,
  SignInDomain,
  UserDirectory,
  UserDirectoryProps,
  UserRegistration,
  UserSignIn,
} from '../../src/access';
import { EdgeFirewall, FirewallMode, FirewallScope } from '../../src/edge';
import { BankDns, HostedZoneSource } from '../../src/network';
import { exportsIn } from '../support/api';
import { lambdasIn, newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { usersIn } from '../support/users';

const POOL = 'AWS::Cognito::UserPool';

const poolIn = (stack: Stack) => resourcesOf(stack, POOL)[0];
const dnsIn = (stack: Stack) =>
  new BankDns(stack, 'Dns', { rootDomain: 'tracker.example', zone: HostedZoneSource.fromHostedZoneId('Z0123456789') });

/** With the defaults, for whatever is only read. */
const app = newApp();
const usual = workloadStack(app);
const users = usersIn(usual);
const web = users.addAppClient('Web');

/** A service of another stack, as far as its settings go. */
const service = workloadStack(app, 'Service');
Object.entries({ ...users.forApi(web).variables }).forEach(([name, value]) => {
  new CfnOutput(service, name.replace(/_/g, ''), { value });
});

/** With all it can do. */
const full = workloadStack();
const fullUsers = usersIn(full, {
  signIn: UserSignIn.emailOtp(UserRegistration.INVITATION),
  sender: EmailSender.ses({
    ...{ fromEmail: 'login@mail.tracker.example', identity: 'tracker.example', sesRegion: 'eu-west-1' },
    ...{ replyTo: 'help@tracker.example', configurationSetName: 'login' },
  }),
  emailText: { subject: 'Your code', body: 'Your code is {####}.' },
  domain: SignInDomain.inZone(dnsIn(full), 'login.tracker.example'),
  customAttributes: ['tenant', 'role'],
});

describe('ET4a the user pool', () => {
  const { Properties, DeletionPolicy, UpdateReplacePolicy } = poolIn(usual);

  test('is of the Essentials plan, and lets in by a one-time password of an email', () => {
    expect(Properties.UserPoolTier).toBe('ESSENTIALS');
    expect(Properties.Policies.SignInPolicy.AllowedFirstAuthFactors).toEqual(['PASSWORD', 'EMAIL_OTP']);
    expect(Properties.MfaConfiguration).toBe('OFF'); // Cognito refuses it beside EMAIL_OTP
  });

  test('is open for registration, or for invited users alone', () => {
    expect(Properties.AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: false });
    expect(poolIn(full).Properties.AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true });
  });

  test('knows users by their address, in whatever case, and a new address when it is confirmed', () => {
    expect(Properties.UsernameAttributes).toEqual(['email']);
    expect(Properties.UsernameConfiguration).toEqual({ CaseSensitive: false });
    expect(Properties.AutoVerifiedAttributes).toEqual(['email']);
    expect(Properties.UserAttributeUpdateSettings).toEqual({ AttributesRequireVerificationBeforeUpdate: ['email'] });
    expect(Properties.AccountRecoverySetting.RecoveryMechanisms).toEqual([{ Name: 'admin_only', Priority: 1 }]);
  });

  test('has a schema that no prop changes but by a name more, in the order of the names', () => {
    const email = { Name: 'email', Mutable: true, Required: true };
    const custom = (Name: string) => ({ Name, AttributeDataType: 'String', Mutable: true });

    expect(Properties.Schema).toEqual([email]);
    expect(poolIn(full).Properties.Schema).toEqual([email, custom('role'), custom('tenant')]);
  });

  test('is protected from deletion, and its data takes two keys', () => {
    expect([Properties.DeletionProtection, DeletionPolicy, UpdateReplacePolicy]).toEqual([
      ...['ACTIVE', 'RetainExceptOnCreate', 'Retain'],
    ]);
    expect(() => usersIn(workloadStack(), { removalPolicy: RemovalPolicy.DESTROY })).toThrowProblem(
      ...(['removal/second-key-missing', 'removalPolicy', 'destroy', 'Web/Users'] as const),
    );
    const stack = workloadStack(newApp({ context: { 'rl-bank-constructs:destroyData': true } }));
    usersIn(stack, { removalPolicy: RemovalPolicy.DESTROY, deletionProtection: false });
    expect(poolIn(stack)).toMatchObject({ DeletionPolicy: 'Delete', Properties: { DeletionProtection: 'INACTIVE' } });
  });

  test('runs no code of ours or of the CDK', () => {
    expect(lambdasIn(full.node.root as App)).toEqual([]);
  });
});

describe('ET4e the sender', () => {
  test('is SES with the address, its name, and the identity of its domain', () => {
    expect(poolIn(usual).Properties.EmailConfiguration).toEqual({
      EmailSendingAccount: 'DEVELOPER',
      From: '"Tracker" <login@tracker.example>',
      SourceArn: {
        'Fn::Join': [
          '',
          ['arn:', { Ref: 'AWS::Partition' }, ':ses:ap-southeast-1:111111111111:identity/tracker.example'],
        ],
      },
    });
  });

  test('has region, answers, configuration set and texts of the team', () => {
    const { EmailConfiguration, ...others } = poolIn(full).Properties;

    expect(EmailConfiguration).toMatchObject({
      From: 'login@mail.tracker.example',
      ReplyToEmailAddress: 'help@tracker.example',
      ConfigurationSet: 'login',
    });
    expect(JSON.stringify(EmailConfiguration.SourceArn)).toContain(
      ':ses:eu-west-1:111111111111:identity/tracker.example',
    );
    expect(others).toMatchObject({
      ...{ EmailAuthenticationSubject: 'Your code', EmailAuthenticationMessage: 'Your code is {####}.' },
      VerificationMessageTemplate: { EmailSubject: 'Your code', EmailMessage: 'Your code is {####}.' },
    });
  });

  test('is that of Amazon Cognito by an explicit choice alone', () => {
    const stack = workloadStack();
    usersIn(stack, { sender: EmailSender.cognitoDefault() });

    expect(poolIn(stack).Properties.EmailConfiguration).toEqual({ EmailSendingAccount: 'COGNITO_DEFAULT' });
    expect(() => usersIn(workloadStack(), { sender: undefined })).toThrowProblem(
      ...(['user-directory/no-sender', 'sender', undefined, 'Web/Users'] as const),
    );
  });

  test('has a log of the emails that it could not deliver', () => {
    const [{ Properties }] = resourcesOf(usual, 'AWS::Cognito::LogDeliveryConfiguration');

    expect(Properties.LogConfigurations).toEqual([
      { EventSource: 'userNotification', LogLevel: 'ERROR', CloudWatchLogsConfiguration: expect.anything() },
    ]);
    expect(JSON.stringify(Properties.LogConfigurations)).not.toContain('"Arn"'); // which ends in ":*"
    expect(resourcesOf(usual, 'AWS::Logs::LogGroup')[0].Properties.RetentionInDays).toBe(90);
  });

  test('is among what has to exist first, with the record above a domain of ours', () => {
    expect(fullUsers.pendingInputs.map(({ key, target }) => [key, target])).toEqual([
      ['sender', 'tracker.example'],
      ['sesProductionAccess', 'eu-west-1'],
      ['parentRecord', 'tracker.example'],
    ]);
  });
});

describe('ET4d PC7c the settings of a service that validates tokens', () => {
  test('name the mode always, issuer, audience and keys, in another stack without an export', () => {
    const pool = { 'Fn::GetStackOutput': { StackName: 'Web', OutputName: expect.stringMatching(/^UserPoolId/) } };
    const issuer = ['https://cognito-idp.ap-southeast-1.amazonaws.com/', pool];
    const outputs = Object.entries<any>(templateOf(service).Outputs).map(([name, { Value }]) => [name, Value]);

    expect(Object.fromEntries(outputs)).toEqual({
      AUTHMODE: 'cognito',
      COGNITOCLIENTID: {
        'Fn::GetStackOutput': { StackName: 'Web', OutputName: expect.stringMatching(/^AppClientId/) },
      },
      COGNITOISSUER: { 'Fn::Join': ['', issuer] },
      COGNITOJWKSURL: { 'Fn::Join': ['', [...issuer, '/.well-known/jwks.json']] },
      COGNITOREGION: 'ap-southeast-1',
      COGNITOUSERPOOLID: pool,
    });
    expect(exportsIn(app)).toEqual([]);
  });

  test('have no secret, and take no permission', () => {
    const role = new Role(workloadStack(), 'Role', { assumedBy: new AccountRootPrincipal() });
    const binding = users.forApi(web);

    expect([binding.secrets, binding.parameters, binding.pendingInputs, binding.fingerprint]).toEqual([{}, {}, [], '']);
    binding.grantUse(role);
    expect(resourcesOf(Stack.of(role), 'AWS::IAM::Policy')).toEqual([]);
    expect(() => binding.grantUse(1 as any)).toThrowProblem('props/wrong-type', 'grantee', 1, 'Web/Users');
    expect(() => binding.allowAccessFrom(1 as any)).toThrowProblem('props/wrong-type', 'client', 1, 'Web/Users');
  });

  test('need an audience', () => {
    expect(() => users.forApi()).toThrowProblem('user-directory/no-client', 'clients', [], 'Web/Users');
    expect(() => users.forApi('web' as any)).toThrowProblem('props/wrong-type', 'clients', ['web'], 'Web/Users');
  });

  test('PC7c come from the user pool of another account, too, for several audiences', () => {
    const stack = workloadStack();
    const known = UserDirectory.fromUserDirectoryAttributes(stack, 'Known', { userPoolId: 'eu-west-2_AbC' });
    const clients = ['one', 'two'].map((id) => UserPoolClient.fromUserPoolClientId(stack, id, id));

    expect(known.forApi(...clients).variables).toEqual({
      AUTH_MODE: 'cognito',
      COGNITO_CLIENT_ID: 'one,two',
      COGNITO_ISSUER: 'https://cognito-idp.eu-west-2.amazonaws.com/eu-west-2_AbC',
      COGNITO_JWKS_URL: 'https://cognito-idp.eu-west-2.amazonaws.com/eu-west-2_AbC/.well-known/jwks.json',
      COGNITO_REGION: 'eu-west-2',
      COGNITO_USER_POOL_ID: 'eu-west-2_AbC',
    });
    expect(() => UserDirectory.fromUserDirectoryAttributes(stack, 'No', { userPoolId: 'AbC' })).toThrowProblem(
      ...(['user-directory/not-a-user-pool-id', 'userPoolId', 'AbC', 'Web/No'] as const),
    );
  });
});

describe('other resources', () => {
  test('name the user pool in any stack, such as a group', () => {
    const scope = newApp();
    const { userPool } = usersIn(workloadStack(scope));
    const other = workloadStack(scope, 'Other');
    new UserPoolGroup(other, 'Group', { userPool });

    expect(resourcesOf(other, 'AWS::Cognito::UserPoolGroup')[0].Properties.UserPoolId).toEqual({
      'Fn::GetStackOutput': { StackName: 'Web', OutputName: expect.stringMatching(/^UserPoolId/) },
    });
  });

  test('that administer users get eight actions on this one user pool', () => {
    const stack = workloadStack();
    const role = new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() });
    usersIn(stack).grantManageUsers(role);
    const [{ Properties }] = resourcesOf(stack, 'AWS::IAM::Policy');
    const [{ Action, Resource }] = Properties.PolicyDocument.Statement;

    expect(Action).toHaveLength(8);
    expect(Action.filter((it: string) => /Password|InitiateAuth|UserPool$/.test(it))).toEqual([]);
    expect(JSON.stringify(Resource)).not.toContain('*');
    const foreign = Role.fromRoleArn(stack, 'Foreign', 'arn:aws:iam::222222222222:role/Admin');
    expect(() => users.grantManageUsers(foreign)).toThrowProblem(
      ...(['grant/other-account', 'grantee', 'a role of account 222222222222', 'Web/Users'] as const),
    );
  });
});

describe('ET7 the web ACL', () => {
  test('is attached by a resource of its own', () => {
    const stack = workloadStack();
    const scope = FirewallScope.REGIONAL;
    const { webAclArn } = new EdgeFirewall(stack, 'Firewall', { scope, mode: FirewallMode.COUNT });
    usersIn(stack, { webAclArn });

    expect(resourcesOf(stack, 'AWS::WAFv2::WebACLAssociation')[0].Properties.ResourceArn).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^UsersPool/), 'Arn'],
    });
  });

  test('cannot be one of distributions, or of elsewhere', () => {
    const stack = workloadStack();
    const scope = FirewallScope.CLOUDFRONT;
    const { webAclArn } = new EdgeFirewall(stack, 'Firewall', { scope, mode: FirewallMode.COUNT });
    const elsewhere = 'arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/name/id';
    const code = 'user-directory/not-a-regional-web-acl';

    expect(() => usersIn(stack, { webAclArn })).toThrowProblem(code, 'webAclArn', 'Web/Firewall, of scope CLOUDFRONT');
    expect(() => usersIn(workloadStack(), { webAclArn: elsewhere })).toThrowProblem(code, 'webAclArn', elsewhere);
  });
});

test.each<[string, string, unknown, Partial<UserDirectoryProps>]>([
  ['props/missing', 'signIn', undefined, { signIn: undefined }],
  ['props/wrong-type', 'signIn', 'emailOtp', { signIn: 'emailOtp' as any }],
  ['props/wrong-type', 'customAttributes', 'tenant', { customAttributes: 'tenant' as any }],
  ['props/wrong-type', 'emailText.body', 1, { emailText: { subject: 'a', body: 1 as any } }],
  ['user-directory/sends-no-email', 'sender', 'an email option', { signIn: UserSignIn.samlOnly() }],
  [
    ...(['user-directory/text-without-ses', 'emailText', 'a text'] as const),
    { sender: EmailSender.cognitoDefault(), emailText: { subject: 'a', body: '{####}' } },
  ],
  ['user-directory/text-incomplete', 'emailText.body', undefined, { emailText: { subject: 'a' } as any }],
  ['user-directory/not-a-subject', 'emailText.subject', 'a\nb', { emailText: { subject: 'a\nb', body: '{####}' } }],
  ['user-directory/not-a-body', 'emailText.body', 'no code', { emailText: { subject: 'a', body: 'no code' } }],
  ['user-directory/not-an-attribute', 'customAttributes', 'custom:tenant', { customAttributes: ['custom:tenant'] }],
  ['user-directory/number-of-attributes', 'customAttributes', '2 names', { customAttributes: ['a', 'a'] }],
])('%s names %s', (code, prop, value, props) => {
  expect(() => usersIn(workloadStack(), props)).toThrowProblem(code, prop, value, 'Web/Users');
});
