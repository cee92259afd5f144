import { UserRegistration } from './user-registration';
import { requireArgument } from '../core/private/checks/required-props';
import { oneOf } from '../core/private/checks/types';

/**
 * First factor of the users of a `UserDirectory`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
 * @example
 * import { UserRegistration, UserSignIn } from 'rl-bank-constructs/access';
 *
 * const signIn = UserSignIn.emailOtp(UserRegistration.OPEN);
 */
export class UserSignIn {
  /**
   * A one-time password that is sent by email, and no password. App clients with `providers` sign users in by SAML beside it.
   * @param registration whether strangers can register
   */
  public static emailOtp(registration: UserRegistration): UserSignIn {
    requireArgument('UserSignIn.emailOtp', 'registration', registration, oneOf({ UserRegistration }));
    return new UserSignIn(registration);
  }

  /** SAML providers alone, such as Entra ID: the directory has no users of its own, and sends no email. */
  public static samlOnly(): UserSignIn {
    return new UserSignIn(undefined);
  }

  private constructor(
    /** Whether strangers can register, `undefined` where SAML providers alone sign users in. */
    public readonly registration: UserRegistration | undefined,
  ) {}

  /** Whether users get a one-time password by email. */
  public get isEmailOtp(): boolean {
    return this.registration !== undefined;
  }
}
