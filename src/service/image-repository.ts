import { Annotations, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  IRepository,
  ImageTagMutabilityExclusionFilter,
  Repository,
  TagMutability,
  TagStatus,
} from 'aws-cdk-lib/aws-ecr';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { imageRepositoryProblems } from './private/image/image-repository-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { ImageUri, parseImageUri } from '../core/private/formats/image-uri';
import { removalPolicyOf } from '../core/private/resources/removal-policy';

/** Properties for defining a `ImageRepository`. */
export interface ImageRepositoryProps {
  /**
   * The image, as `<account>.dkr.ecr.<region>.amazonaws.com/<repository>:<channel>`. The tag is the channel: CI moves it
   * to the image that is to run, and nobody has to change a template for that. A digest in its place pins one image.
   */
  readonly image: string;

  /**
   * Whether the repository exists. It is used then, and not made.
   * @default false
   */
  readonly repositoryExists?: boolean;

  /**
   * States that the repository is in another account or region than the stack. It has to exist there, with a policy
   * that lets this account pull.
   * @default false
   */
  readonly imageIsElsewhere?: boolean;

  /**
   * How long images without a tag are kept, from the day they were pushed. It has to be longer than any rollback. What
   * CI pushes as `sha-<commit>` keeps that tag and is never thrown away.
   * @default Duration.days(90)
   */
  readonly untaggedRetention?: Duration;

  /**
   * The removal policy of the repository and its images.
   *
   * `RemovalPolicy.DESTROY` is refused unless the context `rl-bank-constructs:destroyData` of the app is true.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The repository of an image, and the one tag in it that moves.
 *
 * The template names a channel and never a version, so an infrastructure deployment never takes an application back.
 * Every other tag is immutable: what was tested under a name is what runs under it.
 */
export class ImageRepository extends Construct {
  /** The repository. */
  public readonly repository: IRepository;

  /** Whether the image is stated to be in another account or region. */
  public readonly isExternal: boolean;

  /** The tag that moves. An image that is pinned by its digest has none. */
  public readonly deploymentTag?: string;

  /** The image, as a task definition names it. */
  public readonly imageUri: string;

  /** The repository's ARN, put together from its name, so that no export holds the repository in its place. */
  public readonly repositoryArn: string;

  /** The repository's address, without a tag. */
  public readonly repositoryUri: string;

  constructor(scope: Construct, id: string, props: ImageRepositoryProps) {
    super(scope, id);
    throwOnProblems(this, ...imageRepositoryProblems(Stack.of(this), props));
    const image = parseImageUri(props.image)!;
    this.imageUri = props.image;
    this.repositoryUri = image.repositoryUri;
    this.deploymentTag = image.tag;
    this.isExternal = props.imageIsElsewhere ?? false;
    this.repositoryArn = arnOf(this, image);

    const exists = props.repositoryExists || props.imageIsElsewhere;
    this.repository = exists ? this.adopted(image) : this.made(image, props);
    if (this.deploymentTag === 'latest') {
      Annotations.of(this).addInfo(
        'The channel is called "latest". It works like any other, but whoever reads it takes it for the newest image: "live" says what it is.',
      );
    }
  }

  /**
   * Allows pushing images and moving the channel, by seven actions: what the Docker client and `put-image` need.
   * @param grantee the role of CI
   */
  public grantPush(grantee: IGrantable): Grant {
    const login = Grant.addToPrincipal({ grantee, actions: ['ecr:GetAuthorizationToken'], resourceArns: ['*'] });
    const push = Grant.addToPrincipal({
      grantee,
      actions: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:InitiateLayerUpload',
        'ecr:UploadLayerPart',
        'ecr:CompleteLayerUpload',
        'ecr:BatchGetImage',
        'ecr:PutImage',
      ],
      resourceArns: [this.repositoryArn],
    });
    return login.combine(push);
  }

  private adopted({ repositoryName }: ImageUri): IRepository {
    const { repositoryArn } = this;
    return Repository.fromRepositoryAttributes(this, 'Repository', { repositoryArn, repositoryName });
  }

  private made({ repositoryName, tag }: ImageUri, props: ImageRepositoryProps): IRepository {
    return new Repository(this, 'Repository', {
      repositoryName,
      imageScanOnPush: true,
      imageTagMutability: tag ? TagMutability.IMMUTABLE_WITH_EXCLUSION : TagMutability.IMMUTABLE,
      imageTagMutabilityExclusionFilters: tag ? [ImageTagMutabilityExclusionFilter.wildcard(tag)] : undefined,
      lifecycleRules: [
        {
          // ECR does not see what ECS runs: an image with a tag is never thrown away by age or number.
          description: 'Images that no tag names any more',
          tagStatus: TagStatus.UNTAGGED,
          maxImageAge: props.untaggedRetention ?? Duration.days(90),
        },
      ],
      removalPolicy: removalPolicyOf(this, props.removalPolicy),
    });
  }
}

function arnOf(scope: Construct, { account, region, repositoryName }: ImageUri): string {
  const resource = { service: 'ecr', resource: 'repository', resourceName: repositoryName };
  return Stack.of(scope).formatArn({ ...resource, account, region });
}
