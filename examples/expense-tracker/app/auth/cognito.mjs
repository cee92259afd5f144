// Sign-in without a password: USER_AUTH with the challenge EMAIL_OTP. Cognito makes and checks the code, and sends it through SES.
import {
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { Refused } from '../shared/http.mjs';

const client = new CognitoIdentityProviderClient({});
const REFUSALS = ['CodeMismatchException', 'ExpiredCodeException', 'NotAuthorizedException', 'UserNotFoundException'];

export const signIn = {
  /** Sends a code; the session that completes with it. */
  begin: (clientId, email) => begin(clientId, { USERNAME: email, PREFERRED_CHALLENGE: 'EMAIL_OTP' }),

  complete: (ClientId, email, { session, code }) =>
    tokens(
      new RespondToAuthChallengeCommand({
        ...{ ClientId, Session: `${session}`, ChallengeName: 'EMAIL_OTP' },
        ChallengeResponses: { USERNAME: email, EMAIL_OTP_CODE: `${code}` },
      }),
    ),
};

export const signUp = {
  /** Registers an address, which anybody may, and sends a code to it; the session that completes with it. */
  begin: async (ClientId, email) => {
    const UserAttributes = [{ Name: 'email', Value: email }];
    const { Session } = await send(new SignUpCommand({ ClientId, Username: email, UserAttributes }));
    return { session: Session };
  },

  /** Confirms the address, and signs in with the session that this returns, without a second code. */
  complete: async (ClientId, email, { session, code }) => {
    const confirm = { ClientId, Username: email, ConfirmationCode: `${code}`, Session: `${session}` };
    const { Session } = await send(new ConfirmSignUpCommand(confirm));
    const AuthParameters = { USERNAME: email };
    return tokens(new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_AUTH', AuthParameters, Session }));
  },
};

async function begin(ClientId, AuthParameters) {
  const { Session } = await send(new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_AUTH', AuthParameters }));
  return { session: Session };
}

async function tokens(command) {
  const { AuthenticationResult: result } = await send(command);
  if (!result?.IdToken) throw new Refused(401, 'The sign-in is not complete.');
  return { idToken: result.IdToken, seconds: result.ExpiresIn };
}

/** @returns {Promise<any>} */
async function send(command) {
  try {
    return await client.send(command);
  } catch (error) {
    if (REFUSALS.includes(error.name)) throw new Refused(401, 'The code is wrong or too old.');
    if (error.name === 'UsernameExistsException') throw new Refused(409, 'The address is registered: sign in.');
    throw error;
  }
}
