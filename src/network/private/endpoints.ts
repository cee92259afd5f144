import { Stack, Tags } from 'aws-cdk-lib';
import { CfnVPCEndpoint, ISecurityGroup, IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { NetworkEgress } from '../network-egress';

/** AWS services that a Fargate task needs to start: for its image, log, secrets and parameters. */
const NEEDED_TO_START = ['ecr.api', 'ecr.dkr', 'logs', 'secretsmanager', 'ssm'];

/**
 * VPC endpoints in the private subnets for the AWS services of the tasks, closed until a client is allowed.
 *
 * Image layers come from S3: ECR alone is not enough to pull an image. These are L1s because the CDK's interface endpoint
 * needs the names of Availability Zones, which ids do not have.
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
