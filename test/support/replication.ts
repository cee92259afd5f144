import { Stack } from 'aws-cdk-lib';
import { IMAGE } from './api';
import { workloadStack } from './cloud';
import { postgresIn, threeTiersIn } from './database';
import { ReplicationEndpoint, ReplicationEndpointProps, ReplicationExposure } from '../../src/access';
import { ImageRepository } from '../../src/service';

/** What PowerSync Cloud names as its principal. */
export const POWER_SYNC = 'arn:aws:iam::131569880293:root';

/** What a test says of an endpoint: the rest is a new database in three tiers, PowerSync, and an image that exists. */
export function replicationIn(
  stack: Stack = workloadStack(),
  props: Partial<ReplicationEndpointProps> = {},
): ReplicationEndpoint {
  const vpc = props.vpc ?? threeTiersIn(stack);
  return new ReplicationEndpoint(stack, 'Sync', {
    vpc,
    database: props.database ?? postgresIn(stack, { vpc, logicalReplicationUser: 'sync' }),
    image: ImageRepository.fromImageUri(stack, 'Image', IMAGE),
    exposure: ReplicationExposure.privateLink({ allowedPrincipals: [POWER_SYNC] }),
    ...props,
  });
}
