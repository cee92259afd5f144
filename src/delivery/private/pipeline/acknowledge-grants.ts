import { AspectPriority, Aspects, Stack, Validations } from 'aws-cdk-lib';
import { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';
import { REPOSITORY_URL } from '../../../core/private/repository-url';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { wildcardResourcesIn } from '../../../core/private/resources/acknowledge-wildcards';

const ROLES = `CDK Pipelines makes these grants: ${REPOSITORY_URL}/src/delivery/PIPELINE.md says what each role can do.`;
const ARTIFACTS =
  'Artifacts are copies of what is in the source bucket, and each execution names those that it has read.';

/** Answers the findings of nag and of CloudFormation's validator on what CDK Pipelines makes, which is known when all of it is there. */
export function acknowledgeGrants(roles: IConstruct, pipeline: IConstruct): void {
  for (const scope of [roles, pipeline]) {
    Aspects.of(scope).add({ visit: answer }, { priority: AspectPriority.READONLY });
  }
}

function answer(node: IConstruct): void {
  if (CfnPolicy.isCfnPolicy(node)) {
    wildcardActionsIn(node).forEach((action) => acknowledge(node, `IAM5[Action::${action}]`, ROLES));
    wildcardResourcesIn(node).forEach((resource) => acknowledge(node, `IAM5[Resource::${resource}]`, ROLES));
  }
  if (CfnBucket.isCfnBucket(node)) acknowledge(node, 'S1', ARTIFACTS);
  if (CfnPipeline.isCfnPipeline(node)) {
    Validations.of(node).acknowledge({
      id: 'CloudFormation-Validate::W3005',
      reason: 'CDK has the pipeline wait for its role and the policies of the role at once.',
    });
  }
}

function wildcardActionsIn(policy: CfnPolicy): string[] {
  const { Statement } = Stack.of(policy).resolve(policy.policyDocument);
  const actions: string[] = (Statement as any[]).flatMap(({ Action }) => Action);
  return [...new Set(actions.filter((action) => action.includes('*')))].sort();
}
