import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnDomain } from 'aws-cdk-lib/aws-opensearchservice';
import { domainArnOf } from './search-access';
import { SearchSize } from './search-problems';
import { entriesOf } from '../../../core/private/checks/types';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import type { SearchDomain, SearchDomainProps } from '../../search-domain';

/** What the construct has decided and made before the nodes. */
interface Place {
  readonly size: SearchSize;
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  readonly logs: Record<string, LogGroup>;
  readonly removalPolicy: RemovalPolicy;
}

/** The nodes: encrypted at rest, between nodes and on the way to them, in zones that each have a copy of every index. */
export function searchCluster(scope: SearchDomain, props: SearchDomainProps, place: Place): CfnDomain {
  const { size, subnetIds, securityGroupId, logs, removalPolicy } = place;
  const { domainName } = scope;
  const domain = new CfnDomain(scope, 'Resource', {
    domainName,
    engineVersion: props.engineVersion ?? 'OpenSearch_2.19',
    clusterConfig: clusterConfigOf(size, props.multiAzWithStandby ?? false),
    ebsOptions: { ebsEnabled: true, volumeType: 'gp3', volumeSize: size.volumeSize.toGibibytes() },
    vpcOptions: { subnetIds, securityGroupIds: [securityGroupId] },
    accessPolicies: signedRequestsOf(Stack.of(scope), domainName),
    domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
    nodeToNodeEncryptionOptions: { enabled: true },
    encryptionAtRestOptions: { enabled: true, kmsKeyId: props.encryptionKey?.keyArn },
    logPublishingOptions: Object.fromEntries(
      entriesOf(logs).map(([kind, log]) => [kind, { enabled: true, cloudWatchLogsLogGroupArn: log.logGroupArn }]),
    ),
    offPeakWindowOptions: { enabled: true },
    softwareUpdateOptions: { autoSoftwareUpdateEnabled: true },
  });
  domain.cfnOptions.updatePolicy = { enableVersionUpgrade: true }; // else a newer version would be an empty domain
  domain.applyRemovalPolicy(removalPolicy);
  acknowledge(
    domain,
    'OS3',
    'OpenSearch Service refuses IP addresses in the policy of a domain in a VPC: its security group decides who reaches it.',
  );
  if (size.dedicatedMasters === 0) {
    acknowledge(domain, 'OS4', 'The team has chosen no dedicated masters, which is for development.');
  }
  return domain;
}

function clusterConfigOf(size: SearchSize, multiAzWithStandby: boolean): CfnDomain.ClusterConfigProperty {
  const { dataNodeType, dataNodes, dedicatedMasters, dedicatedMasterType, zones } = size;
  const masters = { dedicatedMasterCount: dedicatedMasters, dedicatedMasterType };
  return {
    instanceType: dataNodeType,
    instanceCount: dataNodes,
    dedicatedMasterEnabled: dedicatedMasters > 0,
    ...(dedicatedMasters > 0 ? masters : {}),
    zoneAwarenessEnabled: true,
    zoneAwarenessConfig: { availabilityZoneCount: zones },
    multiAzWithStandbyEnabled: multiAzWithStandby,
  };
}

/** Requests have to be signed by a role of the account, and the policies of that role decide which of them are allowed. */
function signedRequestsOf(stack: Stack, domainName: string): object {
  const root = stack.formatArn({ service: 'iam', region: '', resource: 'root' });
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: root },
        Action: 'es:ESHttp*',
        Resource: `${domainArnOf(stack, domainName)}/*`,
      },
    ],
  };
}
