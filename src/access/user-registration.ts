/** Whether strangers can register with a user directory. */
export enum UserRegistration {
  /** Everybody on the internet can register with an email address that is theirs, by calling `SignUp`. */
  OPEN = 'OPEN',

  /** An administrator creates each user by `AdminCreateUser`. */
  INVITATION = 'INVITATION',
}
