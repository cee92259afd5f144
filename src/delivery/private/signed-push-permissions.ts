import { accountProblem, regionProblem } from './account-problem';
import { attach } from './attach';
import { imageProblem, signingStatusStatements } from './image-problem';
import type { PermissionSet } from './permission-set';
import { wildcardProblem } from './wildcard-problem';
import type { IImageRepository, IImageSigning } from '../../service';

/** What `pushSignedImages()` holds for its role. */
export function signedPushPermissions(image: IImageRepository, signing: IImageSigning): PermissionSet {
  return {
    isListed: true,
    description: `Pushes signed images to ${image.repositoryUri}`,
    problemsOf: (role) => [
      ...[wildcardProblem('image', image.repositoryArn), imageProblem(role, image)],
      ...[wildcardProblem('signing', signing.signingProfileArn), accountProblem(role, 'signing', signing)],
      regionProblem(role, 'signing', signing),
    ],
    grantTo: (role) => [
      ...image.grantPush(role).principalStatements,
      ...signing.grantSign(role).principalStatements,
      ...attach(role, 'SigningStatus', signingStatusStatements(image)),
    ],
  };
}
