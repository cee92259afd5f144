import { Stack, Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../core/private/checks/problems';

/** ARNs that would let no role publish with the site's own key. */
export function publisherProblems(stack: Stack, arns: string[] | undefined): Array<Problem | undefined> {
  const account = Token.isUnresolved(stack.account) ? '\\d{12}' : stack.account;
  const role = new RegExp(`^arn:[\\w-]+:iam::${account}:role/[\\w+=,.@/-]+$`);
  return [
    problemIf(arns?.length === 0, {
      code: 'site/no-publisher',
      prop: 'customerKey.publisherArns',
      value: [],
      allowed: 'must list at least one role, since only the key policy lets publishers use the key',
      fix: 'add the ARN of the role that publishes',
    }),
    ...(arns ?? []).map((arn) =>
      problemIf(!Token.isUnresolved(arn) && !role.test(arn), {
        code: 'site/not-a-publisher',
        prop: 'customerKey.publisherArns',
        value: arn,
        allowed: `must be the ARN of a role in ${Token.isUnresolved(stack.account) ? "the site's account" : `account ${stack.account}`}`,
        fix: 'write the ARN of the role, like "arn:aws:iam::111111111111:role/publish", without wildcards',
      }),
    ),
  ];
}
