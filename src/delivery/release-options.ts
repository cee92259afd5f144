import { IBucket } from 'aws-cdk-lib/aws-s3';
import { IEcsService } from '../service';

/** Options for `DeployPermissions.deployReleases()`. */
export interface DeployReleasesOptions {
  /** ECS services that the role rolls and describes. */
  readonly services: IEcsService[];

  /**
   * ARNs of DB instances and Aurora clusters of which the role takes a snapshot before a release, such as the `databaseArn` of an
   * `AuroraPostgresCluster`. The names of its snapshots begin with the identifier of the database and `-release-`.
   * @default - no snapshots
   */
  readonly databaseArns?: string[];

  /**
   * Buckets of release files, which the role lists, reads and writes.
   * @default - no buckets
   */
  readonly buckets?: IBucket[];
}
