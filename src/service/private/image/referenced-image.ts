import { Stack, Token } from 'aws-cdk-lib';
import { IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { grantPush, homeOf, nextTagOf, noteLatest, repositoryArnOf } from './image-parts';
import { imageUriProblems, repositoryNameProblem, versionProblems } from './image-repository-problems';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { parseImageUri } from '../../../core/private/formats/image-uri';
import { isElsewhere } from '../../../core/private/stacks/stack-of';
import type { IImageRepository, ImageReferenceOptions } from '../../i-image-repository';

type Reference = (owner: Construct) => ImageReferenceOptions & { readonly repository: IRepository };

/** The image that a URI names, once there is a construct to hold its repository. */
export function imageOfUri(imageUri: string): Reference {
  return (owner) => {
    throwOnProblems(owner, ...imageUriProblems(imageUri));
    const { tag, digest, ...image } = parseImageUri(imageUri)!;
    const { repositoryName } = image;
    const repositoryArn = repositoryArnOf(owner, image);
    const repository = Repository.fromRepositoryAttributes(owner, 'Repository', { repositoryArn, repositoryName });
    return { repository, tag, digest };
  };
}

/** Image in a repository that exists. */
export class ReferencedImage extends Construct implements IImageRepository {
  public readonly repository: IRepository;
  public readonly repositoryArn: string;
  public readonly repositoryUri: string;
  public readonly imageUri: string;
  public readonly deploymentTag?: string;
  public readonly nextTag?: string;
  public readonly isExternal: boolean;

  constructor(scope: Construct, id: string, reference: Reference) {
    super(scope, id);
    const { repository, tag, digest, nextTag } = reference(this);
    const version = versionProblems({ tag, digest, nextTag });
    throwOnProblems(this, repositoryNameProblem(repository.repositoryName), ...version);
    const home = homeOf(repository);
    const stack = Stack.of(this);
    this.repository = repository;
    this.repositoryArn = repository.repositoryArn;
    this.repositoryUri = uriOf(repository);
    this.imageUri = `${this.repositoryUri}${tag ? `:${tag}` : `@${digest}`}`;
    this.deploymentTag = tag;
    this.nextTag = nextTagOf(tag, nextTag);
    this.isExternal = isElsewhere(home, stack);
    noteLatest(this, tag);
  }

  public grantPush(grantee: IGrantable): Grant {
    return grantPush(this.repositoryArn, grantee);
  }
}

/** Without `AWS::URLSuffix` where account, region and name are known: the address is then readable in notes and commands. */
function uriOf(repository: IRepository): string {
  const { account, region } = homeOf(repository);
  const { repositoryName } = repository;
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const isLate = [account, region, repositoryName].some((part) => Token.isUnresolved(part));
  return isLate ? repository.repositoryUri : `${account}.dkr.ecr.${region}.${suffix}/${repositoryName}`;
}
