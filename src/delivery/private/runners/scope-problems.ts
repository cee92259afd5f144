import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { TEXT, TEXTS } from '../../../core/private/checks/types';
import { matches, shownValue } from '../../../core/private/checks/values';
import { GITHUB_REPOSITORY } from '../../../core/private/formats/git-hub-names';

/** Throws unless GitHub can have an owner and repositories of these names, which become part of a pattern and a URL. */
export function requireScope(place: string, owner: string, repositories: string[]): void {
  requireArgument(place, 'organization', owner, TEXT);
  requireArgument(place, 'repositories', repositories, TEXTS);
  throwOnProblems(
    place,
    problemIf(repositories.length === 0, {
      code: 'runners/no-repository',
      prop: 'repositories',
      value: repositories,
      allowed: 'must name one repository at least: a fork or a new repository would run here too',
      fix: 'list the names of those whose jobs run here',
    }),
    ...repositories.map((name) => nameProblem(`${owner}/${name}`)),
    problemIf(new Set(repositories).size < repositories.length, {
      code: 'runners/repository-twice',
      prop: 'repositories',
      value: repositories,
      allowed: 'must name each repository once',
      fix: 'remove the second one',
    }),
  );
}

function nameProblem(fullName: string): Problem | undefined {
  return problemIf(!matches(GITHUB_REPOSITORY, fullName), {
    code: 'runners/repository',
    prop: 'repositories',
    value: shownValue(fullName),
    allowed: 'must be owner and name of a repository of GitHub, known at synthesis, without wildcards',
    fix: 'write it like "acme/crm"',
  });
}
