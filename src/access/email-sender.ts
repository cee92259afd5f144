import { senderProblems, SENDER_TYPES } from './private/users-checks/sender-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { typeProblems } from '../core/private/checks/types';

/** Options for sending email through Amazon SES. */
export interface SesSenderOptions {
  /** Email address of the sender, such as `login@tracker.example`. */
  readonly fromEmail: string;

  /**
   * Name of the sender, as mail programs show it, such as `Tracker`: printable ASCII.
   * @default - the address alone
   */
  readonly fromName?: string;

  /**
   * SES identity that has the address: a domain, or the address itself. Amazon Cognito refuses one that is not verified.
   * @default - the domain of `fromEmail`
   */
  readonly identity?: string;

  /**
   * Region of the identity. Amazon Cognito takes that of the user pool, and in some regions another one.
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
   * @default - the region of the user pool
   */
  readonly sesRegion?: string;

  /**
   * Email address that answers go to.
   * @default - `fromEmail`
   */
  readonly replyTo?: string;

  /**
   * SES configuration set of the emails, such as one whose events show bounces.
   * @default - no configuration set
   */
  readonly configurationSetName?: string;
}

/**
 * Sender of the emails of a `UserDirectory`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
 * @example
 * import { EmailSender } from 'rl-bank-constructs/access';
 *
 * const sender = EmailSender.ses({ fromEmail: 'login@tracker.example', fromName: 'Tracker' });
 */
export class EmailSender {
  /**
   * Amazon SES of the account. The identity is verified before the deployment, and the account is out of the SES sandbox before
   * users come.
   * @param options address and identity
   */
  public static ses(options: SesSenderOptions): EmailSender {
    requireProps('EmailSender.ses', options, { fromEmail: true });
    throwOnProblems('EmailSender.ses', ...typeProblems(options, SENDER_TYPES));
    throwOnProblems('EmailSender.ses', ...senderProblems(options));
    return new EmailSender(options);
  }

  /**
   * Sender of Amazon Cognito, `no-reply@verificationemail.com`: 50 emails a day and account, and those above are dropped without
   * an error. For a trial alone: mail servers of companies refuse it.
   */
  public static cognitoDefault(): EmailSender {
    return new EmailSender(undefined);
  }

  private constructor(
    /** Address and identity of SES, `undefined` for the sender of Amazon Cognito. */
    public readonly sesOptions: SesSenderOptions | undefined,
  ) {}
}
