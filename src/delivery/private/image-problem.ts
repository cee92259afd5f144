import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { accountsProblem } from './account-problem';
import { Problem } from '../../core/private/checks/problems';
import { IImageRepository } from '../../service';

/** By the URI of the repository, or by the repository where the URI is a token: a reference can be in another stack. */
export function imageProblem(role: IConstruct, image: IImageRepository): Problem | undefined {
  const { repositoryUri, repository, node } = image;
  const [account] = /^\d{12}(?=\.)/.exec(repositoryUri) ?? [];
  return account
    ? accountsProblem(role, 'image', repositoryUri, account)
    : accountsProblem(role, 'image', node.path, repository.env.account);
}

/** Asking whether an image of the repository is signed. */
export function signingStatusStatements({ repositoryArn }: IImageRepository): PolicyStatement[] {
  return [new PolicyStatement({ actions: ['ecr:DescribeImageSigningStatus'], resources: [repositoryArn] })];
}
