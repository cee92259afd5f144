import { AGAIN } from '../../../core/private/state-machine/states';

/** What a release asks ECR of the signature of its image. */
export interface Signature {
  /** Resource of a state, such as `aws-sdk:ecr:putImage`. */
  readonly call: (action: string) => string;
  readonly repositoryName: string;
  readonly signingProfileArn: string;
}

/** ECR signs after the push: where CI releases at once, an image is not signed yet. */
const MOST_QUESTIONS = 12;

/** Variable with the number of questions, which the state before assigns. */
export const NOT_ASKED = { questions: 0 };

/** The status that ECR has for the one profile: a signature by another one does not count. */
function statusBy(signingProfileArn: string): string {
  return `{% (
  $found := $states.result.SigningStatuses[SigningProfileArn = '${signingProfileArn}'];
  $why := $exists($found.FailureReason) ? $found.FailureReason : 'no reason is given';
  $exists($found)
    ? { 'status': $found.Status, 'reason': $found.Status = 'FAILED' ? $why : 'ECR has not signed it within two minutes' }
    : { 'status': 'NONE', 'reason': 'ECR was not asked to, by a rule of its signing configuration, when it was pushed' }
) %}`;
}

/** Asks ECR whether the image is signed, for two minutes at most; goes on to `next` if it is, else the release fails. */
export function signatureStates({ call, repositoryName, signingProfileArn }: Signature, next: string): object {
  return {
    ReadSignature: {
      ...{ Type: 'Task', Resource: call('aws-sdk:ecr:describeImageSigningStatus') },
      Arguments: { RepositoryName: repositoryName, ImageId: { ImageDigest: '{% $next.ImageId.ImageDigest %}' } },
      Assign: { signature: statusBy(signingProfileArn), questions: '{% $questions + 1 %}' },
      Retry: AGAIN,
      Next: 'IsSigned',
    },
    IsSigned: {
      Type: 'Choice',
      Choices: [
        { Condition: "{% $signature.status = 'COMPLETE' %}", Next: next },
        {
          Condition: `{% $signature.status != 'FAILED' and $questions < ${MOST_QUESTIONS} %}`,
          Next: 'WaitForSignature',
        },
      ],
      Default: 'NotSigned',
    },
    WaitForSignature: { Type: 'Wait', Seconds: 10, Next: 'ReadSignature' },
    NotSigned: {
      Type: 'Fail',
      Error: 'NotSigned',
      Cause: `{% 'The image ' & $next.ImageId.ImageDigest & ' is not signed by ${signingProfileArn}: ' & $signature.reason & '. Nothing was run: push a new build as a role that may sign, and start again.' %}`,
    },
  };
}
