import { Stack, Tags } from 'aws-cdk-lib';
import { CfnVPCEndpoint, ISecurityGroup, IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { NetworkEgress } from '../network-egress';

/** What a Fargate task calls before its first line runs: its image, its log, its secrets and parameters. */
const NEEDED_TO_START = ['ecr.api', 'ecr.dkr', 'logs', 'secretsmanager', 'ssm'];

/**
 * Endpoints in the private subnets for what the tasks call, open to named clients alone.
 *
 * Image layers come from S3: without its endpoint no image arrives, however well ECR is reached. These are L1s because
 * CDK's own interface endpoint asks for zones, which the ids of a network do not tell.
 */
export function endpointsOf(network: Construct, vpc: IVpc, subnetIds: string[], egress: NetworkEgress): ISecurityGroup {
  const securityGroup = new SecurityGroup(network, 'EndpointClients', {
    vpc,
    description: 'Who may call AWS services by endpoint',
    allowAllOutbound: false,
  });
  const endpoints = new Construct(network, 'Endpoints');
  const { region } = Stack.of(network);
  const interfaces = [...new Set([...NEEDED_TO_START, ...egress.additionalServices])].sort();
  for (const service of interfaces) {
    interfaceEndpoint(endpoints, service, { vpcId: vpc.vpcId, subnetIds, region, securityGroup });
  }
  if (egress.routeTableIds) {
    new CfnVPCEndpoint(endpoints, 's3', {
      vpcId: vpc.vpcId,
      serviceName: `com.amazonaws.${region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: [...egress.routeTableIds].sort(),
    });
  } else {
    interfaceEndpoint(endpoints, 's3', { vpcId: vpc.vpcId, subnetIds, region, securityGroup }).dnsOptions = {
      privateDnsOnlyForInboundResolverEndpoint: 'AllResolvers', // there is no gateway endpoint that would take the rest
    };
  }
  Tags.of(endpoints).add('Name', network.node.path);
  return securityGroup;
}

interface InterfaceEndpointProps {
  readonly vpcId: string;
  readonly subnetIds: string[];
  readonly region: string;
  readonly securityGroup: ISecurityGroup;
}

function interfaceEndpoint(scope: Construct, service: string, props: InterfaceEndpointProps): CfnVPCEndpoint {
  return new CfnVPCEndpoint(scope, service, {
    vpcId: props.vpcId,
    serviceName: `com.amazonaws.${props.region}.${service}`,
    vpcEndpointType: 'Interface',
    subnetIds: props.subnetIds,
    securityGroupIds: [props.securityGroup.securityGroupId],
    privateDnsEnabled: true,
  });
}
