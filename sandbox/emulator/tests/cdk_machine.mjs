// A REST API as the CDK makes it, for cdk_templates.mjs: an authorizer, a usage plan, an access log, and a route through a
// VPC link to a load balancer.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { Duration } = require('aws-cdk-lib');
const gateway = require('aws-cdk-lib/aws-apigateway');
const { VpcLink } = require('aws-cdk-lib/aws-apigatewayv2');
const acm = require('aws-cdk-lib/aws-certificatemanager');
const ec2 = require('aws-cdk-lib/aws-ec2');
const elb = require('aws-cdk-lib/aws-elasticloadbalancingv2');
const lambda = require('aws-cdk-lib/aws-lambda');
const { LogGroup } = require('aws-cdk-lib/aws-logs');

const ALLOW = `exports.handler = async ({ methodArn }) => ({
  principalId: 'agent',
  policyDocument: { Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn.replace(/[/].*/, '/*') }] },
});`;

export function machine(stack) {
  const code = lambda.Code.fromInline(ALLOW);
  const props = { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code };
  const handler = new lambda.Function(stack, 'Check', props);
  const api = new gateway.RestApi(stack, 'Api', {
    apiKeySourceType: gateway.ApiKeySourceType.AUTHORIZER,
    cloudWatchRole: true,
    disableExecuteApiEndpoint: true,
    endpointTypes: [gateway.EndpointType.REGIONAL],
    deployOptions: {
      stageName: 'live',
      accessLogDestination: new gateway.LogGroupLogDestination(new LogGroup(stack, 'Log')),
      accessLogFormat: gateway.AccessLogFormat.jsonWithStandardFields(),
    },
    domainName: {
      domainName: 'api.tracker.example',
      certificate: new acm.Certificate(stack, 'Certificate', { domainName: 'api.tracker.example' }),
    },
  });
  const identitySources = [gateway.IdentitySource.header('Authorization')];
  const authorizer = new gateway.RequestAuthorizer(stack, 'Authorizer', { handler, identitySources });
  const balancer = new elb.ApplicationLoadBalancer(stack, 'Balancer', {
    vpc: stack.vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
  });
  balancer.addListener('Http', {
    port: 80,
    open: false,
    defaultAction: elb.ListenerAction.fixedResponse(418, { contentType: 'text/plain', messageBody: 'behind the link' }),
  });
  const link = new VpcLink(stack, 'Link', { vpc: stack.vpc, subnets: { subnetType: ec2.SubnetType.PUBLIC } });
  const method = api.root.addMethod('GET', through(balancer), { authorizer });
  method.node.defaultChild.addPropertyOverride('Integration.ConnectionId', link.vpcLinkId);
  method.node.defaultChild.addPropertyOverride('Integration.ConnectionType', 'VPC_LINK');
  method.node.defaultChild.addPropertyOverride('Integration.IntegrationTarget', balancer.loadBalancerArn);
  api.addUsagePlan('Plan', {
    apiStages: [{ stage: api.deploymentStage }],
    throttle: { rateLimit: 10, burstLimit: 10 },
  });
}

function through(balancer) {
  const options = { timeout: Duration.seconds(29) };
  const uri = `http://${balancer.loadBalancerDnsName}/`;
  return new gateway.Integration({
    type: gateway.IntegrationType.HTTP_PROXY,
    integrationHttpMethod: 'GET',
    uri,
    options,
  });
}
