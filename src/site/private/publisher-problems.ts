import { Stack, Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../core/private/checks/problems';

/** What would keep everybody from publishing with a key of the site's own. */
export function publisherProblems(stack: Stack, arns: string[] | undefined): Array<Problem | undefined> {
  const account = Token.isUnresolved(stack.account) ? '\\d{12}' : stack.account;
  const role = new RegExp(`^arn:[\\w-]+:iam::${account}:role/[\\w+=,.@/-]+$`);
  return [
    problemIf(arns?.length === 0, {
      code: 'site/nobody-may-publish',
      prop: 'customerKey.publisherArns',
      value: [],
      allowed: 'publishing needs the key, and the role of a publisher has no KMS action of its own',
      fix: 'name the ARN of the role that publishes',
    }),
    ...(arns ?? []).map((arn) =>
      problemIf(!Token.isUnresolved(arn) && !role.test(arn), {
        code: 'site/not-a-publisher',
        prop: 'customerKey.publisherArns',
        value: arn,
        allowed: `the key takes roles of the account ${Token.isUnresolved(stack.account) ? 'of the site' : stack.account}, letter by letter`,
        fix: 'write the ARN of the role, like "arn:aws:iam::111111111111:role/publish", without wildcards',
      }),
    ),
  ];
}
