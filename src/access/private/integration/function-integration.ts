import { Stack } from 'aws-cdk-lib';
import { Integration, IntegrationType, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnPermission, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { IntegrationParts, RouteOfIntegration } from './integration';
import { functionArnOf } from './references';
import { childScope } from '../../../core/private/resources/child-scope';

/** Calls a Lambda function with the request as its event. */
export function functionIntegration(route: RouteOfIntegration, handler: IFunction): IntegrationParts {
  const { api, restApi, stageName, timeout } = route;
  allowInvoke(api, 'Invocations', handler, restApi.arnForExecuteApi('*', '/*', stageName));
  const uri = invocationUri(Stack.of(api), handler);
  const type = IntegrationType.AWS_PROXY;
  return { integration: new Integration({ type, integrationHttpMethod: 'POST', uri, options: { timeout } }) };
}

/**
 * Lets the API invoke a function, by a permission in the stack of the API, once for all routes: a policy of a function has
 * 20 KB. The CDK's own would be in the stack of the function, and make a circle of the two stacks.
 */
export function allowInvoke(api: Construct, group: string, handler: IFunction, sourceArn: string): void {
  const permissions = childScope(api, group);
  if (permissions.node.tryFindChild(handler.node.addr) === undefined) {
    new CfnPermission(permissions, handler.node.addr, {
      action: 'lambda:InvokeFunction',
      functionName: functionArnOf(handler),
      principal: 'apigateway.amazonaws.com',
      sourceArn,
    });
  }
}

/** URI with which API Gateway invokes a function. */
export function invocationUri(stack: Stack, handler: IFunction): string {
  const arn = functionArnOf(handler);
  const action = `path/2015-03-31/functions/${arn}/invocations`;
  return `arn:${stack.partition}:apigateway:${stack.region}:lambda:${action}`;
}

/** ARN of what a REST API invokes an authorizer for. */
export function authorizerArn(restApi: RestApi, authorizerId: string): string {
  return Stack.of(restApi).formatArn({
    service: 'execute-api',
    resource: restApi.restApiId,
    resourceName: `authorizers/${authorizerId}`,
  });
}
