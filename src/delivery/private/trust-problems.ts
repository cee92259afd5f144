import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../core/private/refuse';
import type { TokenTrustOptions } from '../deploy-trust';

/** The longest trust policy that IAM takes by default is 2048 characters; the rest of it takes less than 500. */
const ROOM_FOR_SUBJECTS = 1500;

/** What would let nobody in, or others. */
export function subjectProblems(subjects: string[], options: TokenTrustOptions): Array<Problem | undefined> {
  const { jobWorkflowRef } = options;
  const length = [...new Set(subjects)].reduce((sum, subject) => sum + subject.length + 3, 0);
  return [
    problemIf(subjects.length === 0, {
      code: 'delivery/no-subject',
      prop: 'subjects',
      value: [],
      allowed: 'without a subject every token of the issuer would be refused',
      fix: 'name one, such as GitHubRepository.of(…).environment("prd")',
    }),
    ...subjects.map((subject) =>
      problemIf(!Token.isUnresolved(subject) && (subject.trim() !== subject || subject === '' || isPattern(subject)), {
        code: 'delivery/inexact-subject',
        prop: 'subjects',
        value: subject,
        allowed:
          'it has to be the whole subject of a token: with a wildcard or a variable of IAM, jobs that nobody thought of take the role on',
        fix: 'write each subject out',
      }),
    ),
    problemIf(length > ROOM_FOR_SUBJECTS, {
      code: 'delivery/too-many-subjects',
      prop: 'subjects',
      value: `${subjects.length} subjects of ${length} characters`,
      allowed: `IAM takes trust policies of 2048 characters, which leaves ${ROOM_FOR_SUBJECTS} for them`,
      fix: 'make two roles, or let one environment of a reusable workflow stand for many repositories',
    }),
    problemIf(jobWorkflowRef !== undefined && !/^[^\s*?$/]+\/[^\s*?$/]+\/[^\s*?$]+@[^\s*?$]+$/.test(jobWorkflowRef), {
      code: 'delivery/not-a-workflow',
      prop: 'jobWorkflowRef',
      value: jobWorkflowRef,
      allowed: 'it has to be one workflow of one repository at one ref, without wildcards',
      fix: 'write it like "rl-bank/workflows/.github/workflows/deploy.yml@refs/heads/main"',
    }),
  ];
}

/** IAM fills in variables where it compares, `${…}`, and nothing that a token says has a line of its own. */
function isPattern(subject: string): boolean {
  return /[*?]|\$\{|\p{Cc}/u.test(subject);
}

/** What would let other roles in. */
export function roleTrustProblems(roleArn: string, externalId: string): Array<Problem | undefined> {
  return [
    problemIf(!/^arn:[\w-]+:iam::\d{12}:role\/([\w+=,.@-]+\/)*[\w+=,.@-]+$/.test(roleArn), {
      code: 'delivery/not-a-role',
      prop: 'roleArn',
      value: roleArn,
      allowed: 'it has to be the ARN of one role: an account as a whole would let in everybody there',
      fix: 'write it like "arn:aws:iam::222222222222:role/ci"',
    }),
    problemIf(!/^[\w+=,.@:/-]{2,1224}$/.test(externalId), {
      code: 'delivery/not-an-external-id',
      prop: 'externalId',
      value: externalId,
      allowed: 'STS takes 2 to 1224 letters, digits and + = , . @ : / - _',
      fix: 'take the id that the CI system gave you, or a long random one',
    }),
  ];
}
