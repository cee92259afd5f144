import { Aws } from 'aws-cdk-lib';
import { GitHubRunnerScope } from '../../src/delivery';

const LATE = 'a value that only CloudFormation knows';

test('a scope is repositories of an organization, sorted, or one of them', () => {
  expect(GitHubRunnerScope.organization('acme', ['crm', 'billing'])).toMatchObject({
    owner: 'acme',
    repositories: ['billing', 'crm'],
    isOrganization: true,
  });
  expect(GitHubRunnerScope.repository('acme/crm')).toMatchObject({
    owner: 'acme',
    repositories: ['crm'],
    isOrganization: false,
  });
});

test.each<[string, () => unknown, string, unknown]>([
  ['runners/no-repository', () => GitHubRunnerScope.organization('acme', []), 'repositories', []],
  ['runners/repository', () => GitHubRunnerScope.organization('acme', ['*']), 'repositories', 'acme/*'],
  ['runners/repository', () => GitHubRunnerScope.organization('acme', ['crm|.*']), 'repositories', 'acme/crm|.*'],
  ['runners/repository', () => GitHubRunnerScope.organization('acme', [Aws.REGION]), 'repositories', LATE],
  ['runners/repository', () => GitHubRunnerScope.organization('-acme', ['crm']), 'repositories', '-acme/crm'],
  ['runners/repository', () => GitHubRunnerScope.repository('crm'), 'repositories', 'crm/'],
  ['runners/repository', () => GitHubRunnerScope.repository('acme/crm/x'), 'repositories', 'acme/crm/x'],
  ['runners/repository-twice', () => GitHubRunnerScope.organization('acme', ['a', 'a']), 'repositories', ['a', 'a']],
  ['props/wrong-type', () => GitHubRunnerScope.organization('acme', 'crm' as any), 'repositories', 'crm'],
  ['props/missing', () => GitHubRunnerScope.organization(undefined as any, ['crm']), 'organization', undefined],
])('%s refuses what GitHub has no repository of, case %#', (code, make, prop, value) => {
  expect(make).toThrowProblem(code, prop, value);
});
