import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnLogDeliveryConfiguration,
  CfnUserPool,
  FeaturePlan,
  Mfa,
  StringAttribute,
  UserPool,
} from 'aws-cdk-lib/aws-cognito';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { logGroupArnOf } from '../../../core/private/resources/event-log';
import type { UserDirectoryProps } from '../../user-directory';
import { UserRegistration } from '../../user-registration';
import { identityOf } from '../users-checks/sender-problems';

/**
 * The user pool. What can never be changed later is no prop: users are known by their address, whatever its case, and no other
 * attribute is required. Amazon Cognito refuses MFA where a one-time password is the first factor: "Only PASSWORD and WEB_AUTHN
 * (if configured) can be enabled as an auth factor if MFA is enabled".
 */
export function userPoolFor(scope: Construct, props: UserDirectoryProps, removalPolicy: RemovalPolicy): UserPool {
  const { signIn, customAttributes = [], deletionProtection = true } = props;
  const pool = new UserPool(scope, 'Pool', {
    featurePlan: FeaturePlan.ESSENTIALS,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    selfSignUpEnabled: signIn.registration === UserRegistration.OPEN,
    autoVerify: { email: true },
    keepOriginal: { email: true }, // the new address counts when its owner has confirmed it
    standardAttributes: { email: { required: true, mutable: true } },
    customAttributes: Object.fromEntries(
      [...customAttributes].sort().map((name) => [name, new StringAttribute({ mutable: true })]),
    ),
    // The list cannot be without PASSWORD. App clients decide: none of them has a flow for a password of its own.
    signInPolicy: signIn.isEmailOtp ? { allowedFirstAuthFactors: { password: true, emailOtp: true } } : undefined,
    mfa: Mfa.OFF,
    accountRecovery: AccountRecovery.NONE, // no password to forget
    passwordPolicy: {
      minLength: 16,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
    },
    deletionProtection,
    removalPolicy,
  });
  const resource = pool.node.defaultChild as CfnUserPool;
  resource.emailConfiguration = emailOf(scope, props);
  writeTexts(resource, props.emailText);
  acknowledgeWhatFits(resource, signIn.isEmailOtp);
  return pool;
}

/** The CDK's `UserPoolEmail` takes addresses of the domain of the identity alone, and not of those below it. */
function emailOf(scope: Construct, { sender }: UserDirectoryProps): CfnUserPool.EmailConfigurationProperty | undefined {
  const ses = sender?.sesOptions;
  if (!ses) {
    return sender && { emailSendingAccount: 'COGNITO_DEFAULT' };
  }
  const stack = Stack.of(scope);
  const region = ses.sesRegion ?? stack.region;
  return {
    emailSendingAccount: 'DEVELOPER',
    from: ses.fromName === undefined ? ses.fromEmail : `"${ses.fromName}" <${ses.fromEmail}>`,
    sourceArn: stack.formatArn({ service: 'ses', region, resource: 'identity', resourceName: identityOf(ses) }),
    replyToEmailAddress: ses.replyTo,
    configurationSet: ses.configurationSetName,
  };
}

/** One text for the code that confirms an address, and for the one that signs in. */
function writeTexts(pool: CfnUserPool, text: UserDirectoryProps['emailText']): void {
  if (text === undefined) {
    return;
  }
  const { subject, body } = text;
  pool.emailAuthenticationSubject = subject;
  pool.emailAuthenticationMessage = body;
  pool.emailVerificationSubject = subject;
  pool.emailVerificationMessage = body;
  pool.verificationMessageTemplate = {
    defaultEmailOption: 'CONFIRM_WITH_CODE',
    emailSubject: subject,
    emailMessage: body,
  };
}

function acknowledgeWhatFits(pool: CfnUserPool, isEmailOtp: boolean): void {
  const reason = isEmailOtp
    ? 'Amazon Cognito refuses MFA where a one-time password by email is the first factor: users have no password that a second factor would protect.'
    : 'SAML providers alone sign users in, and ask for the second factor: Amazon Cognito has none for federated users.';
  acknowledge(pool, 'COG2', reason);
  acknowledge(
    pool,
    'COG8',
    'The Plus plan adds threat protection of passwords, and no user signs in by one: it rates neither one-time passwords nor providers.',
  );
}

/** Log of the emails that could not be delivered: Amazon Cognito itself adds the policy that lets it write. */
export function deliveryLogFor(scope: Construct, pool: UserPool, removalPolicy: RemovalPolicy): LogGroup {
  const log = new LogGroup(scope, 'DeliveryLog', { retention: RetentionDays.THREE_MONTHS, removalPolicy });
  new CfnLogDeliveryConfiguration(scope, 'LogDelivery', {
    userPoolId: pool.userPoolId,
    logConfigurations: [
      {
        eventSource: 'userNotification',
        logLevel: 'ERROR',
        cloudWatchLogsConfiguration: { logGroupArn: logGroupArnOf(Stack.of(scope), log.logGroupName) },
      },
    ],
  });
  return log;
}

/** Attaches the web ACL, as a resource of its own: attaching one later changes no other. */
export function attachWebAcl(scope: Construct, pool: UserPool, webAclArn: string | undefined): void {
  if (webAclArn !== undefined) {
    new CfnWebACLAssociation(scope, 'WebAcl', { resourceArn: pool.userPoolArn, webAclArn });
  }
}
