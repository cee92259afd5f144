import { Annotations, ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { Grant, IGrantable, OrganizationPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { GRANTABLE } from '../../../core/private/checks/cdk-types';
import { requireArgument } from '../../../core/private/checks/required-props';
import { ImageUri } from '../../../core/private/formats/image-uri';
import { acknowledge } from '../../../core/private/resources/acknowledge';

/** ARN of the repository of an image. */
export function repositoryArnOf(scope: IConstruct, image: Omit<ImageUri, 'tag' | 'digest'>): string {
  const { account, region, repositoryName: resourceName } = image;
  return Stack.of(scope).formatArn({ service: 'ecr', resource: 'repository', resourceName, account, region });
}

/** Account and region of a repository: an imported one has them in its ARN, one of this app in its stack. */
export function homeOf({ stack, env, repositoryArn }: IRepository): { account: string; region: string } {
  const { account = '', region = '' } = stack.splitArn(repositoryArn, ArnFormat.SLASH_RESOURCE_NAME);
  return [account, region].some((part) => Token.isUnresolved(part)) ? env : { account, region };
}

/** Grants what the Docker client and `put-image` need. */
export function grantPush(repositoryArn: string, grantee: IGrantable): Grant {
  requireArgument('ImageRepository.grantPush', 'grantee', grantee, GRANTABLE);
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
    resourceArns: [repositoryArn],
  });
  return login.combine(push);
}

/** Lets each principal of an organization pull, if its own account allows it too; does nothing without an organization. */
export function grantPullTo(organizationId: string | undefined, repository: Repository): void {
  if (organizationId === undefined) return;
  const statement = new PolicyStatement({
    sid: 'PullByOrganization',
    principals: [new OrganizationPrincipal(organizationId)],
    actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  });
  repository.addToResourcePolicy(statement);
  acknowledge(
    repository.node.defaultChild!,
    'ECR1',
    'The statement for all principals has the condition that they are of one organization, and three actions that read',
  );
}

/** The tag of images that do not run yet. */
export function nextTagOf(tag: string | undefined, nextTag: boolean = false): string | undefined {
  return nextTag ? `${tag}-next` : undefined;
}

/** Notes at synthesis that `latest` is a misleading name. */
export function noteLatest(scope: IConstruct, tag: string | undefined): void {
  if (tag === 'latest') {
    Annotations.of(scope).addInfo(
      'The deployment tag is "latest". It works like any other, but reads as the newest image: "live" says what it is.',
    );
  }
}
