import { Problem, problemIf } from '../../core/private/checks/problems';
import { matches } from '../../core/private/checks/values';
import type { TokenTrustOptions } from '../deploy-trust';
import type { OidcIssuer } from '../oidc-issuer';

/** The longest trust policy that IAM takes by default is 2048 characters; the rest of it takes less than 500. */
const ROOM_FOR_SUBJECTS = 1500;

const GITHUB = 'token.actions.githubusercontent.com';
/** With … for what only CloudFormation knows: the whole of it, or an account. */
const ROLE = /^(…|arn:([\w-]+|…):iam::(\d{12}|…):role\/([\w+=,.@-]+\/)*[\w+=,.@-]+)$/;
const WORKFLOW = /^[\w.-]+\/[\w.-]+\/\.github\/workflows\/[\w./-]+\.ya?ml@refs\/(heads|tags)\/[\w./+@-]+$/;

/** What would let nobody in, or others. */
export function subjectProblems(
  { host }: OidcIssuer,
  subjects: string[],
  options: TokenTrustOptions,
): Array<Problem | undefined> {
  const { jobWorkflowRef } = options;
  const length = [...new Set(subjects), jobWorkflowRef ?? ''].reduce((sum, text) => sum + String(text).length + 3, 0);
  return [
    problemIf(subjects.length === 0, {
      code: 'delivery/no-subject',
      prop: 'subjects',
      value: [],
      allowed: 'without a subject every token of the issuer would be refused',
      fix: 'name one, such as GitHubRepository.of(…).environment("prd")',
    }),
    ...subjects.map((subject) =>
      problemIf(!isExact(subject), {
        code: 'delivery/inexact-subject',
        prop: 'subjects',
        value: literalOf(subject),
        allowed:
          'it has to be the whole subject of a token: a wildcard matches nobody there, and a variable of IAM everybody',
        fix: 'write each subject out',
      }),
    ),
    ...subjects.map((subject) =>
      problemIf(host === GITHUB && isExact(subject) && !isOfOneRepository(subject), {
        code: 'delivery/subject-of-anybody',
        prop: 'subjects',
        value: literalOf(subject),
        allowed:
          'it names no repository: other repositories can have such a subject, by a template that they choose themselves',
        fix: 'write it like "repo:owner/name:environment:prd", or take it from GitHubRepository',
      }),
    ),
    problemIf(length > ROOM_FOR_SUBJECTS, {
      code: 'delivery/too-many-subjects',
      prop: 'subjects',
      value: `${subjects.length} subjects of ${length} characters`,
      allowed: `IAM takes trust policies of 2048 characters, which leaves ${ROOM_FOR_SUBJECTS} for them`,
      fix: 'make two roles, or let one environment of a reusable workflow stand for many repositories',
    }),
    problemIf(jobWorkflowRef !== undefined && host !== GITHUB, {
      code: 'delivery/not-of-git-hub',
      prop: 'jobWorkflowRef',
      value: jobWorkflowRef,
      allowed: `IAM has such a key for ${GITHUB} alone, and the issuer is ${host}: nobody would get in`,
      fix: 'leave it out',
    }),
    problemIf(jobWorkflowRef !== undefined && !matches(WORKFLOW, jobWorkflowRef), {
      code: 'delivery/not-a-workflow',
      prop: 'jobWorkflowRef',
      value: literalOf(jobWorkflowRef ?? ''),
      allowed: 'it has to be one workflow of one repository at one ref, without wildcards',
      fix: 'write it like "rl-bank/workflows/.github/workflows/deploy.yml@refs/heads/main"',
    }),
  ];
}

/** The whole text of a subject, and no more. */
function isExact(subject: string): boolean {
  return typeof subject === 'string' && subject.trim() === subject && subject !== '' && !isPattern(subject);
}

/** IAM fills in variables where it compares, `${…}`, and nothing that a token says has a line of its own. */
function isPattern(subject: string): boolean {
  return /[*?]|\$\{|\p{Cc}/u.test(literalOf(subject));
}

/** By name or by number. What only CloudFormation knows may be anything, so it has to be behind that. */
function isOfOneRepository(subject: string): boolean {
  const literal = literalOf(subject);
  return literal === '…' || matches(/^(repo:[\w.-]+(@\d+)?\/[\w.-]+(@\d+)?|repository_id:\d+):./, literal);
}

/** What only CloudFormation knows is not judged; what is written beside it is. */
function literalOf(subject: string): string {
  return typeof subject === 'string' ? subject.replace(/\$\{Token\[[^\]]*\]\}/g, '…') : subject;
}

/** What would let other roles in. */
export function roleTrustProblems(roleArn: string, externalId: string): Array<Problem | undefined> {
  return [
    problemIf(!matches(ROLE, literalOf(roleArn)), {
      code: 'delivery/not-a-role',
      prop: 'roleArn',
      value: literalOf(roleArn),
      allowed: 'it has to be the ARN of one role: an account as a whole would let in everybody there',
      fix: 'write it like "arn:aws:iam::222222222222:role/ci"',
    }),
    problemIf(!matches(/^[\w+=,.@:/-]{2,1224}$/, externalId), {
      code: 'delivery/not-an-external-id',
      prop: 'externalId',
      value: externalId,
      allowed: 'STS takes 2 to 1224 letters, digits and + = , . @ : / - _',
      fix: 'take the id that the CI system gave you, or a long random one',
    }),
  ];
}
