import { CfnOutput, StackProps } from 'aws-cdk-lib';
import { IUserPoolClient, UserPoolIdentityProviderSamlMetadata } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { RegionStack } from './region-stack';
import { SamlProvider, SignInDomain, UserDirectory, UserSignIn } from 'rl-bank-constructs/access';

interface IdentityStackProps extends StackProps {
  readonly domain: string;
  readonly identityProviders: Record<string, string>;
}

/** Claim of a user that names the tenant. */
const TENANT = 'https://platform.example/claims/tenant';

/**
 * The users of the tenants of a region, who sign in by Entra ID: by our own directory, or by that of their company. A claim names the
 * tenant, and the registry says which provider may name it: the administrator of one customer cannot name another.
 */
export class IdentityStack extends RegionStack {
  public readonly users: UserDirectory;
  public readonly client: IUserPoolClient;

  constructor(scope: Construct, id: string, { domain, identityProviders, ...props }: IdentityStackProps) {
    super(scope, id, { ...props, description: 'The users of the platform in this region' });
    this.users = new UserDirectory(this, 'Users', {
      signIn: UserSignIn.samlOnly(),
      domain: SignInDomain.prefix(`platform-example-${this.place}`),
      customAttributes: ['tenant'],
      deletionProtection: this.deletionProtection,
    });
    const providers = Object.entries(identityProviders).map(([name, metadataUrl]) => {
      const metadata = UserPoolIdentityProviderSamlMetadata.url(metadataUrl);
      return this.users.addSamlProvider(name, SamlProvider.entraId({ metadata, customAttributes: { tenant: TENANT } }));
    });
    this.client = this.users.addAppClient('Web', {
      providers,
      callbackUrls: [`https://login.${domain}/api/callback`], // Amazon Cognito takes no wildcard: one host for all tenants
      generateSecret: true,
    });
    new CfnOutput(this, 'EntityId', { value: this.users.samlEndpoints!.entityId });
    new CfnOutput(this, 'ReplyUrl', { value: this.users.samlEndpoints!.replyUrl });
  }
}
