import { UserRegistration, UserSignIn } from '../../src/access';

test('ET4a users sign in by email, and whether strangers can register is a choice without a default', () => {
  const { isEmailOtp, registration } = UserSignIn.emailOtp(UserRegistration.OPEN);

  expect([isEmailOtp, registration]).toEqual([true, 'OPEN']);
  expect(() => UserSignIn.emailOtp(undefined as any)).toThrowProblem('props/missing', 'registration', undefined);
  expect(() => UserSignIn.emailOtp(true as any)).toThrowProblem('props/wrong-type', 'registration', true);
});

test('CM5 a directory can have SAML providers alone', () => {
  expect(UserSignIn.samlOnly().isEmailOtp).toBe(false);
});
