import { Draft, when } from './draft';
import { Problem } from '../../../../core/private/checks/problems';

const IDENTITIES = ['api', 'webapp', 'merchantPortal', 'infra'] as const;

/** Repositories whose OIDC subjects IAM could not match. */
export function deployContradictions({ deploy }: Draft, given: Draft): Problem[] {
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
  const both = 'must be set together with deploy.ownerId, since the immutable subjects of GitHub have both ids';
  return [
    ...when(
      IDENTITIES.every((name) => given.deploy?.[name] === undefined),
      'deploy',
      'a map without identities',
      'must have an identity',
      `set one of ${IDENTITIES.join(', ')}, or remove it`,
    ),
    ...when(
      deploy.ownerId !== undefined && owners.length > 1,
      'deploy.ownerId',
      deploy.ownerId,
      `must be the owner of all repositories, and they have ${owners.join(' and ')}`,
      'name repositories of one owner, or remove the ids',
    ),
    ...(deploy.ownerId === undefined ? ids : []).flatMap(({ path, repositoryId }) =>
      when(true, `${path}.repositoryId`, repositoryId, both, 'set deploy.ownerId too'),
    ),
    ...(deploy.ownerId === undefined ? [] : without).flatMap(({ path }) =>
      when(true, `${path}.repositoryId`, undefined, both, 'look it up with `gh api repos/<owner>/<name> --jq .id`'),
    ),
  ];
}
