import { Token } from 'aws-cdk-lib';
import { EmailSender, SesSenderOptions } from '../../src/access';

const sender = (options: Partial<SesSenderOptions>) =>
  EmailSender.ses({ fromEmail: 'login@mail.tracker.example', ...options });

describe('ET4e the sender of SES', () => {
  test.each<[string, Partial<SesSenderOptions>]>([
    ['the domain of the address', { identity: 'mail.tracker.example' }],
    ['a domain above it', { identity: 'tracker.example' }],
    ['the address itself', { identity: 'login@mail.tracker.example' }],
    ['a token', { identity: Token.asString({ Ref: 'Identity' }), fromEmail: Token.asString({ Ref: 'Address' }) }],
  ])('takes %s as its identity', (_, options) => {
    expect(sender(options).sesOptions).toMatchObject(options);
  });

  test.each<[string, keyof SesSenderOptions, string]>([
    ['email-sender/not-an-address', 'fromEmail', 'Tracker <login@tracker.example>'],
    ['email-sender/not-an-address', 'fromEmail', 'tracker.example'],
    ['email-sender/not-an-address', 'replyTo', 'help@localhost'],
    ['email-sender/other-identity', 'identity', 'racker.example'],
    ['email-sender/other-identity', 'identity', 'other@mail.tracker.example'],
    ['email-sender/other-identity', 'identity', 'arn:aws:ses:eu-west-1:111111111111:identity/tracker.example'],
    ['email-sender/not-a-name', 'fromName', 'Tracker "the best"'],
    ['email-sender/not-a-name', 'fromName', 'Tracker\r\nBcc: all@tracker.example'],
    ['email-sender/not-a-name', 'fromName', 'Überblick'],
    ['email-sender/not-a-name', 'fromName', ' '],
    ['email-sender/not-a-region', 'sesRegion', 'Ireland'],
    ['email-sender/not-a-configuration-set', 'configurationSetName', 'my set'],
  ])('refuses by %s the %s "%s"', (code, prop, value) => {
    expect(() => sender({ [prop]: value })).toThrowProblem(code, prop, value, 'EmailSender.ses');
  });

  test('names an address that is missing or no text', () => {
    expect(() => EmailSender.ses(undefined as any)).toThrowProblem('props/missing', 'fromEmail', undefined);
    expect(() => sender({ fromEmail: 1 as any })).toThrowProblem('props/wrong-type', 'fromEmail', 1);
  });
});

test('the sender of Amazon Cognito has no address of ours', () => {
  expect(EmailSender.cognitoDefault().sesOptions).toBeUndefined();
});
