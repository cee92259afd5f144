// A user directory as the CDK makes it, for cdk_templates.mjs: codes by e-mail, SAML, managed login and a log of its messages.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const cognito = require('aws-cdk-lib/aws-cognito');
const { LogGroup } = require('aws-cdk-lib/aws-logs');

const METADATA = 'https://login.microsoftonline.com/t/federationmetadata/2007-06/federationmetadata.xml';

export function users(stack) {
  const userPool = new cognito.UserPool(stack, 'Users', {
    featurePlan: cognito.FeaturePlan.ESSENTIALS,
    selfSignUpEnabled: true,
    signInAliases: { email: true },
    signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true } },
  });
  const metadata = cognito.UserPoolIdentityProviderSamlMetadata.url(METADATA);
  const provider = new cognito.UserPoolIdentityProviderSaml(stack, 'Entra', { userPool, name: 'Entra', metadata });
  const client = userPool.addClient('Web', {
    authFlows: { user: true },
    oAuth: { flows: { authorizationCodeGrant: true }, callbackUrls: ['https://auth.tracker.example/callback'] },
    supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.custom('Entra')],
  });
  client.node.addDependency(provider);
  userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'tracker' } });
  const { userPoolId } = userPool;
  const own = { userPoolId, clientId: client.userPoolClientId };
  new cognito.CfnManagedLoginBranding(stack, 'Branding', { ...own, useCognitoProvidedValues: true });
  const { logGroupArn } = new LogGroup(stack, 'Messages');
  const to = { cloudWatchLogsConfiguration: { logGroupArn }, eventSource: 'userNotification', logLevel: 'ERROR' };
  new cognito.CfnLogDeliveryConfiguration(stack, 'Delivery', { userPoolId, logConfigurations: [to] });
}
