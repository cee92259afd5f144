import { Stack } from 'aws-cdk-lib';
import { CfnSigningConfiguration } from 'aws-cdk-lib/aws-ecr';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { CfnSigningProfile } from 'aws-cdk-lib/aws-signer';
import { IConstruct } from 'constructs';
import { PendingInput } from '../../../core';
import { GRANTABLE } from '../../../core/private/checks/cdk-types';
import { requireArgument } from '../../../core/private/checks/required-props';
import { grantTo } from '../../../core/private/resources/grant';
import type { ImageSigningRule } from '../../i-image-signing';

/** A rule as CloudFormation has it, its filters sorted. */
export function ruleOf({ signingProfileArn, repositories }: ImageSigningRule): CfnSigningConfiguration.RuleProperty {
  const filters = [...repositories].sort();
  return {
    signingProfileArn,
    repositoryFilters: filters.map((filter) => ({ filter, filterType: 'WILDCARD_MATCH' })),
  };
}

/** The rule as a value that has to be added to the configuration of the registry, with the command that does. */
export function ruleToAdd(stack: Stack, profile: CfnSigningProfile, repositories: string[]): PendingInput {
  const { stackName, region } = stack;
  const id = stack.resolve(profile.logicalId);
  const filters = repositories.map((filter) => ({ filter, filterType: 'WILDCARD_MATCH' }));
  const find = `aws cloudformation describe-stack-resource --region ${region} --stack-name ${stackName} --logical-resource-id ${id} --query StackResourceDetail.PhysicalResourceId --output text`;
  const add = `.rules += [{signingProfileArn: $profile, repositoryFilters: ${JSON.stringify(filters)}}]`;
  return {
    key: 'signing-rule',
    target: `ECR signing configuration of ${stack.account}/${region}`,
    owner: 'the platform team, once',
    command: [
      `aws ecr get-signing-configuration --region ${region} --query signingConfiguration | jq --arg profile "$(${find})" '${add}' > signing.json`,
      `aws ecr put-signing-configuration --region ${region} --signing-configuration file://signing.json`,
    ].join(' && '),
  };
}

/** Grants signing digests of images with the one profile: ECR asks AWS Signer as the role that pushes. */
export function grantSign(scope: IConstruct, signingProfileArn: string, grantee: IGrantable): Grant {
  requireArgument('ImageSigning.grantSign', 'grantee', grantee, GRANTABLE);
  return grantTo(scope, grantee, ['signer:SignPayload'], [signingProfileArn]);
}

/** Whether one of the filters matches the name of a repository, as ECR matches them: `*` stands for any characters. */
export function isSigned(repositories: string[], repositoryName: string): boolean {
  return repositories.some((filter) => {
    const parts = filter.split('*').map((part) => part.replace(/[.]/g, '\\.'));
    return new RegExp(`^${parts.join('.*')}$`).test(repositoryName);
  });
}
