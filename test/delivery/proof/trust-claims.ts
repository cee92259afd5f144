import { listOf, RolePolicies } from '../../support/iam/policies';
import { canAssume, TrustRequest } from '../../support/iam/trust';

export const PROVIDER = 'arn:aws:iam::982233224911:oidc-provider/token.actions.githubusercontent.com';
const SUBJECT = 'token.actions.githubusercontent.com:sub';
const REPOSITORY_ID = 'token.actions.githubusercontent.com:repository_id';
const AUDIENCE = 'sts.amazonaws.com';

/** The subjects that a role trusts. */
export function subjectsOf({ trust }: RolePolicies): string[] {
  return listOf(trust.Statement).flatMap(({ Condition }) => listOf(Condition?.StringEquals?.[SUBJECT]) as string[]);
}

/** A token of the role's repository, with the claims in place of its own. */
export function tokenOf({ trust }: RolePolicies, claims: Record<string, string>): TrustRequest {
  const [id] = listOf(trust.Statement).flatMap(({ Condition }) => listOf(Condition?.StringEquals?.[REPOSITORY_ID]));
  return { principal: PROVIDER, claims: { aud: AUDIENCE, repository_id: id as string, ...claims } };
}

/** Subjects that look like the right one: another owner, a fork, a pull request, another case, more or less at an end. */
function nearMisses(subject: string): string[] {
  const [, owner, repository, environment] = /^repo:([^/]+)\/([^:]+):environment:(.+)$/.exec(subject)!;
  return [
    `repo:${owner}-evil/${repository}:environment:${environment}`,
    `repo:evil-${owner}/${repository}:environment:${environment}`,
    `repo:attacker/${repository}:environment:${environment}`,
    `repo:${owner}/${repository}-fork:environment:${environment}`,
    `repo:${owner}/${repository}:environment:${environment}x`,
    `repo:${owner}/${repository}:environment:staging`,
    `repo:${owner}/${repository}:environment:`,
    `repo:${owner}/${repository}:pull_request`,
    `repo:${owner}/${repository}:ref:refs/heads/main`,
    `repo:${owner}/${repository}:ref:refs/heads/environment:${environment}`,
    `repo:${owner}@1/${repository}@1:environment:${environment}`,
    `repo:${owner.toUpperCase()}/${repository}:environment:${environment}`,
    subject.toUpperCase(),
    ` ${subject}`,
    `${subject}\n`,
    subject.replace('repo:', ''),
    '*',
    '',
  ];
}

/** Requests that a trust must refuse although the subject is right. */
function otherwiseWrong(role: RolePolicies, sub: string): Array<[what: string, request: TrustRequest]> {
  const right = tokenOf(role, { sub });
  const { repository_id: id, ...anonymous } = right.claims!;
  const withoutAudience = { sub, repository_id: id };
  return [
    ['without audience', { ...right, claims: withoutAudience }],
    ['with another audience', tokenOf(role, { sub, aud: 'https://github.com/rl-bank' })],
    ['with an audience in capitals', tokenOf(role, { sub, aud: AUDIENCE.toUpperCase() })],
    ['of a later repository of the name', tokenOf(role, { sub, repository_id: '29999999' })],
    ['of a repository whose id begins like it', tokenOf(role, { sub, repository_id: `${id}0` })],
    ['of a repository without an id', { ...right, claims: anonymous }],
    ['of another issuer', { ...right, principal: PROVIDER.replace('token.actions', 'gitlab') }],
    ['of an issuer in another account', { ...right, principal: PROVIDER.replace('982233224911', '999999999999') }],
    ['for another action', { ...right, action: 'sts:AssumeRole' }],
    ['for tags', { ...right, action: 'sts:TagSession' }],
    ['of a role instead of a token', { principal: 'arn:aws:iam::982233224911:role/admin' }],
  ];
}

/** Who gets in and should not, and who should and does not, in sentences; by what the original of a mutant trusts. */
export async function breachesOf(role: RolePolicies, original = role): Promise<string[]> {
  const subjects = subjectsOf(original);
  const breaches: string[] = [];
  for (const sub of subjects) {
    if (!(await canAssume(role, tokenOf(original, { sub })))) {
      breaches.push(`${sub} is kept out`);
    }
    for (const near of nearMisses(sub).filter((miss) => !subjects.includes(miss))) {
      if (await canAssume(role, tokenOf(original, { sub: near }))) {
        breaches.push(`${near} gets in`);
      }
    }
    for (const [what, request] of otherwiseWrong(original, sub)) {
      if (await canAssume(role, request)) {
        breaches.push(`${sub} ${what} gets in`);
      }
    }
  }
  if (await canAssume(role, tokenOf(original, {}))) {
    breaches.push('a token without a subject gets in');
  }
  return breaches;
}
