import { Stack } from 'aws-cdk-lib';
import { IMAGE } from './api';
import { resourcesOf, workloadStack } from './cloud';
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

/** Properties of the first resource of a type. */
export const propertiesIn = (stack: Stack, type: string) => resourcesOf(stack, type)[0]?.Properties;
/** Security groups whose description says this. */
export const groupsIn = (stack: Stack, what: RegExp) =>
  resourcesOf(stack, 'AWS::EC2::SecurityGroup').filter(({ Properties }) => what.test(Properties.GroupDescription));

/** Who reaches whom, by the rules that are resources of their own. */
export const admittedIn = (stack: Stack) =>
  resourcesOf(stack, 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) => {
    const name = ({ 'Fn::GetAtt': [id] }: any) => /LoadBalancer|Relay|Database/.exec(id)![0];
    return `${name(Properties.SourceSecurityGroupId)} to ${name(Properties.GroupId)} ${Properties.FromPort}`;
  });
