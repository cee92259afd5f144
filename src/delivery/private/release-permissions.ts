import { attach } from './attach';
import type { PermissionSet } from './permission-set';
import { releaseProblems } from './release-problems';
import { releaseFileStatements, snapshotStatements } from './release-statements';
import type { DeployReleasesOptions } from '../release-options';

/** What `deployReleases()` holds for its role. */
export function releasePermissions(options: DeployReleasesOptions): PermissionSet {
  const { services, databaseArns = [], buckets = [] } = options;
  return {
    isListed: true,
    description: 'Deploys releases: services, snapshots of databases, release files',
    problemsOf: (role) => releaseProblems(role, options),
    grantTo: (role) => [
      ...services.flatMap((service) => service.grantRoll(role).principalStatements),
      ...attach(role, 'Snapshots', snapshotStatements(databaseArns)),
      ...attach(role, 'ReleaseFiles', releaseFileStatements(buckets)),
    ],
  };
}
