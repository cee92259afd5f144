import { Effect, PolicyStatement, PolicyStatementProps } from 'aws-cdk-lib/aws-iam';

/** A control: what it denies in a sentence, and in statements. */
export interface Control {
  readonly description: string;
  readonly statements: PolicyStatement[];
}

/** Statement of a service control policy, which denies; on every resource unless it says otherwise. */
export function deny(sid: string, actions: string[], props: PolicyStatementProps = {}): PolicyStatement {
  const resources = props.notResources === undefined ? ['*'] : undefined;
  return new PolicyStatement({ sid, effect: Effect.DENY, actions, resources, ...props });
}

/** Condition that holds for every principal but these roles; without roles for every principal, so that there is none. */
export function otherThan(roleArns: string[]): PolicyStatementProps['conditions'] {
  return roleArns.length > 0 ? { ArnNotLike: { 'aws:PrincipalArn': roleArns } } : undefined;
}

/** Names in a sentence: `one`, `one and two`, `one, two and three`. */
export function listed(names: string[], conjunction: string = 'and'): string {
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((it) => it !== '').join(` ${conjunction} `);
}

/** The sentence about those who may change what else would be fixed. */
export function maintainedBy(what: string, roleArns: string[]): string {
  return roleArns.length > 0 ? `Only ${listed(roleArns, 'or')} ${what}.` : `No principal ${what}.`;
}
