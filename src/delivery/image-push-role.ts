import { Construct } from 'constructs';
import { DeployRole } from './deploy-role';
import { DeployRoleOptions } from './deploy-role-options';
import { imageProblem } from './private/image-problem';
import { throwOnProblems } from '../core/private/checks/problems';
import { IImageRepository } from '../service';

/** Properties for defining an `ImagePushRole`. */
export interface ImagePushRoleProps extends DeployRoleOptions {
  /** The repository, and the channel in it. */
  readonly image: IImageRepository;
}

/** Pushes images of one repository and moves its channel. It rolls nothing and reads no secret. */
export class ImagePushRole extends DeployRole {
  constructor(scope: Construct, id: string, props: ImagePushRoleProps) {
    super(scope, id, { ...props, description: `Pushes images to ${props.image.repositoryUri}` });
    throwOnProblems(this, imageProblem(this, props.image));
    props.image.grantPush(this);
  }
}
