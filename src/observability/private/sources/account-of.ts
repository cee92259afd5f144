import { Stack, Stage, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Key of the account of a construct, for names that are unique in it. Without a literal account it is the Stage's own. */
export function accountOf(scope: Construct): string[] {
  const { account } = Stack.of(scope);
  return Token.isUnresolved(account) ? ['of', Stage.of(scope)!.node.path] : [account];
}
