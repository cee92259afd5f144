import type { Draft } from './contradictions';
import { Problem } from '../../core/private/checks/problems';

const IDENTITIES = ['api', 'webapp', 'merchantPortal', 'infra'] as const;

/** Identities that GitHub's tokens would not fit. */
export function deployContradictions({ deploy }: Draft): Problem[] {
  if (deploy === undefined) {
    return [];
  }
  const identities = IDENTITIES.flatMap((name) => {
    const identity = deploy[name];
    return identity ? [{ path: `deploy.${name}`, ...identity }] : [];
  });
  const owners = [...new Set(identities.flatMap(({ repository }) => repository?.split('/').slice(0, 1) ?? []))];
  const ids = identities.filter(({ repositoryId }) => repositoryId !== undefined);
  const without = identities.filter(({ repositoryId }) => repositoryId === undefined);
  const both = 'the spelling of subjects that survives a rename has the numbers of owner and repository, both of them';
  return [
    ...problem(
      identities.length === 0 && IDENTITIES.every((name) => deploy[name] === undefined),
      'deploy',
      'a map without identities',
      'nobody would deploy anything',
      `name one of ${IDENTITIES.join(', ')}, or leave it out`,
    ),
    ...problem(
      deploy.ownerId !== undefined && owners.length > 1,
      'deploy.ownerId',
      deploy.ownerId,
      `the repositories have different owners: ${owners.join(', ')}`,
      'name repositories of one owner, or leave the numbers out',
    ),
    ...(deploy.ownerId === undefined ? ids : []).flatMap(({ path, repositoryId }) =>
      problem(true, `${path}.repositoryId`, repositoryId, both, 'write deploy.ownerId too'),
    ),
    ...(deploy.ownerId === undefined ? [] : without).flatMap(({ path }) =>
      problem(true, `${path}.repositoryId`, undefined, both, 'ask for it by `gh api repos/<owner>/<name> --jq .id`'),
    ),
  ];
}

function problem(wrong: boolean, prop: string, value: unknown, allowed: string, fix: string): Problem[] {
  return wrong ? [{ code: 'config/contradiction', prop, value, allowed, fix }] : [];
}
