import { Stack, Tags } from 'aws-cdk-lib';
import {
  CfnVPCEndpoint,
  CfnVPCEndpointProps,
  IConnectable,
  ISecurityGroup,
  IVpc,
  Peer,
  Port,
  SecurityGroup,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { endpointPolicy } from './endpoint-policy';
import { CONNECTABLE } from '../../core/private/checks/cdk-types';
import { requireArgument } from '../../core/private/checks/required-props';
import { importGroupInto } from '../../core/private/stacks/import-group';
import { NetworkEgress } from '../network-egress';

/** AWS services that a Fargate task needs to start: for its image, log, secrets and parameters. */
const NEEDED_TO_START = ['ecr.api', 'ecr.dkr', 'logs', 'secretsmanager', 'ssm'];

/** Where the endpoints are. */
interface EndpointsProps {
  readonly subnetIds: string[];
  /** Route tables of the subnets, where they are known. */
  readonly routeTableIds: string[] | undefined;
  readonly egress: NetworkEgress;
}

/**
 * VPC endpoints in the private subnets for the AWS services of the tasks, closed until a client is allowed.
 *
 * Image layers come from S3: ECR alone is not enough to pull an image. These are L1s because the CDK's interface endpoint
 * needs the names of Availability Zones, which ids do not have.
 */
export function endpointsOf(
  network: Construct,
  vpc: IVpc,
  { subnetIds, routeTableIds, egress }: EndpointsProps,
): ISecurityGroup {
  const securityGroup = new SecurityGroup(network, 'EndpointClients', {
    vpc,
    description: 'Who may call AWS services by endpoint',
    allowAllOutbound: false,
  });
  for (const range of egress.clientRanges) {
    securityGroup.addIngressRule(Peer.ipv4(range), Port.tcp(443), 'Clients in the VPC');
  }
  const endpoints = new Construct(network, 'Endpoints');
  const stack = Stack.of(network);
  const shared = { vpcId: vpc.vpcId, stack, accounts: egress.additionalAccounts };
  const interfaces = [...new Set([...NEEDED_TO_START, ...egress.additionalServices])].sort();
  for (const service of interfaces) {
    interfaceEndpoint(endpoints, service, { ...shared, subnetIds, securityGroup });
  }
  if (routeTableIds) {
    new CfnVPCEndpoint(endpoints, 's3', {
      ...endpointProps('s3', shared),
      vpcEndpointType: 'Gateway',
      routeTableIds,
    });
  } else {
    interfaceEndpoint(endpoints, 's3', { ...shared, subnetIds, securityGroup }).dnsOptions = {
      privateDnsOnlyForInboundResolverEndpoint: 'AllResolvers', // there is no gateway endpoint that would take the rest
    };
  }
  Tags.of(endpoints).add('Name', network.node.path);
  return securityGroup;
}

/** Opens the endpoints to a client; with egress by NAT nothing is needed, and nothing is added. */
export function allowEndpointAccess(network: Construct, group: ISecurityGroup | undefined, client: IConnectable): void {
  requireArgument(network, 'client', client, CONNECTABLE);
  if (group) {
    // The rules belong to the client's stack, which waits for the endpoints. Otherwise the tasks would start before they
    // can reach AWS, and the stack of the network would wait for them.
    client.connections.allowTo(importGroupInto(client, group, true), Port.tcp(443), 'AWS services by endpoint');
  }
}

interface EndpointProps {
  readonly vpcId: string;
  readonly stack: Stack;
  readonly accounts: string[];
}

interface InterfaceEndpointProps extends EndpointProps {
  readonly subnetIds: string[];
  readonly securityGroup: ISecurityGroup;
}

function endpointProps(service: string, { vpcId, stack, accounts }: EndpointProps): CfnVPCEndpointProps {
  const serviceName = `com.amazonaws.${stack.region}.${service}`;
  return { vpcId, serviceName, policyDocument: endpointPolicy(stack, service, accounts) };
}

function interfaceEndpoint(scope: Construct, service: string, props: InterfaceEndpointProps): CfnVPCEndpoint {
  return new CfnVPCEndpoint(scope, service, {
    ...endpointProps(service, props),
    vpcEndpointType: 'Interface',
    subnetIds: props.subnetIds,
    securityGroupIds: [props.securityGroup.securityGroupId],
    privateDnsEnabled: true,
  });
}
