import { Stack } from 'aws-cdk-lib';
import { UserPoolIdentityProviderSamlMetadata } from 'aws-cdk-lib/aws-cognito';
import {
  EmailSender,
  EntraIdOptions,
  SamlProvider,
  SignInDomain,
  UserDirectory,
  UserDirectoryProps,
  UserRegistration,
  UserSignIn,
} from '../../src/access';

const TENANT = 'https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111';

/** Metadata of an application of Entra ID. */
export const ENTRA = UserPoolIdentityProviderSamlMetadata.url(
  `${TENANT}/federationmetadata/2007-06/federationmetadata.xml?appid=22222222-2222-2222-2222-222222222222`,
);

/** A directory whose users sign in by email. */
export function usersIn(stack: Stack, props: Partial<UserDirectoryProps> = {}): UserDirectory {
  return new UserDirectory(stack, 'Users', {
    signIn: UserSignIn.emailOtp(UserRegistration.OPEN),
    sender: EmailSender.ses({ fromEmail: 'login@tracker.example', fromName: 'Tracker' }),
    ...props,
  });
}

/** A directory with a provider, whose domain has a prefix. */
export function federatedIn(
  stack: Stack,
  props: Partial<UserDirectoryProps> = {},
  options: Partial<EntraIdOptions> = {},
) {
  const users = usersIn(stack, { domain: SignInDomain.prefix('tracker-prd'), ...props });
  return { users, entra: users.addSamlProvider('Entra', SamlProvider.entraId({ metadata: ENTRA, ...options })) };
}
