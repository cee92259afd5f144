import { Token } from 'aws-cdk-lib';
import { CfnCluster, ICluster } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { crossStackName } from '../observed/references';

/** Name of the cluster for any stack: one that CloudFormation makes up in this app comes by weak reference. */
export function crossStackClusterName({ node, clusterName }: ICluster): string {
  const resource = node.defaultChild as CfnCluster | undefined;
  if (resource === undefined) {
    return clusterName;
  }
  const { clusterName: given } = resource;
  const owner = resource.node.scope as Construct;
  return given !== undefined && !Token.isUnresolved(given)
    ? given
    : crossStackName({ name: 'ClusterName', owner, value: clusterName, replacedBy: [given] });
}
