import { IConstruct } from 'constructs';
import { accountProblem, accountsProblem } from './account-problem';
import { Problem } from '../../core/private/checks/problems';
import { IImageRepository } from '../../service';

/** By the URI of the repository, unless it is a token: the stack of the construct can be in another account. */
export function imageProblem(role: IConstruct, image: IImageRepository): Problem | undefined {
  const { repositoryUri } = image;
  const [account] = /^\d{12}(?=\.)/.exec(repositoryUri) ?? [];
  return account ? accountsProblem(role, 'image', repositoryUri, account) : accountProblem(role, 'image', image);
}
