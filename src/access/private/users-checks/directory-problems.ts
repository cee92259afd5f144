import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { certificateProblem } from './domain-problems';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { BOOLEAN, instance, OPTIONS, TEXT, TEXTS, Type, typeProblems } from '../../../core/private/checks/types';
import { WEB_ACL_ARN } from '../../../core/private/formats/web-acl-arn';
import { unfitRegionalWebAcl } from '../../../core/private/stacks/web-acl';
import type { UserDirectoryProps } from '../../user-directory';

/** Types of the props. */
export const DIRECTORY_TYPES: Record<keyof UserDirectoryProps, Type> = {
  signIn: instance('a UserSignIn, such as `UserSignIn.emailOtp(…)`', 'isEmailOtp'),
  sender: instance('an EmailSender, such as `EmailSender.ses(…)`', 'sesOptions'),
  domain: instance('a SignInDomain, such as `SignInDomain.prefix(…)`', 'isCustom'),
  ...{ emailText: OPTIONS, customAttributes: TEXTS, webAclArn: WEB_ACL_ARN },
  ...{ deletionProtection: BOOLEAN, removalPolicy: TEXT },
};

/** What Amazon Cognito refuses minutes into the deployment. */
export function directoryProblems(scope: IConstruct, props: UserDirectoryProps): Array<Problem | undefined> {
  return [
    ...emailProblems(props),
    ...attributeProblems(props.customAttributes),
    certificateProblem(props.domain?.certificate),
    webAclProblem(Stack.of(scope), props.webAclArn),
  ];
}

function emailProblems({ signIn, sender, emailText }: UserDirectoryProps): Array<Problem | undefined> {
  const { isEmailOtp } = signIn;
  return [
    problemIf(isEmailOtp && sender === undefined, {
      code: 'user-directory/no-sender',
      prop: 'sender',
      value: sender,
      allowed: 'must be given where users sign in by email',
      fix: 'pass `EmailSender.ses({ fromEmail: … })`',
    }),
    problemIf(!isEmailOtp && (sender !== undefined || emailText !== undefined), {
      code: 'user-directory/sends-no-email',
      prop: sender === undefined ? 'emailText' : 'sender',
      value: 'an email option',
      allowed: 'cannot be given where users sign in by SAML alone: the directory sends no email',
      fix: 'leave it out',
    }),
    problemIf(emailText !== undefined && sender !== undefined && sender.sesOptions === undefined, {
      code: 'user-directory/text-without-ses',
      prop: 'emailText',
      value: 'a text',
      allowed: 'cannot be given with the sender of Amazon Cognito, which has texts of its own',
      fix: 'pass `EmailSender.ses({ fromEmail: … })`, or leave it out',
    }),
    ...textProblems(emailText),
  ];
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_EmailMfaConfigType.html */
function textProblems(text: UserDirectoryProps['emailText']): Array<Problem | undefined> {
  if (text === undefined) {
    return [];
  }
  const wrong = typeProblems(text, { subject: TEXT, body: TEXT }, 'emailText.');
  const { subject, body } = text;
  if (wrong.some((problem) => problem) || subject === undefined || body === undefined) {
    return [...wrong, missing('subject', subject), missing('body', body)];
  }
  return [
    problemIf(!/^[^\r\n]{1,140}$/.test(subject), {
      code: 'user-directory/not-a-subject',
      prop: 'emailText.subject',
      value: subject,
      allowed: 'must be 1 to 140 characters on one line',
      fix: 'shorten it',
    }),
    problemIf(body.split('{####}').length !== 2 || body.length > 20000, {
      code: 'user-directory/not-a-body',
      prop: 'emailText.body',
      value: body.slice(0, 60),
      allowed: 'must have the placeholder {####} of the code once, and at most 20000 characters',
      fix: 'write it like "Your code is {####}."',
    }),
  ];
}

function missing(prop: string, value: unknown): Problem | undefined {
  return problemIf(value === undefined, {
    code: 'user-directory/text-incomplete',
    prop: `emailText.${prop}`,
    value: undefined,
    allowed: 'must be given',
    fix: 'add it, or leave `emailText` out',
  });
}

function attributeProblems(names: string[] = []): Array<Problem | undefined> {
  if (Token.isUnresolved(names)) {
    return [];
  }
  return [
    ...names.map((name) =>
      problemIf(!Token.isUnresolved(name) && !/^[A-Za-z][\w-]{0,19}$/.test(name), {
        code: 'user-directory/not-an-attribute',
        prop: 'customAttributes',
        value: name,
        allowed: 'must be 1 to 20 letters, digits, underscores and hyphens, the first a letter',
        fix: 'write it like "tenant", without "custom:"',
      }),
    ),
    problemIf(names.length > 50 || new Set(names).size < names.length, {
      code: 'user-directory/number-of-attributes',
      prop: 'customAttributes',
      value: `${names.length} names`,
      allowed: 'must be at most 50 names, each once',
      fix: 'remove those that are too many: a user pool has no more',
    }),
  ];
}

function webAclProblem(stack: Stack, arn: string | undefined): Problem | undefined {
  const unfit = unfitRegionalWebAcl(stack, arn);
  return problemIf(unfit !== undefined, {
    code: 'user-directory/not-a-regional-web-acl',
    prop: 'webAclArn',
    value: unfit,
    allowed: "must be a web ACL of scope REGIONAL, in the stack's own account and region",
    fix: 'pass `webAclArn` of an EdgeFirewall with FirewallScope.REGIONAL',
  });
}
