import { IConstruct } from 'constructs';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { areDifferent, topLevelStack } from '../../core/private/stacks/stack-of';
import { IImageRepository } from '../../service';

/** By the address of the image: where its channel was declared says nothing of where the repository is. */
export function imageProblem(role: IConstruct, { repositoryUri }: IImageRepository): Problem | undefined {
  const [theirs] = repositoryUri.split('.');
  const ours = topLevelStack(role).account;
  return problemIf(areDifferent(theirs, ours), {
    code: 'delivery/in-other-account',
    prop: 'image',
    value: repositoryUri,
    allowed: `it is in account ${theirs}, and the role in ${ours}`,
    fix: `make the role in ${theirs}; it may trust jobs and roles from anywhere`,
  });
}
