import { listOf, RolePolicies } from '../../support/iam/policies';
import { canAssume, TrustRequest } from '../../support/iam/trust';

export const PROVIDER = 'arn:aws:iam::982233224911:oidc-provider/token.actions.githubusercontent.com';
const SUBJECT = 'token.actions.githubusercontent.com:sub';
const AUDIENCE = 'sts.amazonaws.com';

/** The subjects that a role trusts. */
export function subjectsOf({ trust }: RolePolicies): string[] {
  return listOf(trust.Statement).flatMap(({ Condition }) => listOf(Condition?.StringEquals?.[SUBJECT]) as string[]);
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
function otherwiseWrong(sub: string): Array<[what: string, request: TrustRequest]> {
  return [
    ['without audience', { principal: PROVIDER, claims: { sub } }],
    ['with another audience', { principal: PROVIDER, claims: { sub, aud: 'https://github.com/rl-bank' } }],
    ['with an audience in capitals', { principal: PROVIDER, claims: { sub, aud: AUDIENCE.toUpperCase() } }],
    ['of another issuer', { principal: PROVIDER.replace('token.actions', 'gitlab'), claims: { sub, aud: AUDIENCE } }],
    [
      'of an issuer in another account',
      { principal: PROVIDER.replace('982233224911', '999999999999'), claims: { sub, aud: AUDIENCE } },
    ],
    ['for another action', { principal: PROVIDER, claims: { sub, aud: AUDIENCE }, action: 'sts:AssumeRole' }],
    ['for tags', { principal: PROVIDER, claims: { sub, aud: AUDIENCE }, action: 'sts:TagSession' }],
    ['of a role instead of a token', { principal: 'arn:aws:iam::982233224911:role/admin' }],
  ];
}

/** Who gets in and should not, and who should and does not, in sentences. */
export async function breachesOf(role: RolePolicies, subjects = subjectsOf(role)): Promise<string[]> {
  const breaches: string[] = [];
  for (const sub of subjects) {
    if (!(await canAssume(role, { principal: PROVIDER, claims: { sub, aud: AUDIENCE } }))) {
      breaches.push(`${sub} is kept out`);
    }
    for (const near of nearMisses(sub).filter((miss) => !subjects.includes(miss))) {
      if (await canAssume(role, { principal: PROVIDER, claims: { sub: near, aud: AUDIENCE } })) {
        breaches.push(`${near} gets in`);
      }
    }
    for (const [what, request] of otherwiseWrong(sub)) {
      if (await canAssume(role, request)) {
        breaches.push(`${sub} ${what} gets in`);
      }
    }
  }
  if (await canAssume(role, { principal: PROVIDER, claims: { aud: AUDIENCE } })) {
    breaches.push('a token without a subject gets in');
  }
  return breaches;
}
