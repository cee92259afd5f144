import { Problem, problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { matches } from '../../core/private/checks/values';
import { GITHUB_ENVIRONMENT, GITHUB_REPOSITORY } from '../../core/private/formats/git-hub-names';
import type { GitHubRepositoryOptions } from '../git-hub-repository';
import { OidcSubject } from '../oidc-subject';
import { SubjectFormat } from '../subject-format';

/** Context of a subject: which jobs of the repository have it. */
type Kind = 'environment' | 'branch' | 'tag' | 'pull request';

const CONTEXT: Record<Kind, (name: string) => string> = {
  environment: (name) => `environment:${name.replace(/:/g, '%3A')}`, // as GitHub does, or it would end the part
  branch: (name) => `ref:refs/heads/${name}`,
  tag: (name) => `ref:refs/tags/${name}`,
  'pull request': () => 'pull_request',
};

/** Subjects of a repository's jobs, in each format that is trusted. */
export function repositorySubjects(
  fullName: string,
  options: GitHubRepositoryOptions,
  kind: Kind,
  name: string,
): OidcSubject[] {
  throwOnProblems('GitHubRepository', ...problems(fullName, options, kind, name));
  const [owner, repository] = fullName.split('/');
  const { ownerId, repositoryId } = options;
  const spellings: Record<SubjectFormat, string[]> = {
    [SubjectFormat.LEGACY]: [fullName],
    [SubjectFormat.IMMUTABLE]: [`${owner}@${ownerId}/${repository}@${repositoryId}`],
    [SubjectFormat.BOTH]: [`${owner}@${ownerId}/${repository}@${repositoryId}`, fullName],
  };
  return spellings[formatOf(options)].map((spelling) => {
    return OidcSubject._ofRepository(`repo:${spelling}:${CONTEXT[kind](name)}`, repositoryId);
  });
}

function formatOf({ ownerId, subjectFormat }: GitHubRepositoryOptions): SubjectFormat {
  return subjectFormat ?? (ownerId === undefined ? SubjectFormat.LEGACY : SubjectFormat.BOTH);
}

function problems(
  fullName: string,
  options: GitHubRepositoryOptions,
  kind: Kind,
  name: string,
): Array<Problem | undefined> {
  return [
    problemIf(!matches(GITHUB_REPOSITORY, fullName), {
      code: 'delivery/not-a-repository',
      prop: 'fullName',
      value: fullName,
      allowed: 'must be the owner (39 letters, digits and inner - and _ at most), a slash, and the name',
      fix: 'write it like "rl-bank/rl-bank-api"',
    }),
    ...idProblems(options),
    kind === 'environment' ? environmentProblem(name) : undefined,
    kind === 'branch' || kind === 'tag' ? refProblem(kind, name) : undefined,
  ];
}

function idProblems(options: GitHubRepositoryOptions): Array<Problem | undefined> {
  const ids = [
    ['ownerId', options.ownerId],
    ['repositoryId', options.repositoryId],
  ] as const;
  const needed = formatOf(options) !== SubjectFormat.LEGACY || ids.some(([, id]) => id !== undefined);
  return ids.map(([prop, id]) =>
    problemIf(needed && !matches(/^[1-9]\d*$/, id ?? ''), {
      code: 'delivery/not-an-id',
      prop,
      value: id,
      allowed: 'must be the id of owner and repository, both of them, for the immutable format',
      fix: "read them by `gh api repos/<owner>/<name> --jq '.owner.id, .id'`, or trust the legacy format alone",
    }),
  );
}

function environmentProblem(name: string): Problem | undefined {
  return problemIf(!matches(GITHUB_ENVIRONMENT, name), {
    code: 'delivery/not-an-environment',
    prop: 'environment',
    value: name,
    allowed: 'must have 1 to 255 letters, digits, inner spaces and . _ - / :, whose spelling in a subject is certain',
    fix: 'rename the environment, or write its subject out',
  });
}

function refProblem(kind: Kind, name: string): Problem | undefined {
  const wellFormed =
    matches(/^[\w./+@-]{1,244}$/, name) && !matches(/^[/-]|\/\/|\.\.|@\{|[/.]$|\.lock$|^(refs|heads|tags)\//, name);
  return problemIf(!wellFormed, {
    code: 'delivery/not-a-ref',
    prop: kind,
    value: name,
    allowed: `must be the full name of one ${kind}, without "refs/" and without a wildcard`,
    fix: kind === 'branch' ? 'write it like "main"' : 'write it like "v1.2.0"',
  });
}
