import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** Image in an ECR repository that this app creates, or that exists. */
export interface IImageRepository extends IConstruct {
  /** ECR repository. */
  readonly repository: IRepository;

  /** ARN of the repository. */
  readonly repositoryArn: string;

  /** URI of the repository, without a tag. */
  readonly repositoryUri: string;

  /** URI of the image, as a task definition names it. */
  readonly imageUri: string;

  /** Tag that CI moves, undefined for an image that is pinned by its digest. */
  readonly deploymentTag?: string;

  /** Second tag that CI moves, to an image that does not run yet; undefined without one. */
  readonly nextTag?: string;

  /**
   * Whether the repository exists outside of this app, so that its account and region may differ from the service's.
   * False for an `ImageRepository` that this app creates.
   */
  readonly isExternal: boolean;

  /**
   * Grants pushing images and moving the tags that move, by seven actions: what the Docker client and `put-image` need.
   * @param grantee the role of CI
   */
  grantPush(grantee: IGrantable): Grant;
}

/** Image of a repository that exists: give a tag or a digest. */
export interface ImageReferenceOptions {
  /**
   * Tag that CI moves to the image that is to run.
   * @default - the image of `digest`
   */
  readonly tag?: string;

  /**
   * Digest of the one image to run, as `sha256:` and 64 hexadecimal digits.
   * @default - the image that `tag` names
   */
  readonly digest?: string;

  /**
   * Whether CI moves `<tag>-next` too, to an image that does not run yet. The repository must let it move.
   * @default false
   */
  readonly nextTag?: boolean;
}
