import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  IRepository,
  ImageTagMutabilityExclusionFilter,
  Repository,
  TagMutability,
  TagStatus,
} from 'aws-cdk-lib/aws-ecr';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IImageRepository, ImageReferenceOptions } from './i-image-repository';
import { grantPullTo, grantPush, nextTagOf, noteLatest, repositoryArnOf } from './private/image/image-parts';
import { imageRepositoryProblems } from './private/image/image-repository-problems';
import { imageOfUri, ReferencedImage } from './private/image/referenced-image';
import { DURATION, KEY } from '../core/private/checks/cdk-types';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { BOOLEAN, instance, OPTIONS, requireTypes, TEXT } from '../core/private/checks/types';
import { parseImageUri } from '../core/private/formats/image-uri';
import { removalPolicyOf } from '../core/private/resources/removal-policy';

/** Properties for defining an `ImageRepository`. */
export interface ImageRepositoryProps {
  /**
   * URI of the image, as `<account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>`, in the stack's own account and
   * region. CI moves the tag to the image that is to run, and no template changes with a release. A digest instead of
   * the tag pins one image.
   */
  readonly image: string;

  /**
   * Whether a second tag moves, `<deployment tag>-next`: CI moves it to an image that is to be checked, or whose database
   * migration is to run, before the deployment tag has it. No task of a service runs it. The image that it names is kept.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageTagMutability.html
   * @default false
   */
  readonly nextTag?: boolean;

  /**
   * Retention of untagged images, from their push on. It must be longer than any rollback. Images that CI pushes as
   * `sha-<commit>` keep that tag and never expire.
   * @default Duration.days(90)
   */
  readonly untaggedRetention?: Duration;

  /**
   * Customer managed KMS key of the images. ECR fixes the key when it creates the repository: another key replaces the
   * repository, which fails while one of the same name exists. ECR reads by a grant on the key, so neither CI nor tasks
   * need permissions on it; the role that deploys needs `kms:CreateGrant`, `kms:RetireGrant` and `kms:DescribeKey`.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
   * @default - encryption with keys of S3
   */
  readonly encryptionKey?: IKey;

  /**
   * Id of the organization whose accounts may pull the images, such as `o-a1b2c3d4e5`: three actions that read, for each
   * principal of the organization to whom its own account allows them, such as the execution role of a Fargate task.
   * Pushing stays with the account of the repository. A Lambda function of another account needs more: Lambda itself pulls
   * its image.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
   * @default - only the account of the repository pulls
   */
  readonly pullableByOrganization?: string;

  /**
   * Removal policy of the repository and its images.
   *
   * `RemovalPolicy.DESTROY` is refused unless the context of the app is set, by
   * `new App({ context: { 'rl-bank-constructs:destroyData': true } })` or `-c rl-bank-constructs:destroyData=true`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * ECR repository with one deployment tag that moves, and `<deployment tag>-next` with `nextTag`. Every other tag is immutable.
 *
 * The template names the deployment tag and never a version, so an infrastructure deployment never rolls an application
 * back.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
 * @example
 * import { ImageRepository } from 'rl-bank-constructs/service';
 *
 * new ImageRepository(this, 'Image', {
 *   image: '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live',
 * });
 */
@propertyInjectable
export class ImageRepository extends Construct implements IImageRepository {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.service.ImageRepository';

  /**
   * References a repository that exists, in this or another account or region. From another account, its policy must
   * let this one pull.
   * @param scope where it is referenced
   * @param id its id there
   * @param repository the repository
   * @param options the tag or the digest to run
   */
  public static fromRepository(
    scope: Construct,
    id: string,
    repository: IRepository,
    options: ImageReferenceOptions,
  ): IImageRepository {
    const place = 'ImageRepository.fromRepository';
    requireArgument(place, 'repository', repository, instance('an IRepository', 'repositoryArn'));
    requireArgument(place, 'options', options, OPTIONS);
    return new ReferencedImage(scope, id, () => ({ ...options, repository }));
  }

  /**
   * References an image that exists by its URI, in this or another account or region. From another account, the policy
   * of its repository must let this one pull.
   * @param scope where it is referenced
   * @param id its id there
   * @param image the URI, such as `111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live`
   */
  public static fromImageUri(scope: Construct, id: string, image: string): IImageRepository {
    requireArgument('ImageRepository.fromImageUri', 'image', image, TEXT);
    return new ReferencedImage(scope, id, imageOfUri(image));
  }

  /** ECR repository. */
  public readonly repository: IRepository;

  /** Whether the repository exists outside of this app: false, since this app creates it. */
  public readonly isExternal = false;

  /** Tag that CI moves, undefined for an image that is pinned by its digest. */
  public readonly deploymentTag?: string;

  /** Second tag that CI moves, to an image that does not run yet; undefined without one. */
  public readonly nextTag?: string;

  /** URI of the image, as a task definition names it. */
  public readonly imageUri: string;

  /** ARN of the repository, built from its name: no CloudFormation export blocks replacing the repository. */
  public readonly repositoryArn: string;

  /** URI of the repository, without a tag. */
  public readonly repositoryUri: string;

  constructor(scope: Construct, id: string, props: ImageRepositoryProps) {
    super(scope, id);
    requireProps(this, props, { image: true });
    requireTypes(this, props, {
      ...{ image: TEXT, nextTag: BOOLEAN, untaggedRetention: DURATION, encryptionKey: KEY },
      pullableByOrganization: TEXT,
    });
    throwOnProblems(this, ...imageRepositoryProblems(Stack.of(this), props));
    const image = parseImageUri(props.image)!;
    const { repositoryName, repositoryUri, tag } = image;
    this.imageUri = props.image;
    this.repositoryUri = repositoryUri;
    this.deploymentTag = tag;
    this.nextTag = nextTagOf(tag, props.nextTag);
    this.repositoryArn = repositoryArnOf(this, image);
    const movingTags = [tag, this.nextTag].filter((each) => each !== undefined);
    const repository = new Repository(this, 'Repository', {
      repositoryName,
      encryptionKey: props.encryptionKey,
      imageScanOnPush: true,
      imageTagMutability: tag ? TagMutability.IMMUTABLE_WITH_EXCLUSION : TagMutability.IMMUTABLE,
      imageTagMutabilityExclusionFilters: tag ? movingTags.map(ImageTagMutabilityExclusionFilter.wildcard) : undefined,
      lifecycleRules: [
        {
          // ECR does not see what ECS runs, so no tagged image expires by age or number.
          description: 'Images that no tag names any more',
          tagStatus: TagStatus.UNTAGGED,
          maxImageAge: props.untaggedRetention ?? Duration.days(90),
        },
      ],
      removalPolicy: removalPolicyOf(this, props.removalPolicy),
    });
    grantPullTo(props.pullableByOrganization, repository);
    this.repository = repository;
    noteLatest(this, tag);
  }

  /**
   * Grants pushing images and moving the tags that move, by seven actions: what the Docker client and `put-image` need.
   * @param grantee the role of CI
   */
  public grantPush(grantee: IGrantable): Grant {
    return grantPush(this.repositoryArn, grantee);
  }
}
