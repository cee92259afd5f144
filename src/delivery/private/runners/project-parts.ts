import { CfnProject } from 'aws-cdk-lib/aws-codebuild';
import type { GitHubRunnerScope } from '../../git-hub-runner-scope';

/** The source of a project for a whole organization: jobs check out what they need by themselves. */
const ANY_REPOSITORY = 'CODEBUILD_DEFAULT_WEBHOOK_SOURCE_LOCATION';

export function sourceOf(scope: GitHubRunnerScope, connectionArn: string): CfnProject.SourceProperty {
  const { owner, repositories, isOrganization } = scope;
  return {
    type: 'GITHUB',
    location: isOrganization ? ANY_REPOSITORY : `https://github.com/${owner}/${repositories[0]}.git`,
    auth: { type: 'CODECONNECTIONS', resource: connectionArn },
    gitCloneDepth: 1,
  };
}

/** A runner for each job that GitHub queues for the project, and for no other event. */
export function triggersOf({
  owner,
  repositories,
  isOrganization,
}: GitHubRunnerScope): CfnProject.ProjectTriggersProperty {
  const queued = { type: 'EVENT', pattern: 'WORKFLOW_JOB_QUEUED' };
  const names = repositories.map((name) => name.replace(/\./g, '\\.'));
  const ofRepositories = { type: 'REPOSITORY_NAME', pattern: `^(${names.join('|')})$` };
  return {
    webhook: true,
    buildType: 'BUILD',
    filterGroups: [isOrganization ? [queued, ofRepositories] : [queued]],
    scopeConfiguration: isOrganization ? { name: owner, scope: 'GITHUB_ORGANIZATION' } : undefined,
  };
}
