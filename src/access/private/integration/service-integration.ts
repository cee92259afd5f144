import { Names } from 'aws-cdk-lib';
import { CfnMethod, Integration, IntegrationType } from 'aws-cdk-lib/aws-apigateway';
import { CfnVpcLink } from 'aws-cdk-lib/aws-apigatewayv2';
import { IVpc, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { IntegrationParts, IntegrationTarget, RouteOfIntegration } from './integration';
import { pathVariables } from './integration';
import { crossStack } from './references';
import { entriesOf } from '../../../core/private/checks/types';
import { childScope } from '../../../core/private/resources/child-scope';
import { privateSubnets } from '../../../core/private/resources/private-subnets';
import type { ILoadBalancedService } from '../../../service';

type ServiceTarget = Extract<IntegrationTarget, { kind: 'service' }>;

/**
 * Passes requests to the internal load balancer of a service, over HTTPS by the name of its certificate, which is their
 * Host header too. Headers from the authorizer replace those that a client sends.
 */
export function serviceIntegration(route: RouteOfIntegration, target: ServiceTarget): IntegrationParts {
  const { api, method, path, timeout } = route;
  const { service, fromAuthorizer } = target;
  const variables = pathVariables(path);
  const called = (target.path ?? path).replace(/\+\}/g, '}');
  const headers = entriesOf(fromAuthorizer).map(([name, key]) => {
    return [`integration.request.header.${name}`, `context.authorizer.${key}`];
  });
  const inPath = variables.map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`]);
  const link = linkInto(api, service.loadBalancer.vpc!);
  service.connections.allowFrom(link, Port.tcp(443), 'API Gateway');
  return {
    integration: new Integration({
      type: IntegrationType.HTTP_PROXY,
      integrationHttpMethod: method,
      uri: `${service.url}${called}`,
      options: { timeout, requestParameters: Object.fromEntries([...headers, ...inPath]) },
    }),
    requestParameters: Object.fromEntries(variables.map((name) => [`method.request.path.${name}`, true])),
    served: { url: service.url, headers: entriesOf(fromAuthorizer).map(([name]) => name.toLowerCase()) },
    overrides: {
      ConnectionType: 'VPC_LINK',
      ConnectionId: link.vpcLinkId,
      IntegrationTarget: loadBalancerArnOf(service),
    },
  };
}

/** A route to a service. */
export interface ServedRoute {
  readonly method: CfnMethod;
  readonly url: string;
  /** Headers from the authorizer, in lower case. */
  readonly headers: string[];
}

/**
 * Replaces headers that the authorizer gives to a service on one route by a constant on its others: a client could send them
 * there, on an open route without any key.
 */
export function withholdIdentity(routes: ServedRoute[]): void {
  for (const { method, url, headers } of routes) {
    const ofService = routes.filter((it) => it.url === url).flatMap((it) => it.headers);
    const foreign = [...new Set(ofService)].sort().filter((name) => !headers.includes(name));
    foreign.forEach((name) => method.addPropertyOverride(`${MAPPED_HEADER}${name}`, "'none'"));
  }
}

const MAPPED_HEADER = 'Integration.RequestParameters.integration\\.request\\.header\\.';

function loadBalancerArnOf({ loadBalancer }: ILoadBalancedService): string {
  const value = loadBalancer.loadBalancerArn;
  return crossStack(loadBalancer, { name: 'LoadBalancerArn', value, replacedBy: ['Name', 'Scheme', 'Type'] });
}

/** The VPC link of the API into a VPC, with a security group that opens connections alone. */
function linkInto(api: Construct, vpc: IVpc): VpcLinkOfApi {
  const links = childScope(api, 'VpcLinks');
  return (
    (links.node.tryFindChild(vpc.node.addr) as VpcLinkOfApi | undefined) ?? new VpcLinkOfApi(links, vpc.node.addr, vpc)
  );
}

class VpcLinkOfApi extends Construct {
  public readonly vpcLinkId: string;
  public readonly connections;

  constructor(scope: Construct, id: string, vpc: IVpc) {
    super(scope, id);
    const group = new SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'API Gateway, on its way to services',
      allowAllOutbound: false,
    });
    this.connections = group.connections;
    const link = new CfnVpcLink(this, 'Resource', {
      name: Names.uniqueResourceName(this, { maxLength: 128, separator: '-' }),
      subnetIds: vpc.selectSubnets(privateSubnets(vpc)).subnetIds,
      securityGroupIds: [group.securityGroupId],
    });
    this.vpcLinkId = link.ref;
  }
}
