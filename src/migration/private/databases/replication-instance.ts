import type { Size } from 'aws-cdk-lib';
import { CfnReplicationInstance, CfnReplicationSubnetGroup } from 'aws-cdk-lib/aws-dms';
import { ISecurityGroup, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { DataMigrationProps } from '../../data-migration';

/** What the construct has decided before. */
interface Place {
  readonly name: string;
  readonly subnetIds: string[];
  readonly securityGroup: ISecurityGroup;
  readonly storage: Size;
}

/** Creates the security group: DMS opens connections to the source and to Secrets Manager, and nothing connects to it. */
export function instanceGroup(scope: Construct, { vpc, source }: DataMigrationProps): SecurityGroup {
  const group = new SecurityGroup(scope, 'SecurityGroup', {
    ...{ vpc, description: 'What the migration connects to', allowAllOutbound: false },
  });
  group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'Secrets Manager');
  for (const range of [...new Set(source.addressRanges)].sort()) {
    group.addEgressRule(Peer.ipv4(range), Port.tcp(source.port), 'The source');
  }
  return group;
}

/** Creates the instance, private and encrypted, after the roles without which DMS refuses it. */
export function replicationInstance(scope: Construct, props: DataMigrationProps, place: Place): CfnReplicationInstance {
  const { name, subnetIds, securityGroup, storage } = place;
  const { serviceRoles, instanceClass = 'dms.r6i.large', multiAz = false, encryptionKey } = props;
  const subnetGroup = new CfnReplicationSubnetGroup(scope, 'SubnetGroup', {
    replicationSubnetGroupDescription: `Subnets of ${scope.node.path}`,
    subnetIds,
  });
  subnetGroup.node.addDependency(serviceRoles);
  const instance = new CfnReplicationInstance(scope, 'Instance', {
    ...{ replicationInstanceIdentifier: name, resourceIdentifier: name, replicationInstanceClass: instanceClass },
    ...{ allocatedStorage: storage.toGibibytes(), multiAz, kmsKeyId: encryptionKey?.keyArn },
    ...{ publiclyAccessible: false, autoMinorVersionUpgrade: true },
    replicationSubnetGroupIdentifier: subnetGroup.ref,
    vpcSecurityGroupIds: [securityGroup.securityGroupId],
  });
  instance.node.addDependency(serviceRoles);
  return instance;
}
