import { CfnRole, Effect, IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/**
 * Denies the roles of asset publishing to start builds. CDK Pipelines lets them start those of all projects of the account, with a buildspec of their
 * own. What they run is what the uploaded manifests say, so an upload would have the role of each project, such as that of another
 * pipeline.
 */
export function denyOtherBuilds(scope: IConstruct, pipeline: IConstruct): void {
  const roles = pipeline.node.tryFindChild('Assets')?.node.findAll().filter(isRole) ?? [];
  if (roles.length === 0) return;
  const statement = new PolicyStatement({
    effect: Effect.DENY,
    actions: ['codebuild:StartBuild', 'codebuild:StopBuild'],
    resources: ['*'],
  });
  new Policy(scope, 'NoOtherBuilds', { roles, statements: [statement] });
}

function isRole(construct: IConstruct): construct is IRole {
  const { defaultChild } = construct.node;
  return defaultChild !== undefined && CfnRole.isCfnRole(defaultChild);
}
