import { IConstruct } from 'constructs';
import { accountsProblem } from './account-problem';
import { Problem } from '../../core/private/checks/problems';
import { ImageRepository } from '../../service';

/** By the URI of the repository: the stack of its construct can be in another account. */
export function imageProblem(role: IConstruct, { repositoryUri }: ImageRepository): Problem | undefined {
  return accountsProblem(role, 'image', repositoryUri, repositoryUri.split('.')[0]);
}
