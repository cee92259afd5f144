/** Text of the emails with a code: of the one that confirms an address, and of the one that signs in. */
export interface EmailText {
  /** Subject, of 140 characters at most. */
  readonly subject: string;

  /** Body in HTML, with `{####}` where the code is. */
  readonly body: string;
}
