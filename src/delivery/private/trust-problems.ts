import { literalOf } from './literal';
import { GITHUB } from './trust-claims';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { matches } from '../../core/private/checks/values';
import type { OidcTrustOptions } from '../deploy-trust';
import type { IOidcIssuer } from '../oidc-issuer';
import type { OidcSubject } from '../oidc-subject';

/** IAM's default quota for a trust policy is 2048 characters; all but the subjects takes less than 500 of a statement. */
const ROOM_FOR_SUBJECTS = 1500;
const STATEMENT = 500;

/** With … for a token: the whole ARN, its partition or its account. */
const ROLE = /^(…|arn:([\w-]+|…):iam::(\d{12}|…):role\/([\w+=,.@-]+\/)*[\w+=,.@-]+)$/;
const WORKFLOW = /^[\w.-]+\/[\w.-]+\/\.github\/workflows\/[\w./-]+\.ya?ml@refs\/(heads|tags)\/[\w./+@-]+$/;

/** Subjects and claims that no token has, or that tokens of others have. */
export function subjectProblems(
  { oidcProviderIssuer: host }: IOidcIssuer,
  given: OidcSubject[],
  options: OidcTrustOptions,
): Array<Problem | undefined> {
  const { jobWorkflowRef } = options;
  const subjects = given.map(({ subject }) => subject);
  const length = lengthOf(given, jobWorkflowRef);
  return [
    problemIf(subjects.length === 0, {
      code: 'delivery/no-subject',
      prop: 'subjects',
      value: [],
      allowed: 'must have at least one subject, or STS refuses every token',
      fix: 'pass one, such as GitHubRepository.of(…).subjectsForEnvironment("prd")',
    }),
    ...subjects.map((subject) =>
      problemIf(!isExact(subject), {
        code: 'delivery/inexact-subject',
        prop: 'subjects',
        value: literalOf(subject),
        allowed: 'must be the whole subject of a token, without wildcards and IAM variables',
        fix: 'write each subject out',
      }),
    ),
    ...subjects.map((subject) =>
      problemIf(host === GITHUB && isExact(subject) && !isOfOneRepository(subject), {
        code: 'delivery/subject-too-wide',
        prop: 'subjects',
        value: literalOf(subject),
        allowed: 'must name a repository: GitHub lets other repositories choose a template with such a subject',
        fix: 'write it like "repo:owner/name:environment:prd", or take it from GitHubRepository',
      }),
    ),
    ...given.map(({ subject, repositoryId }) =>
      problemIf(
        repositoryId === undefined && given.some((it) => it.subject === subject && it.repositoryId !== undefined),
        {
          code: 'delivery/subject-without-id',
          prop: 'subjects',
          value: subject,
          allowed: 'must be trusted with the id of its repository alone: beside it the name would be enough',
          fix: 'leave this subject out',
        },
      ),
    ),
    ...given.map(({ subject, repositoryId }) =>
      problemIf(host !== GITHUB && repositoryId !== undefined && !subject.includes(`@${repositoryId}:`), {
        code: 'delivery/subject-without-id',
        prop: 'subjects',
        value: subject,
        allowed: `must have the id of the repository in it: IAM has the condition key repository_id for ${GITHUB} alone, and the issuer is ${host}`,
        fix: "pass 'subjectFormat: SubjectFormat.IMMUTABLE' to GitHubRepository.of(), or leave the ids out to trust the name",
      }),
    ),
    problemIf(length > ROOM_FOR_SUBJECTS, {
      code: 'delivery/too-many-subjects',
      prop: 'subjects',
      value: `${subjects.length} subjects of ${length} characters`,
      allowed: `cannot have more than ${ROOM_FOR_SUBJECTS} characters: IAM takes trust policies of 2048`,
      fix: 'make two roles, or trust one environment of a reusable workflow for many repositories',
    }),
    problemIf(jobWorkflowRef !== undefined && host !== GITHUB, {
      code: 'delivery/not-of-git-hub',
      prop: 'jobWorkflowRef',
      value: jobWorkflowRef,
      allowed: `IAM has this condition key for ${GITHUB} alone, and the issuer is ${host}`,
      fix: 'leave it out',
    }),
    problemIf(jobWorkflowRef !== undefined && !matches(WORKFLOW, jobWorkflowRef), {
      code: 'delivery/not-a-workflow',
      prop: 'jobWorkflowRef',
      value: literalOf(jobWorkflowRef ?? ''),
      allowed: 'must be one workflow of one repository at one ref, without wildcards',
      fix: 'write it like "rl-bank/workflows/.github/workflows/deploy.yml@refs/heads/main"',
    }),
  ];
}

/** Characters of subjects, ids and workflow, each once, with quotes and comma; and of a second statement. */
function lengthOf(subjects: OidcSubject[], jobWorkflowRef = ''): number {
  const ids = subjects.map(({ repositoryId }) => repositoryId);
  const known = ids.filter((id) => id !== undefined);
  const texts = [...new Set([...subjects.map(({ subject }) => subject), ...known]), jobWorkflowRef];
  const second = known.length > 0 && known.length < ids.length ? STATEMENT : 0;
  return texts.reduce((sum, text) => sum + text.length + 3, second);
}

/** Whether a `sub` claim can equal the subject. */
function isExact(subject: string): boolean {
  return typeof subject === 'string' && subject.trim() === subject && subject !== '' && !isPattern(subject);
}

/** IAM replaces variables, `${…}`, before it compares; no claim has a line break. */
function isPattern(subject: string): boolean {
  return /[*?]|\$\{|\p{Cc}/u.test(literalOf(subject));
}

/** By name or by id. A token can hold anything, so the repository has to stand before it. */
function isOfOneRepository(subject: string): boolean {
  const literal = literalOf(subject);
  return literal === '…' || matches(/^(repo:[\w.-]+(@\d+)?\/[\w.-]+(@\d+)?|repository_id:\d+):./, literal);
}

/** ARNs that trust more than one role, and external ids that STS refuses. */
export function roleTrustProblems(roleArn: string, externalId: string): Array<Problem | undefined> {
  return [
    roleArnProblem('roleArn', roleArn),
    problemIf(!matches(/^[\w+=,.@:/-]{2,1224}$/, externalId), {
      code: 'delivery/not-an-external-id',
      prop: 'externalId',
      value: externalId,
      allowed: 'must have 2 to 1224 letters, digits and + = , . @ : / - _',
      fix: 'pass the external id that the CI system gave you, or a long random one',
    }),
  ];
}

/** An ARN that trusts or assumes more than one role, or none. */
export function roleArnProblem(prop: string, roleArn: string): Problem | undefined {
  return problemIf(!matches(ROLE, literalOf(roleArn)), {
    code: 'delivery/not-a-role',
    prop,
    value: literalOf(roleArn),
    allowed: 'must be the ARN of one role: the ARN of an account trusts all its roles and users',
    fix: 'write it like "arn:aws:iam::222222222222:role/ci"',
  });
}
